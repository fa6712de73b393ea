"""How far each entry can be trusted: what the sources that were looked at show of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kb.model import AUTHORITIES, FACTS, CiteKey, KnowledgeBase, Provenance, Work
from kb.read.names import VENUE_FIELDS

#: What must be shown before anything is said of an entry.
CORE = frozenset({"author", "title", "year"})


class Level(StrEnum):
    """How far an entry was checked; the value is what pages say.

    ``CONFIRMED``
        records that are authoritative show authors, title and year, and the venue where the entry has one.
    ``CONSISTENT``
        independent sources, if not authoritative, show authors, title and year.
    ``PRINTED``
        neither; the entry is what the report's list prints, but for the errata.
    """

    CONFIRMED = "confirmed"
    CONSISTENT = "consistent"
    PRINTED = "as printed"


@dataclass(frozen=True)
class Standing:
    """What is known of one entry.

    Attributes:
        level: how far it was checked.
        sources: the looks at it, authoritative ones first.
        shown: facts that some source shows, in the order of :data:`~kb.model.FACTS`.
        unchecked: facts that the entry states and no source was seen to show.
    """

    level: Level
    sources: tuple[Provenance, ...]
    shown: tuple[str, ...]
    unchecked: tuple[str, ...]


def facts_of(work: Work) -> tuple[str, ...]:
    """The facts that an entry states, in the order of :data:`~kb.model.FACTS`."""
    stated = set(work.fields)
    if stated.intersection(VENUE_FIELDS) - {"publisher"}:
        stated.add("venue")
    return tuple(fact for fact in FACTS if fact in stated)


def standing(work: Work, sources: Iterable[Provenance]) -> Standing:
    """What the looks at one work amount to."""
    ordered = sorted(sources, key=lambda item: (item.source not in AUTHORITIES, item.source, item.at))
    stated = facts_of(work)
    by_authority: set[str] = {fact for item in ordered if item.source in AUTHORITIES for fact in item.shows}
    shown: set[str] = {fact for item in ordered for fact in item.shows}
    return Standing(
        level=_level(stated, by_authority, shown),
        sources=tuple(ordered),
        shown=tuple(fact for fact in FACTS if fact in shown),
        unchecked=tuple(fact for fact in stated if fact not in shown),
    )


def _level(stated: Iterable[str], by_authority: set[str], shown: set[str]) -> Level:
    needed = CORE | ({"venue"} & set(stated))
    if needed <= by_authority:
        return Level.CONFIRMED
    return Level.CONSISTENT if shown >= CORE else Level.PRINTED


def standings(base: KnowledgeBase) -> Mapping[CiteKey, Standing]:
    """What is known of every entry. Linear in the number of works and looks."""
    by_work: dict[CiteKey, list[Provenance]] = defaultdict(list)
    for item in base.provenance:
        by_work[item.work].append(item)
    return {key: standing(work, by_work[key]) for key, work in base.works.items()}
