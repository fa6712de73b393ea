"""The report as tables: its parts and sections, and what they cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.link import Links
from kb.render.data.tables.table import Table, citation_id, known
from kb.render.text import markdown


class PartRow(NamedTuple):
    """A part of the report.

    Attributes:
        slug: by which sections name it.
        title: as printed.
        position: in the report, counted from 1.
    """

    slug: str
    title: str
    position: int


def parts(links: Links) -> Iterator[PartRow]:
    """In the order of the report."""
    for position, part in enumerate(links.base.report.parts, 1):
        yield PartRow(part.slug, part.title, position)


class SectionRow(NamedTuple):
    """A section of the report.

    Attributes:
        slug: the last piece of its address.
        number: as printed; none where it has none.
        title: as printed.
        part: in which it stands; none where the settings do not know it.
        position: in the report, counted from 1.
        first_page: of the report.
        last_page: of the report.
        tldr: one sentence.
        summary: Markdown, in which works are cited as in Pandoc.
        reviewed: draft or reviewed.
    """

    slug: str
    number: str | None
    title: str
    part: str | None
    position: int
    first_page: int | None
    last_page: int | None
    tldr: str | None
    summary: str | None
    reviewed: str | None


def sections(links: Links) -> Iterator[SectionRow]:
    """In the order of the report."""
    known = links.base.part_titles
    for position, section in enumerate(links.base.sections, 1):
        first, last = section.pages or (None, None)
        yield SectionRow(
            slug=section.slug,
            number=section.number or None,
            title=section.title,
            part=section.part if section.part in known else None,
            position=position,
            first_page=first,
            last_page=last,
            tldr=markdown.plain(section.tldr) or None,
            summary=section.summary or None,
            reviewed=section.reviewed.status if section.reviewed else None,
        )


class SectionAuthorRow(NamedTuple):
    """Who wrote a section.

    Attributes:
        section: its slug.
        position: in the list of authors, counted from 1.
        author: their slug.
    """

    section: str
    position: int
    author: str


def section_authors(links: Links) -> Iterator[SectionAuthorRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, name in enumerate(section.authors, 1):
            yield SectionAuthorRow(section.slug, position, links.people.slug_of_section_author(name))


class SectionTopicRow(NamedTuple):
    """A topic of a section.

    Attributes:
        section: its slug.
        position: the most important is 1.
        topic: its slug.
    """

    section: str
    position: int
    topic: str


def section_topics(links: Links) -> Iterator[SectionTopicRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, topic in enumerate(known(section.topics, links.topics.records), 1):
            yield SectionTopicRow(section.slug, position, topic)


class CitationRow(NamedTuple):
    """An in-text citation of a work.

    Attributes:
        id: slug of the section, then #citation- and the position.
        section: which cites.
        position: among the citations of the section, counted from 1, in the order of the text.
        work: which is cited.
        heading: number of the deepest numbered heading above it.
        page: of the report.
        bracket: number, in the section, of the citation group in which it stands with other works.
        role: what the citation does: evidence, method, example and so on.
        note: what the work is cited for.
    """

    id: str
    section: str
    position: int
    work: str
    heading: str | None
    page: int | None
    bracket: int
    role: str
    note: str


def citations(links: Links) -> Iterator[CitationRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, item in enumerate(section.citations, 1):
            if item.work in links.base.works:
                yield CitationRow(
                    id=citation_id(section, position),
                    section=section.slug,
                    position=position,
                    work=item.work,
                    heading=item.at or None,
                    page=item.page,
                    bracket=item.group,
                    role=item.role,
                    note=markdown.plain(item.note),
                )


TABLES: Mapping[str, Table] = {
    "parts": Table(PartRow, parts, ("slug",)),
    "sections": Table(SectionRow, sections, ("slug",), {"part": "parts"}),
    "section_authors": Table(
        SectionAuthorRow,
        section_authors,
        ("section", "position"),
        {"section": "sections", "author": "authors"},
    ),
    "section_topics": Table(
        SectionTopicRow, section_topics, ("section", "position"), {"section": "sections", "topic": "topics"}
    ),
    "citations": Table(CitationRow, citations, ("id",), {"section": "sections", "work": "works"}),
}
