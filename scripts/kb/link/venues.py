"""Where works appeared: one venue for all the forms in which its name is printed."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model import KnowledgeBase, Place, Venue, Work, newest_first
from kb.read.folding import slug
from kb.read.names import VENUE_FIELDS, printed_venue


@dataclass(frozen=True)
class VenueEntry:
    """A venue with its works, newest first.

    Attributes:
        full: what a short name stands for.
        forms: how its name is printed.
        open: whether everything in it can be read without paying.
        place: of the record that names it, or else of the name in the newest work.
    """

    slug: str
    name: str
    full: str
    kind: str
    forms: tuple[str, ...]
    works: tuple[Work, ...]
    place: Place
    open: bool = False


def _kind(work: Work) -> str:
    """What a venue is that no record tells of: judged by the field that names it."""
    return next((kind for name, kind in VENUE_FIELDS.items() if work.fields.get(name)), "preprints")


def venues_of(base: KnowledgeBase) -> dict[str, VenueEntry]:
    """Every venue by slug, sorted by name. A form that no record names is a venue of its own."""
    records = {form: record for record in base.venues for form in record.forms}
    works: dict[str, list[Work]] = {}
    found: dict[str, tuple[Venue | None, str]] = {}
    for work in base.works.values():
        form = printed_venue(work)
        if form:
            record = records.get(form)
            address = record.slug if record else slug(form)
            works.setdefault(address, []).append(work)
            found.setdefault(address, (record, form))
    entries = [_entry(address, *found[address], works[address]) for address in works]
    return {entry.slug: entry for entry in sorted(entries, key=lambda entry: slug(entry.name))}


def _entry(address: str, record: Venue | None, form: str, works: list[Work]) -> VenueEntry:
    works = sorted(works, key=newest_first)
    forms = tuple(dict.fromkeys(printed_venue(work) for work in works))
    field = next((name for name in VENUE_FIELDS if works[0].fields.get(name)), "eprint")
    return VenueEntry(
        slug=address,
        name=record.name if record else form,
        full=record.full if record else "",
        kind=record.kind if record else _kind(works[0]),
        forms=forms,
        works=tuple(works),
        place=record.place if record else works[0].place.of(field),
        open=bool(record and record.open),
    )
