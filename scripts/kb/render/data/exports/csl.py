"""CSL-JSON, which Zotero, pandoc and citeproc read (https://docs.citationstyles.org/, appendices III and IV)."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from kb.model import Name, Work
from kb.read.latex import plain
from kb.render.data.exports.item import Item
from kb.render.text.reference import month

Csl = dict[str, Any]
TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "incollection": "chapter",
    "book": "book",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "online": "webpage",
    "software": "software",
    "dataset": "dataset",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "misc": "document",
}
#: A preprint: something that nobody published, and that has a number at arXiv.
PREPRINT = "article"
#: Which field of the entry each variable takes; the first that is there.
_VARIABLES = {
    "title": ("title",),
    "title-short": ("shorttitle",),
    "container-title": ("booktitle", "journal"),
    "collection-title": ("series",),
    "edition": ("edition",),
    "volume": ("volume",),
    "chapter-number": ("chapter",),
    "publisher": ("publisher", "institution", "school", "howpublished"),
    "publisher-place": ("address",),
    "genre": ("type",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "DOI": ("doi",),
}
#: Types whose ``number`` is the issue of a volume.
_ISSUES = frozenset({"article-journal", "paper-conference", "chapter"})


@lru_cache(maxsize=4096)  # four formats begin with it
def csl(work: Work) -> Csl:
    """The entry as an item of CSL, without what is said of it; not to be changed."""
    fields = work.fields
    kind = _type(work)
    found: Csl = {"id": work.key, "type": kind, "author": _names(work.authors, work.others)}
    found["editor"] = _names(work.editors, others=False)
    for variable, names in _VARIABLES.items():
        found[variable] = next((plain(fields[name]) for name in names if name in fields), "")
    found["issue" if kind in _ISSUES else "number"] = plain(fields.get("number", ""))
    found["page"] = plain(fields.get("pages", "")).replace("--", "-").replace("–", "-")
    found["issued"] = _date(fields.get("year", ""), month(work))
    found["accessed"] = _date(*_parts(fields.get("urldate", "")))
    if "eprint" in fields:
        found["archive"] = "arXiv"
        found["archive_location"] = f"arXiv:{fields['eprint']}"
        if kind == PREPRINT:
            found["publisher"] = found["publisher"] or "arXiv"
            found["number"] = found["number"] or f"arXiv:{fields['eprint']}"
    found["URL"] = fields.get("url", "") or arxiv(work)
    found["note"] = plain(fields.get("note", ""))
    found["keyword"] = ", ".join(work.topics)
    return {name: value for name, value in found.items() if value}


def text(item: Item) -> str:
    """The item as JSON; its note holds what is said of it."""
    found = csl(item.work)
    note = " ".join(piece for piece in (found.get("note", ""), item.commentary.text) if piece)
    return json.dumps({**found, "note": note} if note else found, ensure_ascii=False)


def arxiv(work: Work) -> str:
    """The address of its preprint; empty where it has none."""
    return f"https://arxiv.org/abs/{work.fields['eprint']}" if "eprint" in work.fields else ""


def _type(work: Work) -> str:
    return PREPRINT if work.type == "misc" and "eprint" in work.fields else TYPES.get(work.type, "document")


def _names(names: tuple[Name, ...], others: bool) -> list[Csl]:
    return [*map(_name, names), *([{"literal": "et al."}] if others else [])]


def _name(name: Name) -> Csl:
    if name.literal or not name.given:
        return {"literal": plain(name.family)}
    parts = {"family": plain(name.family), "given": plain(name.given), "suffix": plain(name.suffix)}
    return {part: value for part, value in parts.items() if value}


def _date(year: str, month: int = 0, day: int = 0) -> Csl:
    if not year.lstrip("-").isdigit():
        return {"raw": year} if year else {}
    return {"date-parts": [[number for number in (int(year), month, day) if number]]}


def _parts(date: str) -> tuple[str, int, int]:
    """``2021-08-16`` as year, month and day; what is missing is 0."""
    year, month, day = (*date.split("-"), "", "", "")[:3]
    return year, int(month or 0), int(day or 0)
