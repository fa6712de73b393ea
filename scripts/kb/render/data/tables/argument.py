"""What sections argue as tables: points and what they rest on, open questions, what came since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.link import Links
from kb.render.data.tables.table import Table, known, point_id
from kb.render.text import markdown


class PointRow(NamedTuple):
    """A claim of a section's argument.

    Attributes:
        id: slug of the section, then #p and the position, as its address ends.
        section: which makes it.
        position: in the section, counted from 1.
        kind: finding, opportunity, risk, open-question or recommendation.
        page: of the report, the first on which it is made.
        claim: plain.
    """

    id: str
    section: str
    position: int
    kind: str
    page: int | None
    claim: str


def points(links: Links) -> Iterator[PointRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, point in enumerate(section.points, 1):
            yield PointRow(
                id=point_id(section, position),
                section=section.slug,
                position=position,
                kind=point.kind,
                page=point.pages[0] if point.pages else None,
                claim=markdown.plain(point.claim),
            )


class PointPageRow(NamedTuple):
    """A page of the report on which a point is made.

    Attributes:
        point: its id.
        page: of the report.
    """

    point: str
    page: int


def point_pages(links: Links) -> Iterator[PointPageRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, point in enumerate(section.points, 1):
            yield from (PointPageRow(point_id(section, position), page) for page in dict.fromkeys(point.pages))


class PointWorkRow(NamedTuple):
    """A work on which a point rests.

    Attributes:
        point: its id.
        work: its key.
    """

    point: str
    work: str


def point_works(links: Links) -> Iterator[PointWorkRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, point in enumerate(section.points, 1):
            named = known(point.works, links.base.entries)
            yield from (PointWorkRow(point_id(section, position), key) for key in named)


class PointTopicRow(NamedTuple):
    """A topic of a point.

    Attributes:
        point: its id.
        position: the most important is 1.
        topic: its slug.
    """

    point: str
    position: int
    topic: str


def point_topics(links: Links) -> Iterator[PointTopicRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for number, point in enumerate(section.points, 1):
            for position, topic in enumerate(known(point.topics, links.topics.records), 1):
                yield PointTopicRow(point_id(section, number), position, topic)


class QuestionRow(NamedTuple):
    """What a section leaves open.

    Attributes:
        section: its slug.
        position: in the section, counted from 1.
        question: plain.
    """

    section: str
    position: int
    question: str


def questions(links: Links) -> Iterator[QuestionRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, question in enumerate(section.questions, 1):
            yield QuestionRow(section.slug, position, markdown.plain(question))


class KeyWorkRow(NamedTuple):
    """A work to open next.

    Attributes:
        section: which names it.
        position: in the section, counted from 1.
        work: its key.
        why: what one finds in it.
    """

    section: str
    position: int
    work: str
    why: str


def key_works(links: Links) -> Iterator[KeyWorkRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, item in enumerate(section.key_works, 1):
            if item.work in links.base.entries:
                yield KeyWorkRow(section.slug, position, item.work, markdown.plain(item.why))


TABLES: Mapping[str, Table] = {
    "points": Table(PointRow, points, ("id",), {"section": "sections"}),
    "point_pages": Table(PointPageRow, point_pages, ("point", "page"), {"point": "points"}),
    "point_works": Table(PointWorkRow, point_works, ("point", "work"), {"point": "points", "work": "works"}),
    "point_topics": Table(PointTopicRow, point_topics, ("point", "position"), {"point": "points", "topic": "topics"}),
    "questions": Table(QuestionRow, questions, ("section", "position"), {"section": "sections"}),
    "key_works": Table(KeyWorkRow, key_works, ("section", "position"), {"section": "sections", "work": "works"}),
}
