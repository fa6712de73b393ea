"""One entry of BibTeX or biblatex, of any type and with any fields, as an entry that passes the check."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from kb.check.bibliography import LACKING, REQUIRED
from kb.model import Work
from kb.read.canonical import FIELDS
from kb.read.identifiers import arxiv_at, doi_within, year_within
from kb.read.latex import plain
from kb.read.persons import read_names
from kb.start import values
from kb.start.outline import clean

#: Takes what a person has to know about an entry.
Say = Callable[[str], None]

_TYPES = {
    "proceedings": "book", "collection": "book", "mvbook": "book", "mvcollection": "book", "mvproceedings": "book",
    "reference": "book", "mvreference": "book", "inbook": "incollection", "bookinbook": "incollection",
    "suppbook": "incollection", "suppcollection": "incollection", "inreference": "incollection",
    "conference": "inproceedings", "mastersthesis": "thesis", "report": "techreport", "electronic": "online",
    "www": "online", "webpage": "online", "periodical": "article", "suppperiodical": "article", "review": "article",
    "patent": "misc", "manual": "misc", "booklet": "misc", "unpublished": "misc", "standard": "misc",
    "legal": "legislation", "data": "dataset", "letter": "misc", "video": "misc", "audio": "misc", "movie": "misc",
    "music": "misc", "image": "misc", "artwork": "misc", "performance": "misc", "softwareversion": "software",
    "commentary": "misc",
}  # fmt: skip
#: Fields that are called otherwise; the first name that is there gives the value.
_NAMED = {
    "journal": ("journal", "journaltitle", "fjournal", "shortjournal"),
    "address": ("address", "location"),
    "number": ("number", "issue"),
    "archiveprefix": ("archiveprefix", "eprinttype"),
    "primaryclass": ("primaryclass", "eprintclass"),
    "annotation": ("annotation", "annote"),
    "booktitle": ("booktitle", "maintitle", "eventtitle"),
    "urldate": ("urldate", "lastchecked", "accessed"),
    "eprint": ("eprint", "arxiv", "arxivid"),
}
_SUBTITLES = {"title": ("subtitle", "titleaddon"), "booktitle": ("booksubtitle",), "journal": ("journalsubtitle",)}
_THESES = {"mastersthesis": "Master's thesis", "mathesis": "Master's thesis", "candthesis": "Candidate thesis"}
_EPRINTS = {
    "jstor": "https://www.jstor.org/stable/{}", "pubmed": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "hdl": "https://hdl.handle.net/{}", "hal": "https://hal.science/{}", "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
}  # fmt: skip
#: Fields that mean something only to the program that wrote them, or that are taken over elsewhere.
_SILENT = re.compile(
    "abstract|file|timestamp|owner|groups|bdsk.*|mendeley.*|date-(?:added|modified)|lang.*|key|keywords|label|ids|"
    "options|xdata|crossref|date|month_?numeric|rating|priority|read|comment|pagetotal|numpages|shortauthor|sort.*|"
    "presort|hyphenation|x-.*|__.*|biburl|bibsource|cro?ssref|added-at|interhash|intrahash|adsurl|adsnote|title-short"
)


def mended(work: Work, say: Say) -> Work | None:
    """The entry in the project's types and fields; none if it has nothing that could be its title.

    What is left out or lacking is said.
    """
    given = {name: value for name, value in work.fields.items() if value.strip(" {}")}
    fields = _renamed(given)
    kind = _kind(work.type, given, fields, say)
    _take_date(given, fields)
    _take_names(given, fields, say)
    _take_identifiers(given, fields, say)
    _take_texts(fields, say)
    kind = _with_required(kind, work.key, given, fields, say)
    if not fields.get("title"):
        say("no title, author or text: left out")
        return None
    _say_lost(given, say)
    fields = {name: value for name, value in fields.items() if value and name in FIELDS}
    authors, _ = read_names(fields.get("author", ""))
    editors, _ = read_names(fields.get("editor", ""))
    others = fields.get("author", "").endswith(" and others")
    return replace(work, type=kind, fields=fields, authors=authors, editors=editors, others=others)


def _renamed(given: Mapping[str, str]) -> dict[str, str]:
    fields = {name: value for name, value in given.items() if name in FIELDS and not _SILENT.fullmatch(name)}
    for name, others in _NAMED.items():
        value = next((given[other] for other in others if given.get(other)), "")
        if value:
            fields[name] = value
    if "issue" in given and "number" in given and given["issue"] != given["number"]:
        fields["number"] = f"{given['number']}, {given['issue']}"
    for name, others in _SUBTITLES.items():
        more = [given[other] for other in others if given.get(other)]
        if more and fields.get(name):
            fields[name] = ": ".join((fields[name].rstrip(" :"), *more))
    if clean(plain(fields.get("title", ""))).startswith(plain(fields.get("shorttitle", ""))):
        fields.pop("shorttitle", None)  # programs write the title's beginning there; here it is a name
    if "translator" in given:
        fields["note"] = _joined(fields.get("note"), f"translated by {given['translator']}")
    return fields


def _joined(*pieces: str | None) -> str:
    return ". ".join(piece.rstrip(" .") for piece in pieces if piece)


def _kind(name: str, given: Mapping[str, str], fields: dict[str, str], say: Say) -> str:
    """The entry's type, and what goes with it."""
    kind = _TYPES.get(name, name)
    if kind not in REQUIRED:
        say(f"type @{name} is not known here: taken as @misc")
        kind = "misc"
    if name in _THESES or given.get("type") in _THESES:
        kind, fields["type"] = "thesis", _THESES[name if name in _THESES else given["type"]]
    elif kind == "thesis" and given.get("type", "phdthesis").lower() in ("phdthesis", "phd thesis", "phd"):
        kind = "phdthesis"
        fields.pop("type", None)
    home = {"thesis": "school", "phdthesis": "school", "techreport": "institution"}.get(kind, "")
    found = next((fields[one] for one in ("institution", "school", "publisher") if fields.get(one)), "")
    organization = given.get("organization", "")
    if home and (found or organization):
        for one in ("institution", "school"):
            fields.pop(one, None)
        fields[home] = found or organization
        if fields.get("publisher") == fields[home]:
            fields.pop("publisher")
    elif organization:
        name = "howpublished" if kind in ("misc", "online", "software", "dataset") else "publisher"
        fields.setdefault(name, organization)
    return kind


def _take_date(given: Mapping[str, str], fields: dict[str, str]) -> None:
    date = given.get("date", "")
    match = re.match(r"\d{4}-(\d{2})(?:-\d{2})?(?=$|[~?%/T])", date)
    if match and not given.get("month"):
        fields["month"] = match.group(1)
    if fields.get("month"):
        fields["month"] = values.month(fields["month"])
    printed = given.get("year") or date
    fields["year"] = year_within(printed)
    if not fields["year"]:
        begun = values.arxiv(given.get("eprint", ""))[:2]  # those before 2007 begin with a subject
        fields["year"] = f"20{begun}" if begun.isdecimal() else year_within(given.get("note", ""))
    if printed and not fields["year"]:
        fields["note"] = _joined(fields.get("note"), f"year given as “{printed}”")


def _take_names(given: Mapping[str, str], fields: dict[str, str], say: Say) -> None:
    for role in ("author", "editor"):
        if role in fields:
            fields[role] = values.names(fields[role])
            if any(mistake for mistake in read_names(given[role])[1]):
                say(f"the names in '{role}' were mended; compare them: {fields[role][:100]}")


def _take_identifiers(given: Mapping[str, str], fields: dict[str, str], say: Say) -> None:
    _take_eprint(given, fields)
    address = fields.get("url", "") or given.get("howpublished", "") * ("url" in given.get("howpublished", ""))
    fields["doi"] = values.doi(fields.get("doi", "")) or values.doi(doi_within(address))
    if fields["doi"] and "doi.org/" in address:
        fields.pop("url", None)
    elif address:
        fields["url"] = values.url(address)
        if fields["url"] and values.url(given.get("howpublished", "")) == fields["url"]:
            fields.pop("howpublished", None)
    for name in ("isbn", "issn"):
        if name in fields:
            fields[name] = values.standard_number(name, fields[name])
    if "pages" in fields:
        fields["pages"] = values.pages(fields["pages"])
    for name in ("doi", "url", "isbn", "issn", "pages"):
        if given.get(name) and not fields.get(name) and not (name == "url" and fields["doi"]):
            say(f"{name} left out, for it is wrong: {given[name][:60]}")


def _take_eprint(given: Mapping[str, str], fields: dict[str, str]) -> None:
    """An arXiv id, wherever it stands; what is kept elsewhere becomes an address."""
    kind = fields.pop("archiveprefix", "").lower()
    number = fields.pop("eprint", "")
    if number and kind in _EPRINTS and not fields.get("url"):
        fields["url"] = _EPRINTS[kind].format(clean(number))
    where = f"{given.get('journal', '')} {given.get('journaltitle', '')} {given.get('howpublished', '')}"
    found = values.arxiv(number) if kind in ("", "arxiv") else ""
    if not found and re.search("arxiv|corr", where, re.IGNORECASE):
        found = values.arxiv(f"{where} {given.get('volume', '')} {given.get('url', '')}")
    found = found or arxiv_at(given.get("url", ""))
    if not found:
        fields.pop("primaryclass", None)
        return
    fields |= {"eprint": found, "archiveprefix": "arXiv"}
    if "arxiv.org" in fields.get("url", ""):
        fields.pop("url")
    if re.search(r"\barxiv|^corr$", fields.get("journal", ""), re.IGNORECASE):
        for name in ("journal", "volume", "number", "pages"):
            fields.pop(name, None)
    if "arxiv" in fields.get("howpublished", "").lower():
        fields.pop("howpublished")


_NO_TEXT = {"author", "editor", "doi", "url", "eprint", "isbn", "issn", "pages", "year", "month", "archiveprefix"}


def _take_texts(fields: dict[str, str], say: Say) -> None:
    for name in set(fields) - _NO_TEXT:
        before = fields[name]
        fields[name] = values.title(before) if name == "title" else values.text(before)
        if before.strip() and not fields[name]:
            say(f"{name} left out, for nothing of it can be read")


def _with_required(kind: str, key: str, given: Mapping[str, str], fields: dict[str, str], say: Say) -> str:
    """The type for which nothing is lacking; that there is no author or no year is written in the note."""
    if not fields.get("title"):
        names = ("booktitle", "shorttitle", "howpublished", "note", "journal", "url")
        fields["title"] = next((values.text(fields[name]) for name in names if fields.get(name)), "")
        if fields["title"]:
            say(f"no title: '{fields['title'][:60]}' stands in its place")
    if kind == "phdthesis" and not fields.get("school"):
        fields.setdefault("howpublished", "PhD thesis")
    if kind == "thesis" and not (fields.get("school") and fields.get("type")):
        fields.setdefault("howpublished", fields.get("type") or "Thesis")
    lacking = [name for name in REQUIRED[kind] if not fields.get(name) and name not in ("author", "year", "title")]
    if lacking:
        new = _without(kind, fields)
        if "eprint" not in fields or lacking != ["journal"]:
            say(f"@{kind} without {' and '.join(lacking)}: taken as @{new}")
        kind = new
    author = fields.get("author") or (fields.get("editor") if kind == "book" else "")
    missing = [name for name, there in (("author", author), ("year", fields.get("year"))) if not there]
    missing = [name for name in missing if name in REQUIRED[kind]]
    if missing:
        printed = f" ({given['year'][:30]})" if "year" in missing and given.get("year") else ""
        say(f"'{key}' has no {' and no '.join(missing)}{printed}: its note says so")
        fields["note"] = _joined(*(LACKING[name] for name in missing), fields.get("note"))
    return kind


def _without(kind: str, fields: dict[str, str]) -> str:
    """What an entry is that lacks a field of its type."""
    if kind == "article" and fields.get("booktitle"):
        return "inproceedings"
    if kind in ("inproceedings", "incollection"):
        venue = next((fields[name] for name in ("journal", "series") if fields.get(name)), "")
        if venue:
            fields["booktitle"] = venue
            return kind
    if fields.get("type") and kind == "thesis":
        fields.setdefault("howpublished", fields["type"])
    return "misc"


def _say_lost(given: Mapping[str, str], say: Say) -> None:
    known = {other for others in (*_NAMED.values(), *_SUBTITLES.values()) for other in others}
    known |= {*FIELDS, "organization", "translator", "entryset"}
    lost = sorted(name for name in given if name not in known and not _SILENT.fullmatch(name))
    if lost:
        say(f"left out: {', '.join(lost)}")
