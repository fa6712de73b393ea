"""A work as the library Hayagriva takes it for setting references: plain text in its YAML, of which JSON is a part.

The library reads BibTeX too, but makes of papers and chapters what most styles print wrongly; here a paper in
proceedings is a chapter, which all of them print as they should.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kb.model import Name, Work
from kb.read.identifiers import is_doi, safe_url
from kb.read.latex import plain
from kb.render.text.reference import month

#: Stands before the first name, or the title, so that what is set can be told, and no two authors are the same.
MARK = "\U000f0000"
#: Stands where a list of authors is cut short.
OTHERS = "\U000f0001"
#: Keeps the blank after the first word of a title from being lost.
PAUSE = "\U000f0002"
#: A hyphen that is no sign of a range; :mod:`kb.render.text.styled` makes a plain one of it.
HYPHEN = "\u2011"

Entry = dict[str, Any]

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CONTROL = re.compile(r"([\\{}$])")
_WORD = re.compile(r"\w+")
#: Words that a title in capitals has in small letters, also after a comma, which the library does not know.
_SMALL = re.compile(
    r"(?<=[,;] )(a|across|among|an|and|as|at|behind|between|but|by|down|during|for|from|in|into|near|nor|of|on|onto|or"
    r"|over|since|so|than|the|through|to|toward|under|until|up|via|with|within|without|yet)(?= )"
)
#: Fields that are taken as they are, but for LaTeX.
_FACTS = (
    *("doi", "edition", "eprint", "howpublished", "institution", "month", "number", "pages", "publisher"),
    *("school", "series", "type", "url", "volume", "year"),
)
_FIELDS = (*_FACTS, "author", "editor", "title", "journal", "booktitle")
_GENRES = {"dataset": "Data set", "software": "Computer software", "techreport": "Technical report"}
_TYPES = {
    "article": "article",
    "book": "book",
    "dataset": "repository",
    "incollection": "chapter",
    "inproceedings": "chapter",
    "legislation": "legislation",
    "software": "repository",
    "techreport": "report",
    "thesis": "thesis",
}


def source(work: Work) -> str:
    """All that an entry is made from, which is had sooner than the entry."""
    return json.dumps((work.key, work.type, {name: work.fields[name] for name in _FIELDS if name in work.fields}))


def line(work: Work) -> str:
    """A work as a line of YAML."""
    return f"{json.dumps(work.key)}: {json.dumps(entry(work), ensure_ascii=False)}"


def entry(work: Work) -> Entry:
    """A work as the library's own records have it, with :data:`MARK` before the first name."""
    fields = {name: _plain(value) for name, value in work.fields.items() if name in _FACTS}
    made: Entry = {"type": _type(work), "title": _title(work.title)}
    who = (("author", _names(work)), ("editor", _persons(work.editors)), ("date", _date(work)))
    made |= {name: value for name, value in who if value}
    _mark(made)
    preprint = "eprint" in fields and work.type == "misc"
    if preprint:
        fields["publisher"] = "arXiv"
    number = fields.get("number", "") if work.type == "techreport" else ""
    serial = {"serial": f"arXiv:{fields['eprint']}" if preprint else number.replace("-", HYPHEN)}
    if is_doi(fields.get("doi", "")):
        serial["doi"] = fields["doi"]
    made["serial-number"] = {name: value for name, value in serial.items() if value}
    made |= _where(work, fields)
    genre = _escaped(fields.get("type") or _GENRES.get(work.type, ""))
    facts = (("genre", genre), ("page-range", fields.get("pages", "").replace("–", "-")), ("url", _url(fields)))
    return made | {name: value for name, value in facts if value}


def _type(work: Work) -> str:
    return _TYPES.get(work.type) or ("article" if "eprint" in work.fields else "web" if _url(work.fields) else "misc")


def _url(fields: Mapping[str, str]) -> str:
    """Where the work is, or else what leads there: not every style prints a DOI."""
    if "url" in fields:
        return fields["url"] if safe_url(fields["url"]) else ""
    if is_doi(fields.get("doi", "")):
        return f"https://doi.org/{fields['doi']}"
    return f"https://arxiv.org/abs/{fields['eprint']}" if "eprint" in fields else ""


def _where(work: Work, fields: Mapping[str, str]) -> Entry:
    """What the work appeared in and who published it: its parent where it is a part, else facts of its own."""
    publisher = next((fields[name] for name in ("publisher", "institution", "school") if name in fields), "")
    within: Entry = {name: fields[name] for name in ("volume", "edition") if name in fields}
    if publisher:
        within["publisher"] = _escaped(publisher)
    if "series" in fields:
        within["parent"] = {"type": "anthology", "title": _title(work.fields["series"])}
        if "volume" in within:
            within["parent"]["volume"] = within.pop("volume")
    if work.type == "article":
        within |= {"issue": fields["number"]} if "number" in fields else {}
        return {"parent": {"type": "periodical", "title": _title(work.fields.get("journal", "")), **within}}
    if _TYPES.get(work.type) == "chapter":
        return {"parent": {"type": "anthology", "title": _title(work.fields.get("booktitle", "")), **within}}
    if "howpublished" in fields and _type(work) in {"web", "misc"}:
        return {"parent": {"type": "web", "title": _title(work.fields["howpublished"])}}
    return within


def _names(work: Work) -> list[Entry]:
    others = [{"name": OTHERS}] if work.others and work.authors else []
    return [*_persons(work.authors), *others]


def _persons(names: tuple[Name, ...]) -> list[Entry]:
    return [dict(_person(name)) for name in names]


def _person(name: Name) -> Iterator[tuple[str, str]]:
    yield "name", _plain(name.family)
    if name.given:
        yield "given-name", _plain(name.given)
    if name.suffix:
        yield "suffix", _plain(name.suffix)


def _mark(made: Entry) -> None:
    """Marks the first name; a title too where nobody wrote it, for some styles do not name editors."""
    for role in ("author", "editor"):
        if role in made:
            made[role][0]["name"] = MARK + made[role][0]["name"]
            break
    if "author" not in made:
        made["title"] += f"{{{MARK}}}"


def _date(work: Work) -> str:
    year = _plain(work.year)
    if not re.fullmatch("[0-9]{4}", year):
        return ""
    return f"{year}-{month(work):02}" if month(work) else year


def _plain(text: str) -> str:
    """Text without what this module means by signs of its own."""
    return _PRIVATE.sub("", plain(text))


def _escaped(text: str) -> str:
    """Text that the library prints as it is: it takes what stands between dollars for code."""
    return _CONTROL.sub(r"\\\1", text)


def _title(text: str) -> str:
    """A title in which the library changes no word with capitals or digits of its own."""
    pieces = _WORD.sub(lambda match: _kept(match[0]), _escaped(_plain(text)))
    kept = _SMALL.sub(r"{\1}", pieces)
    return re.sub(r"^(\{[^{}]*\}) ", rf"\1{PAUSE} ", kept)


def _kept(word: str) -> str:
    return f"{{{word}}}" if re.search(r"\d", word) or word[1:] != word[1:].lower() else word
