"""How far each entry can be trusted: what the sources that were looked at show of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kb.model import AUTHORITIES, CiteKey, KnowledgeBase, Provenance, Work
from kb.read.names import facts_of

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
        unchecked: facts that the entry states and no source was seen to show.
    """

    level: Level
    sources: tuple[Provenance, ...]
    unchecked: tuple[str, ...]


def standing(work: Work, sources: Iterable[Provenance]) -> Standing:
    """What the looks at one work amount to."""
    ordered = sorted(sources, key=lambda item: (item.source not in AUTHORITIES, item.source, item.at))
    stated = facts_of(work)
    by_authority: set[str] = {fact for item in ordered if item.source in AUTHORITIES for fact in item.shows}
    shown: set[str] = {fact for item in ordered for fact in item.shows}
    return Standing(
        level=_level(stated, by_authority, shown),
        sources=tuple(ordered),
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
    return {key: standing(work, by_work[key]) for key, work in base.entries.items()}
