"""Identifiers, as people write them."""

from pathlib import Path

import pytest
import yaml

from kb.add.identify import identify
from kb.read.identifiers import arxiv_within, bare_arxiv, doi_within, is_arxiv, is_doi, is_slug, is_year

CASES: list[dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent.parent / "data/identifiers.yaml").read_text("utf-8")
)
KINDS = {"DOI": "doi", "arXiv id": "arxiv"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_an_identifier_is_read_by_the_shared_rules(case: dict[str, str]) -> None:
    found = identify(case["text"])
    if "kind" in case:
        assert found is not None
        assert (found.kind, found.value.lower()) == (KINDS[case["kind"]], case["bare"])
    else:
        assert found is None or found.kind not in KINDS.values()


@pytest.mark.parametrize("case", [case for case in CASES if "kind" in case], ids=lambda case: case["text"])
def test_what_is_read_is_what_the_check_asks_for(case: dict[str, str]) -> None:
    found = identify(case["text"])
    assert found is not None
    assert (is_doi(found.value), is_arxiv(found.value)) == (found.kind == "doi", found.kind == "arxiv")


@pytest.mark.parametrize("text", ["10.1/x", "https://doi.org/10.1145/1", "10.1145/a b", r"10.1145/a\_b", "10.１145/x"])
def test_what_is_no_bare_doi(text: str) -> None:
    assert not is_doi(text)


def test_digits_are_those_of_ascii() -> None:
    assert is_year("2021")
    assert not is_year("٢٠٢١")
    assert not is_year("20２1")
    assert not is_arxiv("2001.0836١")


def test_a_slug_has_single_hyphens_within() -> None:
    assert is_slug("few-shot-2")
    assert not any(map(is_slug, ("", "-a", "a-", "a--b", "A", "ä", "a_b")))


def test_identifiers_are_found_in_a_reference() -> None:
    text = "arXiv preprint arXiv:2001.08361v2, 2020. https://doi.org/10.1145/3442188.3445922."
    assert (arxiv_within(text), doi_within(text)) == ("2001.08361", "10.1145/3442188.3445922")
    assert arxiv_within("10.2001.08361") == ""
    assert bare_arxiv("2001.08361V2") == "2001.08361"
