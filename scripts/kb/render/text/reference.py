"""A work as people read it: formatted reference, links, and BibTeX to take away."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup, escape

from kb.model import Work
from kb.read.canonical import format_entry
from kb.read.identifiers import safe_url
from kb.read.latex import escaped, plain
from kb.read.names import spoken
from kb.render.text.latex import html

#: Fields that serve the knowledge base and mean nothing in another bibliography.
INTERNAL = ("label", "keywords")
#: Entry types of biblatex as BibTeX's own styles know them.
CLASSIC_TYPES = {
    "dataset": "misc",
    "jurisdiction": "misc",
    "legislation": "misc",
    "online": "misc",
    "software": "misc",
    "thesis": "phdthesis",
}
#: Fields that biblatex calls otherwise, by type and name.
BIBLATEX_FIELDS = {("online", "howpublished"): "organization"}
#: Fields of biblatex that are lists, in which ``and`` parts two names.
BIBLATEX_LISTS = ("publisher", "institution", "school", "organization", "address")
#: The fields of an entry as plain text, and what makes a piece of its reference of them.
Fields = Mapping[str, str]
Piece = Callable[[Work, Fields], str]
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def label(work: Work) -> str:
    """How the report cites the work, ``Brown et al. 2020``; made from the entry where the report does not say."""
    if work.label:
        return plain(work.label)
    families = [plain(name.family) for name in work.creators]
    people = families[0] if len(families) == 1 else " and ".join(families) if len(families) == 2 else ""
    return f"{people or f'{families[0]} et al.' if families else work.key} {work.year}"


def authors(work: Work, most: int = 0) -> str:
    """The authors in one line, at most ``most`` of them (0: all), then ``et al.``"""
    names = [spoken(name) for name in work.creators]
    shown = names[:most] if most else names
    if len(shown) < len(names) or work.others:
        return ", ".join((*shown, "et al."))
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


def reference(work: Work, author_urls: Sequence[str], year_url: str, venue_url: str) -> Markup:
    """The full reference, in the order of the ACM style that the report itself uses; addresses may be empty."""
    within = published(work)
    where = Markup('<a class=kb-venue href="{}">{}</a>').format(venue_url, within) if venue_url else linked(within)
    pieces = [
        _linked_authors(work, author_urls),
        _link(work.year, year_url) + ".",
        Markup("<cite>{}</cite>{}").format(html(work.title), _stop(plain(work.title))),
        where + _stop(within) if within else "",
        linked(full_stop(plain(work.fields.get("note", "")))),
    ]
    return Markup(" ").join(piece for piece in pieces if piece)


def _linked_authors(work: Work, urls: Sequence[str]) -> Markup:
    """Who wrote it, or who edited a book that has no author."""
    pairs = zip(work.creators, urls, strict=True)
    names = [_link(spoken(name), url) for name, url in pairs]
    if work.others:
        return Markup(", ").join((*names, Markup("et al.")))
    text = Markup(" and ").join(piece for piece in (Markup(", ").join(names[:-1]), *names[-1:]) if piece)
    if text and not work.authors:
        return text + f" {_role_of_editors(work)}."
    return text if not names or spoken(work.creators[-1]).endswith(".") else text + "."


def published(work: Work) -> str:
    """Where and by whom it was published, as a reference says it in plain text."""
    fields = {name: plain(value) for name, value in work.fields.items()}
    pieces = _IN_A_JOURNAL if "journal" in fields else _ELSEWHERE
    return ", ".join(text for text in (piece(work, fields) for piece in pieces) if text)


def _link(text: str, url: str) -> Markup:
    """A link; the text alone where there is no page to lead to."""
    return Markup(f'<a href="{escape(url)}">{escape(text)}</a>') if url else escape(text)


def _role_of_editors(work: Work) -> str:
    return "(Ed.)" if len(work.editors) == 1 else "(Eds.)"


def _edition(text: str) -> str:
    """``21`` and ``21th`` as ``21st edition``, ``Second Edition`` as ``Second edition``."""
    text = re.sub(r"[\s,]*\b(?:edition|edn|ed)\b\.?\s*$", "", text, flags=re.IGNORECASE).strip()
    if not text:
        return ""
    number = re.fullmatch("([0-9]+)(?:st|nd|rd|th)?", text, re.IGNORECASE)
    return f"{_ordinal(number[1]) if number else text} edition"


def _ordinal(number: str) -> str:
    """``1`` as ``1st``, ``111`` as ``111th``."""
    teen = number[-2:-1] == "1"
    return f"{number}{'th' if teen else {'1': 'st', '2': 'nd', '3': 'rd'}.get(number[-1], 'th')}"


def _host(work: Work, fields: Fields) -> str:
    """What it stands in, and who edited that."""
    host = (
        f"In {fields['booktitle']}" if "booktitle" in fields else fields.get("journal", fields.get("howpublished", ""))
    )
    if not (work.editors and work.authors):
        return host
    editors = ", ".join(spoken(name) for name in work.editors)
    return f"{host}, {editors} {_role_of_editors(work)}" if host else f"Edited by {editors}"


def _issue(work: Work, fields: Fields) -> str:
    """The journal with volume and number, as ``Nature 521, 7553``."""
    numbers = [fields[name] for name in ("volume", "number") if fields.get(name)]
    return f"{_host(work, fields)} {', '.join(numbers)}".rstrip()


def _volume(work: Work, fields: Fields) -> str:
    if not fields.get("volume"):
        return ""
    return f"{'vol.' if _host(work, fields) else 'Vol.'} {fields['volume']}"


def _report(work: Work, fields: Fields) -> str:
    return f"Technical report {fields['number']}" if work.type == "techreport" and "number" in fields else ""


def _pages(work: Work, fields: Fields) -> str:
    pages = _bare_pages(work, fields)
    return f"{'pp.' if re.search('[–,]', pages) else 'p.'} {pages}" if pages else ""


def _bare_pages(_: Work, fields: Fields) -> str:
    return fields.get("pages", "").replace("--", "–")


def _eprint(_: Work, fields: Fields) -> str:
    return f"arXiv:{fields['eprint']}" if "eprint" in fields else ""


def _field(name: str) -> Piece:
    return lambda _, fields: fields.get(name, "")


_PUBLISHER: tuple[Piece, ...] = (
    _field("series"),
    lambda _, fields: _edition(fields.get("edition", "")),
    *map(_field, ("publisher", "institution", "school", "address")),
)
#: What a reference says of where a work was published, in order, by what the work stands in; what is empty is left out.
_IN_A_JOURNAL: tuple[Piece, ...] = (_issue, _bare_pages, *_PUBLISHER, _eprint)
_ELSEWHERE: tuple[Piece, ...] = (_host, _volume, *_PUBLISHER, _report, _pages, _eprint)


def _stop(text: str) -> str:
    """A full stop, unless the text ends with a sign that makes it one too many."""
    return "" if re.search(r"[.?!…][\"'”’]*$", text) else "."


def full_stop(text: str) -> str:
    """A text as a sentence: with one full stop at its end, where it has no sign there yet."""
    return f"{text}{_stop(text)}" if text else ""


def linked(text: str) -> Markup:
    """Plain text with the web addresses in it as links."""
    pieces = re.split(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:)])", text)
    pieces[1::2] = [
        Markup('<a href="{}" rel="noopener">{}</a>').format(url, url) if safe_url(url) else url for url in pieces[1::2]
    ]
    return Markup("").join(pieces)


def month(work: Work) -> int:
    """The month in which it appeared, 1 to 12; 0 where the entry does not say."""
    value = work.fields.get("month", "").lower()
    return MONTHS.index(value[:3]) + 1 if value[:3] in MONTHS else int(value) if value.isdigit() else 0


@lru_cache(maxsize=4096)  # for the next rebuild of a preview
def biblatex(work: Work, commentary: str = "") -> str:
    """The entry for another bibliography, as biblatex reads it, without the knowledge base's own fields.

    Its data model wants months as numbers, and has names of its own for what an editor or nobody is named of. Plain
    text of a ``commentary`` takes the place of the annotation.
    """
    entry = _for_others(work, commentary)
    fields = {BIBLATEX_FIELDS.get((entry.type, name), name): value for name, value in entry.fields.items()}
    if month(work):
        fields["month"] = str(month(work))
    fields |= {name: f"{{{fields[name]}}}" for name in BIBLATEX_LISTS if " and " in fields.get(name, "")}
    return format_entry(replace(entry, type=_biblatex_type(entry), fields=fields))


def _biblatex_type(work: Work) -> str:
    if work.type == "incollection" and not work.editors:
        return "inbook"
    return "collection" if work.type == "book" and not work.authors else work.type


@lru_cache(maxsize=4096)
def bibtex(work: Work, commentary: str = "") -> str:
    """The entry as BibTeX's own styles read it: only their types, and the annotation as ``annote``."""
    entry = _for_others(work, commentary)
    fields = {"annote" if name == "annotation" else name: value for name, value in entry.fields.items()}
    return format_entry(replace(entry, type=CLASSIC_TYPES.get(entry.type, entry.type), fields=fields))


def _for_others(work: Work, commentary: str) -> Work:
    """The entry without what is ours alone. A preprint gets an address, for not every program knows ``eprint``."""
    fields = {name: value for name, value in work.fields.items() if name not in INTERNAL}
    if commentary:
        fields["annotation"] = escaped(commentary)
    if "eprint" in fields and not {"doi", "url"} & fields.keys():
        fields["url"] = f"https://arxiv.org/abs/{fields['eprint']}"
    return replace(work, fields=fields)
