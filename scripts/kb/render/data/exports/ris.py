"""RIS, which EndNote, Mendeley, RefWorks and Zotero read: a line a value, with a tag of two letters before it."""

from __future__ import annotations

from collections.abc import Iterator

from kb.render.data.exports.csl import Csl, arxiv, csl
from kb.render.data.exports.item import Item

#: Preprints are ``MANSCPT``, which Zotero and EndNote know as manuscripts. RIS has no preprint; Zotero takes both
#: ``UNPB`` and ``GEN`` for journal articles, and ``RPRT`` is what an institution published.
TYPES = {
    "article-journal": "JOUR",
    "paper-conference": "CPAPER",
    "chapter": "CHAP",
    "book": "BOOK",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
    "software": "COMP",
    "dataset": "DATA",
    "legislation": "STAT",
    "legal_case": "CASE",
    "article": "MANSCPT",
    "document": "MANSCPT",
}
#: Tags of variables that hold one text.
_TAGS = {
    "title": "TI",
    "title-short": "ST",
    "container-title": "T2",
    "collection-title": "T3",
    "edition": "ET",
    "volume": "VL",
    "issue": "IS",
    "chapter-number": "SE",
    "publisher": "PB",
    "publisher-place": "CY",
    "genre": "M3",
    "DOI": "DO",
    "archive": "DB",
    "archive_location": "AN",
}


def record(item: Item) -> str:
    """The work as a record; ``N1`` holds what is said of it."""
    lines = (f"{tag}  - {' '.join(value.split())}\n" for tag, value in _lines(item) if value)
    return f"TY  - {_type(csl(item.work))}\n{''.join(lines)}ER  - \n\n"


def _type(found: Csl) -> str:
    """What is none of the others is read at its address; without one it is something that nobody published."""
    return "ELEC" if found["type"] == "document" and "URL" in found else TYPES[found["type"]]


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    found = csl(item.work)
    yield "ID", found["id"]
    for tag, names in (("AU", "author"), ("A2", "editor")):
        yield from ((tag, name_of(name)) for name in found.get(names, ()))
    yield from ((tag, found.get(variable, "")) for variable, tag in _TAGS.items())
    yield "M1" if found["type"] != "report" else "SN", found.get("number", "")
    first, _, last = found.get("page", "").partition("-")
    yield "SP", first
    yield "EP", last
    yield "PY", year_of(found)
    yield "DA", "/".join(f"{number:02}" for number in date_of(found)) + "/" if len(date_of(found)) > 1 else ""
    yield "Y2", "/".join(f"{number:02}" for number in date_of(found, "accessed"))
    yield from (("SN", found.get(variable, "")) for variable in ("ISBN", "ISSN"))
    yield from (("UR", url) for url in addresses(item, found))
    yield from (("KW", topic) for topic in item.work.topics)
    yield from (("N1", note) for note in (found.get("note", ""), item.commentary.what, item.commentary.cited))


def name_of(name: Csl) -> str:
    """A name as ``Family, Given, Suffix``; a comma ends that of an organization, and would part it elsewhere."""
    return (
        f"{name['literal'].replace(',', '')},"
        if "literal" in name
        else ", ".join(name[part] for part in ("family", "given", "suffix") if part in name)
    )


def date_of(found: Csl, variable: str = "issued") -> list[int]:
    """Year, month and day, as far as they are known."""
    return list(found.get(variable, {}).get("date-parts", [[]])[0])


def year_of(found: Csl) -> str:
    """The year; empty where there is none."""
    return str(next(iter(date_of(found)), "")) or found.get("issued", {}).get("raw", "")


def addresses(item: Item, found: Csl) -> tuple[str, ...]:
    """Where the work stands: its own address, and that of its preprint."""
    return tuple(dict.fromkeys(url for url in (found.get("URL", ""), arxiv(item.work)) if url))
