"""A work in the ``<meta>`` elements that Google Scholar and reference managers read: Highwire's ``citation_…``.

Where these have no word, Zotero takes its own name for the kind of work, ``z:itemType``, and BIBO's ``bibo:edition``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.model import Name, Work
from kb.read.identifiers import safe_url
from kb.read.latex import plain
from kb.read.names import spoken
from kb.render.access import AccessLink
from kb.render.text.reference import month

#: Name and content of a ``<meta>`` element.
Tag = tuple[str, str]
#: What names the larger thing in which a work of a type appeared. Readers judge the type by the last of these.
_WITHIN = {
    "inproceedings": (("inbook_title", "booktitle"), ("conference_title", "booktitle")),
    "incollection": (("inbook_title", "booktitle"),),
    "article": (("journal_title", "journal"),),
    "techreport": (("technical_report_institution", "institution"), ("technical_report_number", "number")),
    "thesis": (("dissertation_institution", "school"),),
}
_ALWAYS = (
    ("volume", "volume"),
    ("publisher", "publisher"),
    ("isbn", "isbn"),
    ("issn", "issn"),
    ("doi", "doi"),
    ("arxiv_id", "eprint"),
    ("language", "language"),
)
#: Zotero's names for what is neither an article, a chapter, a report nor a thesis.
_ZOTERO = {
    "book": "book",
    "software": "computerProgram",
    "dataset": "dataset",
    "online": "webpage",
    "legislation": "statute",
    "jurisdiction": "case",
}


def highwire(work: Work, access: Iterable[AccessLink], topics: Iterable[str], url: str) -> Iterator[Tag]:
    """The elements for a work.

    Args:
        access: where it can be read, what is free first.
        topics: their names.
        url: of the page about it.
    """
    fields = work.fields
    yield "citation_title", plain(work.title)
    yield from (("citation_author", _name(name)) for name in work.authors)
    yield from (("citation_editor", _name(name)) for name in work.editors)
    if work.year:
        yield "citation_publication_date", _date(work)
    known = [*_WITHIN.get(work.type, ()), *_ALWAYS]
    if "journal" in fields:
        known.append(("issue", "number"))
    yield from ((f"citation_{name}", plain(fields[field])) for name, field in known if field in fields)
    if "edition" in fields:
        yield "bibo:edition", plain(fields["edition"])
    if "series" in fields:
        yield "citation_series_title", plain(fields["series"])
    first, _, last = plain(fields.get("pages", "")).partition("–")
    yield from _given(("citation_firstpage", first), ("citation_lastpage", last))
    if kind := _ZOTERO.get(work.type) or _unpublished(work):
        yield "z:itemType", kind
    yield from _given(("citation_keywords", "; ".join(topics)), ("citation_public_url", _address(work)))
    yield from (("citation_pdf_url", link.url) for link in [link for link in access if _is_pdf(link)][:1])
    yield "citation_abstract_html_url", url


def _given(*tags: Tag) -> Iterator[Tag]:
    return (tag for tag in tags if tag[1])


def _name(name: Name) -> str:
    """Family name first, all else after one comma, which also keeps the name of an organization in one piece."""
    if not name.given:
        return f"{spoken(name)}," if name.literal and " " in name.family else spoken(name)
    return f"{plain(name.family)}, {plain(name.given)} {plain(name.suffix)}".rstrip()


def _date(work: Work) -> str:
    """``2021``, or ``2021/05`` where the month is known."""
    return f"{work.year}/{month(work):02}" if month(work) else work.year


def _unpublished(work: Work) -> str:
    """What a work is that names nothing in which it appeared."""
    return ("preprint" if "eprint" in work.fields else "document") if work.type == "misc" else ""


def _address(work: Work) -> str:
    """The address of the work itself, where its DOI does not lead to it."""
    url = work.fields.get("url", "")
    if url and safe_url(url):
        return url
    eprint = work.fields.get("eprint")
    return f"https://arxiv.org/abs/{eprint}" if eprint and "doi" not in work.fields else ""


def _is_pdf(link: AccessLink) -> bool:
    return bool(re.search(r"\.pdf$|^https://arxiv\.org/pdf/|/doi/pdf/", link.url))
