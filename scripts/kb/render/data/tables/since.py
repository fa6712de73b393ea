"""What came since the report, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.link import Links
from kb.render.data.tables.table import Table, known, point_id, update_id
from kb.render.text import markdown


class UpdateRow(NamedTuple):
    """What came since the report.

    Attributes:
        id: slug of the section, then #update- and its number there.
        point: on which it bears; none where there is no such point.
        way: confirms, refutes, extends or overtakes.
        month: in which it came, as 2023-12.
        text: plain.
    """

    id: str
    point: str | None
    way: str
    month: str
    text: str


def updates(links: Links) -> Iterator[UpdateRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, update in enumerate(section.updates, 1):
            yield UpdateRow(
                id=update_id(section, position),
                point=point_id(section, update.point) if 0 < update.point <= len(section.points) else None,
                way=update.way,
                month=update.date,
                text=markdown.plain(update.text),
            )


class UpdateWorkRow(NamedTuple):
    """A work on which an update rests.

    Attributes:
        update_id: the id of the update.
        work: its key.
    """

    update_id: str
    work: str


def update_works(links: Links) -> Iterator[UpdateWorkRow]:
    """In the order of the report."""
    for section in links.base.sections:
        for position, update in enumerate(section.updates, 1):
            for key in known(update.works, links.base.entries):
                yield UpdateWorkRow(update_id(section, position), key)


TABLES: Mapping[str, Table] = {
    "updates": Table(UpdateRow, updates, ("id",), {"point": "points"}),
    "update_works": Table(
        UpdateWorkRow, update_works, ("update_id", "work"), {"update_id": "updates", "work": "works"}
    ),
}
