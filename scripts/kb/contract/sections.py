"""Everything of a section: ``api/v1/sections/SLUG.json``, for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.contract.works import Html


@dataclass(frozen=True)
class PointRecord:
    """A claim of a section's argument.

    Attributes:
        id: slug of the section, then #p and its number; it stays while the point stands.
        url: where it stands, below the site's root.
        section: slug.
        number: in the section, counted from 1.
        claim: what it says.
        text: the same, plain.
        kind: finding, opportunity, risk, open-question or recommendation.
        pages: of the report, on which it is made.
        works: keys of those on which it rests.
        topics: slugs, the most important first.
    """

    id: str
    url: str
    section: str
    number: int
    claim: Html
    text: str
    kind: str
    pages: Sequence[int]
    works: Sequence[str]
    topics: Sequence[str]


@dataclass(frozen=True)
class CitationRecord:
    """An in-text citation of a work in a section.

    Attributes:
        id: slug of the section, then #citation- and its number in the list.
        work: key.
        at: the number of the heading; empty where it has none.
        heading: its title.
        group: the number, in its section, of the citation group in which it stands with other works.
        page: of the report; null where that is not known.
        pdf: address that opens the report there; empty where there is none.
        role: what the citation does.
        note: what the work is cited for.
    """

    id: str
    work: str
    at: str
    heading: str
    group: int
    page: int | None
    pdf: str
    role: str
    note: Html


@dataclass(frozen=True)
class UpdateRecord:
    """What came since the report and bears on a point.

    Attributes:
        id: slug of the section, then #update- and its number in the list.
        point: number of the point.
        way: confirms, refutes, extends or overtakes.
        month: in which its works came, as 2023-12.
        text: what they found or did.
        works: keys.
    """

    id: str
    point: int
    way: str
    month: str
    text: Html
    works: Sequence[str]


@dataclass(frozen=True)
class KeyWorkRecord:
    """A work to open next.

    Attributes:
        work: key.
        why: what one finds in it.
    """

    work: str
    why: Html


@dataclass(frozen=True)
class ReferenceRecord:
    """Where a section points at another one, or what the two have to do.

    Attributes:
        section: slug of the other.
        at: number of the heading under which the pointer stands; empty where it only says what the two have to do.
        to: number of the heading that is pointed at; empty where it is the whole section.
        page: of the report; null where that is not known.
        why: what it is about.
    """

    section: str
    at: str
    to: str
    page: int | None
    why: Html


@dataclass(frozen=True)
class SectionRecord:
    """A section of the report with all that is written about it.

    Attributes:
        slug: the last part of its address.
        url: of its page, below the site's root.
        number: as printed; empty where it has none.
        title: as printed.
        part: slug of the part in which it stands.
        pages: first and last page of the report; empty where they are not known.
        authors: names as printed.
        tldr: one sentence; empty where nobody has written it.
        motivation: why the report takes the subject up; empty where nobody has written it.
        summary: Markdown, as it was written: works are cited as in Pandoc; empty where nobody has written it.
        html: the summary as its page shows it.
        points: the argument, one claim at a time.
        questions: what the section leaves open.
        topics: slugs, the most important first.
        terms: slugs of terms of the glossary.
        key_works: what to open next.
        references: where it points at other sections.
        citations: every in-text citation, in the order of the text.
        updates: what came since the report.
        reviewed: draft or reviewed; empty where nobody has said.
        reviewed_on: the day of the review; empty where there was none.
    """

    slug: str
    url: str
    number: str
    title: str
    part: str
    pages: Sequence[int]
    authors: Sequence[str]
    tldr: Html
    motivation: Html
    summary: str
    html: Html
    points: Sequence[PointRecord]
    questions: Sequence[Html]
    topics: Sequence[str]
    terms: Sequence[str]
    key_works: Sequence[KeyWorkRecord]
    references: Sequence[ReferenceRecord]
    citations: Sequence[CitationRecord]
    updates: Sequence[UpdateRecord]
    reviewed: str
    reviewed_on: str
