"""The real data: all of it, and nothing that dangles."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kb.cli.commands.stats import stats
from kb.model import KnowledgeBase
from tests.conftest import REPOSITORY, Run


def lines_with_a_role() -> int:
    """How many citations the files of the sections have, each on a line of its own."""
    texts = (path.read_text("utf-8") for path in (REPOSITORY / "sections").iterdir())
    return sum(len(re.findall(r"^  - \{work: .* role: ", text, re.MULTILINE)) for text in texts)


def test_the_check_finds_nothing_and_prints_the_totals(kb: Run) -> None:
    result = kb("check", "--strict", "--root", REPOSITORY)
    assert result.status == 0
    counted = {
        thing: int(number.replace(",", "")) for number, thing in re.findall(r"([\d,]+) ([a-z]+)", result.lines[0])
    }
    assert counted["works"] >= 1299  # those that the report cites; a contribution may add others
    assert (counted["sections"], counted["citations"]) == (36, lines_with_a_role())
    assert result.lines[1:] == ["0 errors, 0 warnings"]


def test_every_section_of_the_report_is_there(corpus: KnowledgeBase) -> None:
    counts = {1: 4, 2: 6, 3: 3, 4: 11, 5: 6, 6: 0}
    expected = [
        name for part, last in counts.items() for name in (f"{part}", *(f"{part}.{n}" for n in range(1, last + 1)))
    ]
    assert [section.number for section in corpus.sections] == expected


def test_sections_follow_one_another_without_a_gap(corpus: KnowledgeBase) -> None:
    page = 3
    for section in corpus.sections:
        assert section.pages is not None
        assert section.pages[0] in (page, page + 1), section.number
        page = section.pages[1]
    assert page == 161


def test_a_work_printed_twice_is_one_entry(corpus: KnowledgeBase) -> None:
    duplicates = [erratum for erratum in corpus.errata if erratum.kind == "duplicate"]
    # The printed list has 1,312 references; a contribution may add works.
    assert len(corpus.works) + len(duplicates) >= 1312
    assert all(erratum.known for erratum in duplicates)


def test_every_erratum_says_what_is_wrong(corpus: KnowledgeBase) -> None:
    for erratum in corpus.errata:
        assert erratum.wrong.endswith("."), erratum.label
        assert erratum.right or not erratum.known, erratum.label


def test_labels_tell_works_apart(corpus: KnowledgeBase) -> None:
    labels = Counter(work.label for work in corpus.works.values())
    assert [label for label, count in labels.items() if count > 1] == []
    assert all(re.search(r" \d{4}[a-z]?$", label) for label in labels)


@pytest.mark.parametrize(
    ("key", "number", "page", "role"),
    [
        ("brown2020language", "1.1", 5, "evidence"),
        ("wallace2019universal", "4.7", 105, "evidence"),
        ("decao2021editing", "4.3", 89, "example"),
    ],
)
def test_citations_stand_where_the_report_has_them(
    corpus: KnowledgeBase, key: str, number: str, page: int, role: str
) -> None:
    section = next(section for section in corpus.sections if section.number == number)
    assert (page, role) in {(item.page, item.role) for item in section.citations if item.work == key}


def test_stats_count_every_citation_once(corpus: KnowledgeBase) -> None:
    roles = re.findall(r"([\d,]+)  role ", stats(corpus))
    assert sum(int(count.replace(",", "")) for count in roles) == lines_with_a_role()
