"""Which facts of an entry a record shows just so, and which differ."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kb.model import FACTS, Fact, Name, Work
from kb.read.canonical import canonical_field, written_name
from kb.read.latex import plain
from kb.read.names import VENUE_FIELDS, facts_of, printed_venue
from kb.verify.record import Record, letters

#: Identifiers, which are no facts that a source shows, but are worth having.
IDENTIFIERS = ("doi", "eprint", "primaryclass", "isbn")
_COMMONPLACE = re.compile(r"\([^)]*\)|\b\d+(?:st|nd|rd|th)?\b|\b(?:proceedings|proc|of|the|in|annual|and)\b|&")
_SPECIAL = re.compile(r"(?<!\\)([&%#_$])")


@dataclass(frozen=True)
class Difference:
    """Where entry and record part.

    Attributes:
        field: the field of the entry.
        ours: what it says; empty where it says nothing.
        theirs: what the record says, as the entry would write it.
    """

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Comparison:
    """An entry beside one record.

    Attributes:
        shows: the facts that agree, in the order of :data:`~kb.model.FACTS`.
        differences: where they part, and what the entry lacks.
    """

    record: Record
    shows: tuple[Fact, ...]
    differences: tuple[Difference, ...]


def compare(work: Work, record: Record) -> Comparison:
    """An entry beside a record. What the record does not say is neither shown nor different."""
    found = list(_differences(work, record))
    stated = facts_of(work)
    differs = {_fact(difference.field) for difference in found}
    given = _facts_given(record)
    if record.preprint and work.type != "misc":
        given &= {"author", "title"} | ({"year"} if record.fields.get("year") == work.year else set())
        found = [item for item in found if item.field in ("author", "title", *IDENTIFIERS)]
    if work.others:
        given.discard("author")  # a list that is cut short is not shown by a whole one
    shows = tuple(fact for fact in FACTS if fact in stated and fact in given and fact not in differs)
    return Comparison(record, shows, tuple(found))


def _facts_given(record: Record) -> set[str]:
    """The facts of which a record says something."""
    given = {name for name in FACTS if record.fields.get(name)}
    return given | {
        fact for fact, value in (("title", record.title), ("author", record.authors), ("venue", record.venue)) if value
    }


def _fact(field: str) -> str:
    return "venue" if field in VENUE_FIELDS and field != "publisher" else field


def _differences(work: Work, record: Record) -> Iterator[Difference]:
    if record.title and letters(work.title) != letters(record.title):
        yield Difference("title", work.title, _escaped(record.title))
    if record.authors and not same_people(work, record.authors):
        theirs = " and ".join(written_name(name) for name in record.authors)
        yield Difference("author", work.fields.get("author", ""), _escaped(theirs))
    if record.venue and not _same_venue(work, record.venue):
        field = next((name for name in ("journal", "booktitle") if name in work.fields), "")
        field = field or ("journal" if "journal" in record.fields else "booktitle")
        yield Difference(field, work.fields.get(field, ""), _escaped(record.venue))
    for name in ("year", "volume", "number", "pages", "publisher", *IDENTIFIERS):
        theirs, ours = record.fields.get(name, ""), work.fields.get(name, "")
        if theirs and not _same(name, ours, theirs):
            yield Difference(name, ours, canonical_field(name, theirs if name in IDENTIFIERS else _escaped(theirs)))


def _escaped(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", value)


def _same(name: str, ours: str, theirs: str) -> bool:
    if name == "pages":
        return _pages(ours) == _pages(theirs)
    if name == "publisher":
        return bool(ours) and (letters(ours) in letters(theirs) or letters(theirs) in letters(ours))
    if name == "isbn":
        return _digits(theirs) in _digits(ours)
    return letters(ours) == letters(theirs)


def _digits(value: str) -> str:
    return re.sub(r"[^0-9Xx]", "", value).upper()


def _pages(value: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"[-‐‑–—]+", "-", plain(value)))


def _same_venue(work: Work, theirs: str) -> bool:
    """One name within the other, or the letters of one as an abbreviation within the other: ``NeurIPS``, ``CHI``."""
    ours = printed_venue(work)
    short, long = sorted((ours, plain(theirs)), key=len)
    if not short:
        return False
    if letters(short) in letters(long):
        return True
    return _without_numbers(short) == _without_numbers(long)


def _without_numbers(value: str) -> str:
    """The words that tell a venue: without year, ordinal and *Proceedings of the*."""
    return letters(_COMMONPLACE.sub(" ", value.lower()))


def same_people(work: Work, theirs: Collection[Name]) -> bool:
    """Whether the authors are the same in the same order, initials standing for given names; as far as ours go."""
    names = tuple(theirs)
    if work.others:
        names = names[: len(work.creators)]
    return len(work.creators) == len(names) and all(map(_same_person, work.creators, names))


def _same_person(ours: Name, theirs: Name) -> bool:
    families = letters(ours.family), letters(theirs.family)
    if families[0] != families[1] and letters(ours.family + ours.given) != letters(theirs.family + theirs.given):
        whole = sorted(_words(f"{ours.given} {ours.family}")), sorted(_words(f"{theirs.given} {theirs.family}"))
        return whole[0] == whole[1]
    return all(map(_same_given, _words(ours.given), _words(theirs.given)))


def _words(value: str) -> list[str]:
    return [word for piece in re.split(r"[\s.-]+", plain(value)) if (word := letters(piece))]


def _same_given(ours: str, theirs: str) -> bool:
    return ours.startswith(theirs) or theirs.startswith(ours) if 1 in (len(ours), len(theirs)) else ours == theirs
