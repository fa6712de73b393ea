"""How far the literature can be trusted, as tables: faults of the printed list, and sources that were looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.link import Links
from kb.render.data.tables.table import Table


class ErratumRow(NamedTuple):
    """A fault of the report's printed reference list.

    Attributes:
        work: the entry that the reference became.
        label: how the list prints the reference.
        kind: which fact is wrong.
        printed: what stands in print.
        wrong: what is wrong with it.
        correct: what is right.
        source: how that is known.
    """

    work: str
    label: str
    kind: str
    printed: str
    wrong: str
    correct: str | None
    source: str | None


def errata(links: Links) -> Iterator[ErratumRow]:
    """In the order of the file."""
    for item in links.base.errata:
        if item.work in links.base.entries:
            yield ErratumRow(
                item.work, item.label, item.kind, item.printed, item.wrong, item.right or None, item.known or None
            )


class LookRow(NamedTuple):
    """A look at a source of a work.

    Attributes:
        work: its key.
        source: who keeps the record.
        url: address of the record.
        shows: the facts that agree with the entry, with spaces between.
        day: of the look, as 2026-11-28.
    """

    work: str
    source: str
    url: str
    shows: str
    day: str


def looks(links: Links) -> Iterator[LookRow]:
    """In the order of the file."""
    for item in links.base.provenance:
        if item.work in links.base.entries:
            yield LookRow(item.work, item.source, item.at, " ".join(item.shows), item.date)


TABLES: Mapping[str, Table] = {
    "errata": Table(ErratumRow, errata, refers={"work": "works"}),
    "looks": Table(LookRow, looks, refers={"work": "works"}),
}
