"""What a page on the web says of itself in its ``meta`` elements: ``citation_*`` (Google Scholar), ``og:``, ``dc.``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from kb.model import Name
from kb.read.identifiers import bare_arxiv, bare_doi, year_within
from kb.verify.http import Http, UnavailableError
from kb.verify.record import Record, given_fields, page_range, person, text

_TITLE = ("citation_title", "og:title", "dc.title", "twitter:title")
_AUTHOR = ("citation_author", "citation_authors", "dc.creator", "author", "article:author", "parsely-author")
_DATE = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "article:published_time",
    "dc.date",
    "date",
    "datepublished",
    "parsely-pub-date",
    "article:modified_time",
)
_SITE = ("citation_publisher", "citation_technical_report_institution", "og:site_name", "application-name")


class _Head(HTMLParser):
    """Gathers what ``meta`` elements say, by lower-case name, and the title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, list[str]] = defaultdict(list)
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("name") or values.get("property") or values.get("itemprop") or ""
        if tag == "meta" and name and values.get("content"):
            self.meta[name.lower()].append(values["content"])
        self._in_title = tag == "title" and not self.title

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        self.title += data if self._in_title else ""


def page(http: Http, url: str) -> Record | None:
    """What the page at an address says of itself; none where there is no page.

    Its ``doi`` and ``eprint`` are those of what it is the page of.

    Raises:
        UnavailableError: if it cannot be had or is no page.
    """
    response = http.get(url)
    if response is None:
        return None
    if "html" not in response.headers.get("Content-Type", "html").lower():
        raise UnavailableError(f"{url} is not a web page")
    return record(url, _decoded(response.content, response.headers.get("Content-Type", "")))


def _decoded(content: bytes, kind: str) -> str:
    """The text of a page in the encoding that its header or its own head names, else UTF-8."""
    declared = re.search(r"charset=[\"']?([\w-]+)", kind + content[:2048].decode("latin-1"), re.IGNORECASE)
    try:
        return content.decode(declared.group(1) if declared else "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def record(url: str, markup: str) -> Record:
    """A page as a record of the organization that keeps it."""
    head = _Head()
    head.feed(markup)
    meta = head.meta
    site = _first(meta, _SITE)
    return Record(
        source="issuer",
        at=url,
        type="online",
        title=_first(meta, _TITLE) or text(head.title),
        authors=_authors(meta) or ((Name(site, literal=True),) if site else ()),
        fields=given_fields(
            year=year_within(_first(meta, _DATE)),
            journal=_first(meta, ("citation_journal_title",)),
            booktitle=_first(meta, ("citation_conference_title", "citation_inbook_title")),
            volume=_first(meta, ("citation_volume",)),
            number=_first(meta, ("citation_issue",)),
            pages=page_range(_first(meta, ("citation_firstpage",)), _first(meta, ("citation_lastpage",))),
            doi=bare_doi(_first(meta, ("citation_doi",))),
            eprint=bare_arxiv(_first(meta, ("citation_arxiv_id",))),
        ),
    )


def _first(meta: Mapping[str, Sequence[str]], names: Sequence[str]) -> str:
    return next((clean for name in names for value in meta.get(name, ()) if (clean := text(value))), "")


def _authors(meta: Mapping[str, Sequence[str]]) -> tuple[Name, ...]:
    """Names of the first kind of element that holds some; addresses of authors' pages are no names."""
    for kind in _AUTHOR:
        values = [piece for value in meta.get(kind, ()) for piece in re.split(r"\s*;\s*", text(value))]
        names = [name for value in values if value and "://" not in value and (name := person(value))]
        if names:
            return tuple(names)
    return ()
