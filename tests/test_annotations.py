"""What is written about each section keeps to the house's measures."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest

from kb.model import KnowledgeBase, Section
from kb.read.citing import cited_keys
from tests.conftest import REPOSITORY

NUMBERS = sorted(path.name.partition("-")[0] for path in (REPOSITORY / "sections").glob("*.yaml"))


@pytest.fixture(params=[number for number in NUMBERS if "." in number or number == "6"])
def section(request: pytest.FixtureRequest, corpus: KnowledgeBase) -> Section:
    """A section that is written about, which the overviews of the parts are not."""
    return next(section for section in corpus.sections if section.number == request.param)


def topical(section: Section) -> bool:
    return section.number[0] in "2345"


def words(text: str) -> int:
    """Words that a reader sees: a citation or a reference counts as one."""
    return len(re.sub(r"\[@[^\]]*\]|@sec-\S+", "x", text).split())


def test_the_lead_stands_alone(section: Section) -> None:
    assert 1 <= words(section.tldr) <= 30
    assert 40 <= words(section.motivation) <= 120


def test_the_summary_follows_the_argument_with_its_works(section: Section) -> None:
    least, most = (400, 900) if topical(section) else (150, 400)
    assert least <= words(section.summary) <= most
    assert 3 <= len(section.summary.strip().split("\n\n")) <= 8
    cited = set(cited_keys(section.summary))
    in_section = {citation.work for citation in section.citations}
    assert cited <= in_section
    assert len(cited) >= min(10, len(in_section))


def test_points_are_statements_with_a_page_and_works_of_the_section(section: Section) -> None:
    least, most = (8, 20) if topical(section) else (4, 10)
    assert least <= len(section.points) <= most
    in_section = {citation.work for citation in section.citations}
    assert section.pages is not None
    for point in section.points:
        assert 12 <= words(point.claim) <= 45, point.claim
        assert point.pages
        assert all(section.pages[0] <= page <= section.pages[1] for page in point.pages), point.claim
        assert set(point.works) <= in_section, point.claim


def test_questions_and_works_to_open_next(section: Section) -> None:
    in_section = {citation.work for citation in section.citations}
    assert 3 <= len(section.questions) <= 8
    assert min(5, len(in_section)) <= len(section.key_works) <= 10
    assert {item.work for item in section.key_works} <= in_section


def test_it_says_how_it_was_read(section: Section) -> None:
    assert section.reviewed is not None
    assert section.reviewed.status == "reviewed"
    assert section.reviewed.against == "version 3"
    assert section.reviewed.pages


@pytest.mark.parametrize("number", ["2", "3", "4", "5"])
def test_a_part_has_an_overview_that_leads_to_its_sections(number: str, corpus: KnowledgeBase) -> None:
    part = next(section for section in corpus.sections if section.number == number)
    members = [section for section in corpus.sections if section.number.startswith(f"{number}.")]
    assert 200 <= words(part.summary) <= 400
    assert all(f"@sec-{section.slug}" in part.summary for section in members)


def test_the_glossary_defines_each_thing_once(corpus: KnowledgeBase) -> None:
    assert 80 <= len(corpus.terms) <= 150
    names = Counter(chain.from_iterable((term.term.lower(), *map(str.lower, term.aliases)) for term in corpus.terms))
    assert [text for text, count in names.items() if count > 1] == []
    pages = {section.slug: section.pages for section in corpus.sections}
    for term in corpus.terms:
        assert words(term.definition) <= 40, term.slug
        first, last = pages[term.section] or (0, 0)
        assert first <= (term.page or 0) <= last, term.slug


def test_reading_paths_add_up() -> None:
    text = (REPOSITORY / "docs/reading-paths.md").read_text("utf-8")
    paths = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert len(paths) == 9
    for path in paths:
        total = re.search(r"Total time: (\d+) minutes", path)
        assert total, path[:40]
        assert sum(int(minutes) for minutes in re.findall(r"\*\*(\d+) min\*\*", path)) == int(total.group(1)), path[:40]


#: Words that point back to a text which is not there where the note is read alone, on the work's own page.
POINTS_BACK = re.compile(
    r"^(those|that|it|its|they|their|another|other|the same|likewise|as above)\b"
    r"|\b(this|these|such)\b(?! as)"
    r"|\b(that|those) (comparison|framework|approach|method|people)\b",
    re.IGNORECASE,
)


def test_notes_are_short_and_stand_alone(corpus: KnowledgeBase) -> None:
    for section in corpus.sections:
        for citation in section.citations:
            assert len(citation.note) <= 120, citation.note
            assert len(citation.note.split()) >= 4, (section.number, citation.group, citation.note)
            assert not POINTS_BACK.search(citation.note), (section.number, citation.group, citation.note)
