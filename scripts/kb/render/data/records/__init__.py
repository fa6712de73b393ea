"""What the search finds, straight from the model: records of every kind, and the facets that narrow them down.

A kind is told in :data:`~kb.render.data.records.kinds.KINDS`, a facet in
:data:`~kb.render.data.records.facets.FACETS`, and in no other place: the index, the results and the search page take
both as data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kb.contract.search import Facet
from kb.link import Links
from kb.render.data.records import facets, kinds
from kb.render.data.records.kinds import KindSpec, address, spoken
from kb.render.data.records.record import Item, Record

__all__ = ["Findable", "Record", "address", "findable", "spoken"]


@dataclass(frozen=True)
class Findable:
    """All records, the most sought kinds first and the most important of each kind first, and the facets.

    Attributes:
        records: those of a kind in a row.
        facets: in the order in which they are shown, without the values of records, which the records know.
    """

    records: tuple[Record, ...]
    facets: tuple[Facet, ...]


def findable(links: Links) -> Findable:
    """Everything that the search finds. Linear in the number of records and citations."""
    records = tuple(_record(links, spec, thing) for spec in kinds.KINDS for thing in spec.things(links))
    return Findable(records, tuple(facet.head(links) for facet in facets.FACETS))


def _record(links: Links, spec: KindSpec[Any], thing: Any) -> Record:
    item = Item(spec.kind, thing, tuple(spec.sections(links, thing)), spec.topics(thing))
    values = ((facet.name, tuple(facet.of(links, item))) for facet in facets.FACETS)
    return replace(
        spec.record(links, item),
        facets={name: found for name, found in values if found},
        within=tuple(map(address, item.sections)) if spec.speaks else (),
    )
