"""The records of a knowledge base as names and values, each kind with the ways in which a record is known again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import pairwise
from typing import Any

from kb.diff.comparison import Value
from kb.link.provenance import standings
from kb.model import KnowledgeBase, Place, Section, Work
from kb.read import PATHS
from kb.read.config import FILE as CONFIG

#: Lists of a section that are records of their own.
_LISTS = frozenset({"citations", "points", "questions", "updates", "key_works", "related"})
#: Fields of a work that hold several values, and what stands between them.
_SEVERAL = {"author": r"\s+and\s+", "editor": r"\s+and\s+", "keywords": r"\s*,\s*"}
_HEADING = re.compile(r"^## +(?=\S)", re.MULTILINE)
#: Where a heading names its own anchor.
_ANCHOR = re.compile(r"\{#([\w-]+)\}\s*$")


@dataclass(frozen=True)
class Item:
    """A record: what people know it by, where it stands, and its values."""

    name: str
    place: Place
    values: Mapping[str, Value]

    def of(self, *names: str) -> tuple[Value, ...]:
        """Some of its values; empty ones where it has none."""
        return tuple(self.values.get(name, "") for name in names)


@dataclass(frozen=True)
class Kind:
    """How records of a kind are known again.

    Attributes:
        ways: what two records must have in common to be one, the surest first.
        text: the value that holds its words. Where nothing else serves, records of one section are one if they share
            enough words of it.
        where: values that say where it stands.
    """

    ways: tuple[Callable[[Item], Hashable], ...]
    text: str = ""
    where: frozenset[str] = frozenset()


def _all(item: Item) -> Hashable:
    return tuple(item.values.items())


def _by(*names: str) -> Callable[[Item], Hashable]:
    return lambda item: item.of(*names)


_NAMED = Kind((lambda item: item.name,))
KINDS: Mapping[str, Kind] = {
    "work": Kind(_NAMED.ways, where=frozenset({"stands in"})),
    "citation": Kind(
        (
            _all,
            _by("section", "work", "note", "role"),
            _by("section", "work", "note"),
            _by("section", "work", "at", "page"),
            _by("work", "note"),
        ),
        text="note",
        where=frozenset({"section", "at", "page", "role", "beside"}),
    ),
    "point": Kind((_all, _by("section", "claim"), _by("claim")), "claim", frozenset({"section", "pages"})),
    "question": Kind((_all, _by("question")), "question", frozenset({"section"})),
    "update": Kind((_all, _by("section", "text"), _by("section", "works")), "text", frozenset({"section", "point"})),
    "key work": Kind((_all, _by("section", "work")), "why"),
    "cross-reference": Kind(
        (_all, _by("of", "section", "why"), _by("of", "section", "at", "page")),
        text="why",
        where=frozenset({"at", "to", "page"}),
    ),
    "erratum": Kind((_all, _by("label", "work", "kind"), _by("label", "kind"), _by("work", "kind", "wrong"))),
}


def kind_of(name: str) -> Kind:
    """How records of a kind are known again; by their names, where nothing else is said."""
    return KINDS.get(name, _NAMED)


def items(
    base: KnowledgeBase, settings: Mapping[str, Any], cited: Mapping[str, Collection[str]]
) -> dict[str, list[Item]]:
    """Every record by kind.

    Args:
        cited: of each section the works that stand in it before and after; only these are named as standing in one
            citation group, for a work that joins them changes no other citation.
    """
    sections = base.sections
    return {
        "work": list(_works(base)),
        "section": [Item(one.slug, one.place, _values(one, _LISTS)) for one in sections],
        "citation": [item for one in sections for item in _citations(one, cited.get(one.slug, ()))],
        "point": list(_numbered(sections, "points", "p")),
        "question": [
            Item(one.slug, one.place.of(f"questions.{number}"), {"section": one.slug, "question": text})
            for one in sections
            for number, text in enumerate(one.questions)
        ],
        "update": list(_numbered(sections, "updates", "u")),
        "key work": [
            Item(f"{one.slug}: {item.work}", item.place, {"section": one.slug, **_values(item)})
            for one in sections
            for item in one.key_works
        ],
        "cross-reference": [
            Item(f"{one.slug}: {item.section}", item.place, {"of": one.slug, **_values(item)})
            for one in sections
            for item in one.related
        ],
        **{
            name: [Item(one.slug, one.place, _values(one)) for one in records]
            for name, records in (("topic", base.topics), ("term", base.terms), ("person", base.people))
        },
        "venue": [Item(one.slug, one.place, _values(one)) for one in base.venues],
        "erratum": [Item(one.label, one.place, _values(one)) for one in base.errata],
        "moved": [Item(one.was, one.place, _values(one)) for one in base.moved],
        "path": [Item(name, place, {"text": text}) for name, place, text in _paths(base.pages)],
        "page": [Item(file, Place(file), {"text": _without_paths(file, text)}) for file, text in base.pages.items()],
        "setting": [Item(name, Place(CONFIG), {"value": value}) for name, value in _settings(settings)],
    }


def _works(base: KnowledgeBase) -> Iterator[Item]:
    known = standings(base)
    for key, work in base.entries.items():
        looks = tuple(
            f"{look.source} {look.at} shows {', '.join(look.shows) or 'nothing'} ({look.date})"
            for look in known[key].sources
        )
        own: dict[str, Value] = {"stands in": work.place.file, "type": work.type, **dict(_fields(work))}
        yield Item(
            key, work.place, {**own, "checked": str(known[key].level), **({"provenance": looks} if looks else {})}
        )


def _fields(work: Work) -> Iterator[tuple[str, Value]]:
    for name, value in work.fields.items():
        yield name, tuple(re.split(_SEVERAL[name], value.strip())) if name in _SEVERAL else value


def _citations(section: Section, known: Collection[str]) -> Iterator[Item]:
    """Each citation with the works beside it in its group; the group's number says no more, and shifts."""
    citation_groups: dict[int, list[str]] = {}
    for one in section.citations:
        citation_groups.setdefault(one.group, []).append(one.work)
    for one in section.citations:
        beside = tuple(sorted(key for key in set(citation_groups[one.group]) - {one.work} if key in known))
        values = {"section": section.slug, **_values(one, {"group"}), **({"beside": beside} if beside else {})}
        yield Item(f"{section.slug}: {one.work}", one.place, values)


def _numbered(sections: tuple[Section, ...], name: str, letter: str) -> Iterator[Item]:
    """Records that a section counts from 1, named by their anchors."""
    for section in sections:
        for number, one in enumerate(getattr(section, name), 1):
            yield Item(f"{section.slug}#{letter}{number}", one.place, {"section": section.slug, **_values(one)})


def _values(record: Any, without: Collection[str] = ()) -> dict[str, Value]:
    """What is written down of a record, but for its place."""
    named = ((one.name, getattr(record, one.name)) for one in fields(record) if one.name not in (*without, "place"))
    return {name.replace("_", " "): _value(value) for name, value in named if value not in (None, "", (), False)}


def _value(value: Any) -> Value:
    if not isinstance(value, tuple):
        return _text(value)
    if all(isinstance(one, int) for one in value):
        return ", ".join(map(str, value))
    return tuple(map(_text, value))


def _text(value: Any) -> str:
    if is_dataclass(value):
        return ", ".join(f"{name}: {text}" for name, text in _values(value).items())
    return str(value).lower() if isinstance(value, bool) else str(value)


def _paths(pages: Mapping[str, str]) -> Iterator[tuple[str, Place, str]]:
    """Each reading path: the anchor of its heading, or the heading."""
    page = pages.get(PATHS, "")
    for start, text in _chunks(page):
        heading = text.partition("\n")[0].removeprefix("##").strip()
        anchor = _ANCHOR.search(heading)
        yield anchor.group(1) if anchor else heading, Place(PATHS, page.count("\n", 0, start) + 1), text.strip()


def _without_paths(file: str, text: str) -> str:
    first = next(_chunks(text), None) if file == PATHS else None
    return text[: first[0]] if first else text


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """What stands under each heading of the second level, with where that begins."""
    starts = [match.start() for match in _HEADING.finditer(text)]
    for start, end in pairwise((*starts, len(text))):
        yield start, text[start:end]


def _settings(settings: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Value]]:
    """Every setting by its path: ``extra.report.title``."""
    for name, value in settings.items():
        if isinstance(value, dict) and value:
            yield from _settings(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", tuple(map(_json, value)) if isinstance(value, list) else _json(value)


def _json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
