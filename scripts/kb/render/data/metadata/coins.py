"""Works as COinS: OpenURL context objects (Z39.88-2004, key/encoded-value) for the titles of ``span.Z3988``.

Reference managers find one on each list for every work and offer the list to choose from. The page of a single work
has none: Zotero would take it before all that Highwire's elements say, and leave out the PDF and what the work is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from urllib.parse import quote

from markupsafe import Markup

from kb.model import Name, Work
from kb.read.latex import plain
from kb.read.names import spoken, written
from kb.render.data.metadata.linked_data import same_as

FILE = "coins.txt"
#: So many works stand on the page itself.
FEW = 5
#: Format and genre by entry type; what is in neither is told in Dublin Core.
_GENRES = {
    "article": ("journal", "article"),
    "inproceedings": ("book", "proceeding"),
    "incollection": ("book", "bookitem"),
    "book": ("book", "book"),
    "techreport": ("book", "report"),
    "thesis": ("dissertation", ""),
}
#: What is the title of a part, and what that of a whole book.
_TITLES = {
    "article": "atitle",
    "proceeding": "atitle",
    "bookitem": "atitle",
    "book": "btitle",
    "report": "btitle",
}
#: Dublin Core's types of what is no book, as Zotero names them.
_KINDS = {"software": "computerProgram", "dataset": "dataset", "online": "webpage"}
#: What a field of an entry is called, by format.
_NAMES = {
    "journal": {"journal": "jtitle", "volume": "volume", "number": "issue", "pages": "pages", "issn": "issn"},
    "book": {
        "booktitle": "btitle",
        "publisher": "pub",
        "institution": "pub",
        "isbn": "isbn",
        "edition": "edition",
        "series": "series",
        "volume": "volume",
        "pages": "pages",
    },
    "dissertation": {"school": "inst"},
    "dc": {"publisher": "publisher"},
}


@lru_cache(maxsize=4096)  # most works are on many lists
def coins(work: Work) -> str:
    """The context object of a work."""
    return "&".join(f"{name}={quote(value, safe=':/')}" for name, value in _pairs(work) if value)


def _pairs(work: Work) -> Iterator[tuple[str, str]]:
    form, genre = _GENRES.get(work.type, ("dc", ""))
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"
    yield "rft.genre", genre
    yield "rft.type", _kind(work) if form == "dc" else ""
    yield f"rft.{_TITLES.get(genre or form, 'title')}", plain(work.title)
    yield from (_person(name, form) for name in work.creators)
    yield "rft.date", work.year
    for field, name in _NAMES[form].items():
        value = plain(work.fields.get(field, ""))
        yield f"rft.{name}", value.replace("–", "-") if field == "pages" else value
    yield from _addresses(work)


def _person(name: Name, form: str) -> tuple[str, str]:
    if name.literal:
        return "rft.aucorp", spoken(name)
    return "rft.creator" if form == "dc" else "rft.au", written(name)


def _kind(work: Work) -> str:
    return _KINDS.get(work.type, "preprint" if "eprint" in work.fields else "document")


def _addresses(work: Work) -> Iterator[tuple[str, str]]:
    if "doi" in work.fields:
        yield "rft_id", f"info:doi/{work.fields['doi']}"
    url = work.fields.get("url", "") or next((one for one in same_as(work) if "doi.org" not in one), "")
    yield "rft_id", url


def listed_coins(works: Sequence[Work]) -> tuple[Markup, Mapping[str, Callable[[], str]]]:
    """What a page with a list offers, and the files that it needs beside it, each with what makes its text.

    The objects of a long list weigh a quarter of its page and stand in a file of their own, which a script asks for
    once the page is there (``frontend/assets/coins.js``).
    """
    if len(works) > FEW:
        return Markup('<div data-kb-coins="{}" hidden></div>').format(FILE), {FILE: partial(_lines, works)}
    spans = (Markup('<span class="Z3988" title="{}"></span>').format(coins(work)) for work in works)
    return Markup("").join(spans), {}


def _lines(works: Sequence[Work]) -> str:
    return "\n".join(map(coins, works))
