"""Every code that can be printed is explained, none that cannot, and each explanation can be read alone."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kb.check import RULES
from kb.check.explain import Explanation, as_text, explanations
from kb.read.canonical import FIELDS
from tests.conftest import REPOSITORY

#: No text shows these: bytes, links and rights of files, and what the formatter should never come to.
NOT_SHOWN = {"E001", "E002", "E003", "E131"}
EACH = pytest.mark.parametrize("one", explanations().values(), ids=lambda one: one.code)


def in_the_sources() -> set[str]:
    """Every code that stands in the package's sources as a string."""
    files = (REPOSITORY / "scripts/kb").rglob("*.py")
    return {code for file in files for code in re.findall(r"[\"']([EW]\d{3})[\"']", file.read_text("utf-8"))}


def test_what_can_be_printed_is_explained_and_nothing_else() -> None:
    codes = in_the_sources()
    assert {rule.code for rule in RULES} <= codes
    assert set(explanations()) == codes


def test_a_code_has_one_meaning() -> None:
    assert [code for code, times in Counter(rule.code for rule in RULES).items() if times > 1] == []
    titles = Counter(one.title for one in explanations().values())
    assert [title for title, times in titles.items() if times > 1] == []


@EACH
def test_an_explanation_stands_alone(one: Explanation) -> None:
    for text in (one.means, one.why, one.mend):
        assert text == " ".join(text.split())
        assert text[0].isupper() or text.startswith("kb fmt")
        assert text.endswith(".")
        assert 1 <= len(re.findall(r"[.?](?= [A-Z]|$)", text)) <= 2, "a sentence or two"
        assert not re.search(r"\b[EW]\d{3}\b|\babove\b|\bbelow it\b|other code", text.replace("@string above", ""))
    assert not one.title.endswith(".")


@EACH
def test_every_code_has_an_example(one: Explanation) -> None:
    assert (one.example is None) == (one.code in NOT_SHOWN)
    if one.example:
        assert one.example.messages
        assert all(f" {one.code} " in line for line in one.example.messages)
        assert one.example.wrong != one.example.right
        assert one.example.right is not None or one.code in {"E004", "W004", "E102"}


def test_an_explanation_for_a_terminal() -> None:
    assert as_text(explanations()["E204"]) == (
        "E204: unknown work\n"
        "\n"
        "A citation, a point or a key work of a section names a cite key that the bibliography does not hold.\n"
        "\n"
        "Why it matters: The citation would lead nowhere, for every work's page is made from its entry.\n"
        "\n"
        "How to mend it: Correct a slip in the key, or add the work to bibliography/references.bib.\n"
        "\n"
        "Wrong, in sections/1.1-security.yaml:\n"
        "\n"
        "        works: [tramer2016stealin]\n"
        "\n"
        "What the check says:\n"
        "\n"
        "    sections/1.1-security.yaml:20:13: E204 unknown work 'tramer2016stealin'; "
        "did you mean 'tramer2016stealing'?\n"
        "\n"
        "Right:\n"
        "\n"
        "        works: [tramer2016stealing]\n"
    )


def test_the_explanation_of_unknown_fields_lists_the_known_ones() -> None:
    listed = explanations()["E123"].mend.partition("The fields are ")[2].rstrip(".")
    assert re.split(r", | and ", listed) == list(FIELDS)
