"""Hayagriva, the bibliographies of Typst (https://github.com/typst/hayagriva, docs/file-format.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kb.render.data.exports.csl import Csl, arxiv, csl
from kb.render.data.exports.item import Item
from kb.render.data.exports.ris import date_of

#: The entry's type, and that of what it appeared in.
TYPES = {
    "article-journal": ("article", "periodical"),
    "paper-conference": ("article", "proceedings"),
    "chapter": ("chapter", "anthology"),
    "book": ("book", ""),
    "report": ("report", ""),
    "thesis": ("thesis", ""),
    "webpage": ("web", ""),
    "software": ("repository", ""),
    "dataset": ("misc", ""),
    "legislation": ("legislation", ""),
    "legal_case": ("case", ""),
    "article": ("article", ""),
    "document": ("misc", ""),
}
Entry = dict[str, Any]


def entry(item: Item) -> str:
    """The work as one key of a mapping; ``note`` holds what is said of it."""
    found = csl(item.work)
    return "".join(_lines({found["id"]: _without_empty(_entry(item, found))}, ""))


def _lines(value: Entry, space: str) -> Iterator[str]:
    """A mapping as YAML; a string of JSON is one of YAML, and a dumper would take ten times as long."""
    for name, inner in value.items():
        if isinstance(inner, dict):
            yield f"{space}{name}:\n"
            yield from _lines(inner, f"{space}  ")
        elif isinstance(inner, list):
            yield f"{space}{name}:\n"
            yield from (f"{space}  - {json.dumps(one, ensure_ascii=False)}\n" for one in inner)
        else:
            yield f"{space}{name}: {json.dumps(inner, ensure_ascii=False)}\n"


def _entry(item: Item, found: Csl) -> Entry:
    kind, container = TYPES[found["type"]]
    within = _container(found, container) if container else {}
    note = " ".join(piece for piece in (found.get("note", ""), item.commentary.text) if piece)
    number = found.get("number", "")
    serial = {
        "doi": found.get("DOI"),
        "isbn": found.get("ISBN"),
        "issn": found.get("ISSN"),
        "arxiv": item.work.fields.get("eprint"),
        "serial": "" if number.startswith("arXiv:") else number,
    }
    return {
        "type": kind,
        "title": _text(found.get("title", ""), found.get("title-short", "")),
        "author": [_name(name) for name in found.get("author", ())],
        "editor": [] if within else [_name(name) for name in found.get("editor", ())],
        "date": "-".join(f"{number:02}" for number in date_of(found)),
        "genre": _text(found.get("genre", "")),
        "edition": found.get("edition", ""),
        "chapter": found.get("chapter-number", ""),
        "publisher": {} if within else _publisher(found),
        "volume": "" if within else found.get("volume", ""),
        "page-range": found.get("page", ""),
        "serial-number": _without_empty(serial),
        "archive": _text(found.get("archive", "")),
        "url": _url(found, arxiv(item.work)),
        "note": _plain(note),
        "parent": within,
    }


def _container(found: Csl, kind: str) -> Entry:
    """What the work appeared in, with the series above it."""
    series = found.get("collection-title", "")
    return _without_empty(
        {
            "type": kind,
            "title": _text(found.get("container-title", "")),
            "editor": [_name(name) for name in found.get("editor", ())],
            "publisher": _publisher(found),
            "volume": found.get("volume", ""),
            "issue": found.get("issue", ""),
            "parent": {"type": "periodical", "title": _text(series)} if series else {},
        }
    )


def _publisher(found: Csl) -> Entry:
    name, location = _text(found.get("publisher", "")), _text(found.get("publisher-place", ""))
    return _without_empty({"name": name, "location": location})


def _url(found: Csl, preprint: str) -> Entry:
    address = found.get("URL", "") or preprint
    visited = "-".join(f"{number:02}" for number in date_of(found, "accessed"))
    return _without_empty({"value": address, "date": visited})


def _name(name: Csl) -> Entry:
    parts = {"name": name.get("literal") or name.get("family"), "given-name": name.get("given")}
    return _without_empty({**parts, "suffix": name.get("suffix")})


def _text(text: str, short: str = "") -> Entry:
    """A text that no style changes the capitals of, and its short form."""
    if not text:
        return {}
    return _without_empty({"value": _plain(text), "verbatim": True, "short": _text(short)})


def _plain(text: str) -> str:
    """Text in which nothing is taken for mathematics or for a brace."""
    return re.sub(r"([\\${}])", r"\\\1", text)


def _without_empty(fields: Entry) -> Entry:
    return {name: value for name, value in fields.items() if value}
