"""One more kind of records and one more facet, each told in one place."""

from __future__ import annotations

import pytest

from kb.contract.search import Kind, Value
from kb.link import Links
from kb.link.venues import VenueEntry
from kb.model import Work
from kb.publish.search import index_files
from kb.render.data.records import facets, findable, kinds
from kb.render.data.records.facets import FacetSpec
from kb.render.data.records.kinds import KindSpec
from kb.render.data.records.record import Item, Record


def _venue(_: Links, item: Item[VenueEntry]) -> Record:
    venue = item.thing
    return Record(item.kind, f"venues/{venue.slug}/", venue.name, venue.full, "", (), names=(venue.name,))


VENUES = KindSpec(Kind("venue", "Venue", weight=2), "Venues", things=lambda links: links.venues.values(), record=_venue)
DECADES = FacetSpec(
    "decade",
    "Decade",
    values=lambda _: (Value("2010s", "the 2010s"), Value("2020s", "the 2020s")),
    of=lambda _, item: (f"{item.thing.year[:3]}0s",) if isinstance(item.thing, Work) else (),
    unfolded=True,
)


def grown_index(links: Links, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The index with both."""
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, VENUES))
    monkeypatch.setattr(facets, "FACETS", (*facets.FACETS, DECADES))
    return index_files(findable(links))
