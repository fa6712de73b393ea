"""Open Library's records of books, as its Books API documents them in 2026: ``/isbn/ISBN.json``, and its authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kb.model import Name
from kb.read.identifiers import year_within
from kb.verify.http import Http, UnavailableError
from kb.verify.record import Record, given_fields, person, text

BASE = "https://openlibrary.org"


def book(http: Http, isbn: str, base: str = "") -> Record | None:
    """The edition with this ISBN; none where Open Library knows none. It gathers from others, and is no authority.

    Raises:
        UnavailableError: if it gives no answer that can be used.
    """
    base = base or BASE
    answer = http.json(f"{base}/isbn/{isbn}.json")
    if answer is None:
        return None
    try:
        return Record(
            source="catalog",
            at=f"{BASE}/isbn/{isbn}",
            type="book",
            title=_title(answer),
            authors=tuple(_authors(http, base, answer)),
            fields=given_fields(
                year=year_within(text(answer.get("publish_date"))),
                publisher=next(iter(answer.get("publishers") or ()), ""),
                isbn=isbn,
            ),
        )
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise UnavailableError("openlibrary.org answered in a form that is not its own") from error


def _title(edition: Mapping[str, Any]) -> str:
    title, subtitle = text(edition.get("title")), text(edition.get("subtitle"))
    return f"{title}: {subtitle}" if subtitle and subtitle not in title else title


def _authors(http: Http, base: str, edition: Mapping[str, Any]) -> Iterator[Name]:
    """The authors of the edition or, where it names none, of the work that it is an edition of."""
    keys = [one["key"] for one in edition.get("authors") or ()]
    if not keys and edition.get("works"):
        work = http.json(f"{base}{_path(edition['works'][0]['key'])}.json") or {}
        keys = [one["author"]["key"] for one in work.get("authors") or ()]
    for key in keys:
        author = http.json(f"{base}{_path(key)}.json") or {}
        if name := person(text(author.get("name"))):
            yield name


def _path(key: object) -> str:
    """A key of Open Library, which is a path.

    Raises:
        KeyError: if it is none, so that an answer leads nowhere else.
    """
    if not re.fullmatch(r"/(?:authors|works)/OL\d+[AW]", text(key)):
        raise KeyError(key)
    return text(key)
