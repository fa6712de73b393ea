"""Text into words, and words that are one to the reader."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.publish.words import cut, identifier, root, simple, spellings

FOLDING: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent.parent / "data/folding.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", FOLDING, ids=lambda case: case["text"])
def test_a_text_is_cut_by_the_shared_rules(case: dict[str, Any]) -> None:
    assert simple(case["text"]) == case["words"]


@pytest.mark.parametrize("text", ["?", "🤗", "…", "()"])
def test_what_has_no_letter_is_no_name(text: str) -> None:
    assert identifier(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tramèr & Søgaard", ("tramer", "sogaard")),
        ("GPT-3 learns", ("gpt", "3", "learns", "gpt3")),
        ("don’t stop a model's training", ("dont", "stop", "a", "model", "training")),
        ("10.1145/3442188.3445922", ("10", "1145", "3442188", "3445922")),
        ("word2vec", ("word2vec",)),
        ("日本", ("日", "本")),
        ("Few‐Shot", ("few", "shot", "fewshot")),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, words: tuple[str, ...]) -> None:
    assert cut(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("homogenisation", "homogenization"),
        ("summarising", "summarizes"),
        ("labour", "labor"),
        ("behaviour", "behaviors"),
        ("modelling", "modeling"),
        ("analysed", "analyze"),
        ("centre", "centers"),
        ("catalogue", "catalog"),
        ("licence", "licenses"),
        ("models", "model"),
    ],
)
def test_forms_and_spellings_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)


@pytest.mark.parametrize(("one", "other"), [("noise", "nose"), ("policy", "police"), ("our", "or"), ("four", "for")])
def test_other_words_have_not(one: str, other: str) -> None:
    assert root(one) != root(other)


def test_a_word_knows_its_other_spelling() -> None:
    assert list(spellings("color")) == ["colour"]
    assert list(spellings("colour")) == ["color"]
    assert "quantised" in set(spellings("quantization"))
    assert list(spellings("transformer")) == []


@pytest.mark.parametrize(
    ("written", "looked_up"),
    [
        ("Bender et al., 2021", "bender et al 2021"),
        ("(Hochreiter & Schmidhuber, 1997)", "hochreiter and schmidhuber 1997"),
        ("10.1145/3442188.3445922", "10.1145/3442188.3445922"),
        ("brown2020language", "brown2020language"),
    ],
)
def test_a_citation_is_looked_up_without_its_signs(written: str, looked_up: str) -> None:
    assert identifier(written) == looked_up


def test_simple_words_leave_out_the_wholes_of_compounds() -> None:
    assert simple("Few-Shot GPT-3") == ["few", "shot", "gpt", "3"]
