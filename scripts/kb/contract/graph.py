"""What the map reads: ``graph/data.json`` and ``graph/authors.json``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class GraphPart:
    """A part of the report.

    Attributes:
        slug: its name in addresses and colors.
        title: as people read it.
    """

    slug: str
    title: str


@dataclass(frozen=True)
class GraphRole:
    """What a citation does.

    Attributes:
        name: one word.
        meaning: what that word means here.
    """

    name: str
    meaning: str


@dataclass(frozen=True)
class GraphTopic:
    """A topic that works carry.

    Attributes:
        slug: the last part of its address.
        name: as people read it.
    """

    slug: str
    name: str


@dataclass(frozen=True)
class GraphSection:
    """A section and its position.

    Attributes:
        slug: the last part of its address.
        name: number and title.
        title: how a text refers to it.
        part: the number of its part.
        x: to the right.
        y: downwards.
    """

    slug: str
    name: str
    title: str
    part: int
    x: float
    y: float


class GraphWork(NamedTuple):
    """A work and its position.

    Attributes:
        key: the last part of its address.
        label: how the report cites it.
        title: plain.
        year: 0 where none is known.
        x: to the right.
        y: downwards.
        topics: their numbers.
    """

    key: str
    label: str
    title: str
    year: int
    x: float
    y: float
    topics: Sequence[int]


class GraphCitation(NamedTuple):
    """One in-text citation of a work in a section.

    Attributes:
        work: its number.
        role: its number.
        page: of the report, if it has pages.
        group: the number, in its section, of the citation group in which it stands with other works.
        at: the number of the heading; empty where it has none.
    """

    work: int
    role: int
    page: int | None
    group: int
    at: str


class GraphReference(NamedTuple):
    """The cross-references from one section to another.

    Attributes:
        section: the number of the section that is pointed at.
        times: how often.
    """

    section: int
    times: int


@dataclass(frozen=True)
class Graph:
    """What the first picture needs. A number of something is its index in the list of its kind.

    Attributes:
        parts: in the order of the report.
        roles: what citations do.
        topics: all but groups.
        sections: in the order of the report.
        works: all that the report cites.
        mentions: for each section its in-text citations, in the order of its text.
        references: for each section, those that it points at.
    """

    parts: Sequence[GraphPart]
    roles: Sequence[GraphRole]
    topics: Sequence[GraphTopic]
    sections: Sequence[GraphSection]
    works: Sequence[GraphWork]
    mentions: Sequence[Sequence[GraphCitation]]
    references: Sequence[Sequence[GraphReference]]


class GraphAuthor(NamedTuple):
    """An author of two works or more, and a position for them; the view of authors reads them.

    Attributes:
        slug: the last part of the address.
        name: as people read it.
        x: to the right.
        y: downwards.
        works: numbers of the works.
    """

    slug: str
    name: str
    x: float
    y: float
    works: Sequence[int]
