"""Lists of works to take away, in every format that :data:`FORMATS` names; a new one is a line there.

Each format writes a work from its :class:`~kb.render.data.exports.item.Item`, and has a module of its own where it
needs more than a line. :mod:`~kb.render.data.exports.csl` is where the entry's types and fields become those of CSL,
from which RIS, EndNote XML and the Markdown list take them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kb.link import Links
from kb.model import CiteKey, Work
from kb.render.data.exports import csl, endnote, hayagriva, markdown, ris, table
from kb.render.data.exports.item import Item, item
from kb.render.text.reference import biblatex, bibtex


@dataclass(frozen=True)
class Format:
    """A way to write works down for others.

    Attributes:
        name: what pages call it. suffix: how its files end. write: what stands there for one work.
        readers: the programs that read it. media: its media type.
        head: what stands above all works, ``between`` between two, and ``tail`` below all.
        everywhere: whether every list and every work has its file; the other formats have one for the larger lists,
            and the browser makes what is missing out of the whole.
    """

    name: str
    suffix: str
    write: Callable[[Item], str]
    readers: str = ""
    media: str = "text/plain"
    head: str = ""
    between: str = ""
    tail: str = ""
    everywhere: bool = False


def _bibtex(item: Item) -> str:
    return bibtex(item.work, item.commentary.text)


def _biblatex(item: Item) -> str:
    return biblatex(item.work, item.commentary.text)


_BIB = "application/x-bibtex"
_RIS = "application/x-research-info-systems"
_CSL = "application/vnd.citationstyles.csl+json"
BIBTEX = Format("BibTeX", "bib", _bibtex, "LaTeX, JabRef", _BIB, between="\n", everywhere=True)
CSV = Format("CSV", "csv", table.line, "spreadsheets, R, pandas", "text/csv", table.HEAD)
FORMATS: tuple[Format, ...] = (
    BIBTEX,
    Format("biblatex", "biblatex.bib", _biblatex, "LaTeX with biber", _BIB, between="\n"),
    Format("RIS", "ris", ris.record, "Zotero, EndNote, Mendeley", _RIS, everywhere=True),
    Format("CSL-JSON", "csl.json", csl.text, "Zotero, pandoc, Quarto", _CSL, "[\n", ",\n", "\n]\n", everywhere=True),
    Format("EndNote XML", "endnote.xml", endnote.record, "EndNote", "application/xml", endnote.HEAD, tail=endnote.TAIL),
    Format("Hayagriva", "hayagriva.yml", hayagriva.entry, "Typst", "application/yaml"),
    CSV,
    Format("Markdown", "md", markdown.entry, "notes, handouts", "text/markdown", between="\n"),
)


#: From how many works on a list has a file in every format.
MANY = 5


@dataclass(frozen=True)
class Offer:
    """What the menu of a page offers to take away.

    Attributes:
        name: of the files. path: where they stand, from the page, without the suffix.
        formats: those that have a file. files: those to write beside the page, each with what makes its text.
        keys: the keys of the works where the page does not list them.
    """

    name: str
    path: str
    formats: Sequence[Format]
    files: Mapping[str, Callable[[], bytes]]
    keys: str = ""


class Exports:
    """Every work in each format, made once.

    What is kept is UTF-8, as files have it, and has all that is said of a work, which the many lists want. Of what has
    not, for there are two files of it in each format, only the lengths are kept.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        self._made: dict[str, dict[CiteKey, bytes]] = defaultdict(dict)
        self._lengths: dict[tuple[str, bool], dict[CiteKey, int]] = defaultdict(dict)
        self._items: dict[tuple[CiteKey, bool], Item] = {}
        self.formats = FORMATS

    def text(self, form: Format, works: Iterable[Work], annotated: bool = True) -> str:
        """Some works of the knowledge base in one format, with or without what is said of them."""
        return self.encoded(form, works, annotated).decode()

    def encoded(self, form: Format, works: Iterable[Work], annotated: bool = True) -> bytes:
        """The same, as it stands in a file."""
        written = form.between.encode().join(self.of(form, work.key, annotated) for work in works)
        return form.head.encode() + written + form.tail.encode()

    def bibtex(self, works: Iterable[Work]) -> str:
        """The entries of the given works, with what they are, but not with where they are cited."""
        return BIBTEX.between.join(bibtex(work) for work in works)

    def offer(self, works: Sequence[Work], name: str, up: str) -> Offer:
        """What a page offers that lists some works. A single one has its files beside its own page."""
        if len(works) == 1:
            key = works[0].key
            return Offer(name, f"{up}works/{key}/{key}", self._few(), {})
        forms = self.formats if len(works) >= MANY else self._few()
        return Offer(name, name, forms, self._files(forms, works, name))

    def offer_of_work(self, work: Work) -> Offer:
        """What the page of a work offers."""
        forms, key = self._few(), work.key
        return Offer(key, key, forms, self._files(forms, [work], key), key)

    def offer_of_file(self, path: str) -> Offer:
        """What a page offers whose works stand in files that were written before, such as the whole."""
        return Offer(path.rpartition("/")[2], path, self.formats, {})

    def _files(self, forms: Sequence[Format], works: Sequence[Work], name: str) -> Mapping[str, Callable[[], bytes]]:
        return {f"{name}.{form.suffix}": partial(self.encoded, form, works) for form in forms}

    def _few(self) -> tuple[Format, ...]:
        return tuple(form for form in self.formats if form.everywhere)

    def of(self, form: Format, key: CiteKey, annotated: bool) -> bytes:
        """One work in one format."""
        made = self._made[form.suffix]
        if annotated and key in made:
            return made[key]
        written = form.write(self._item(key, annotated)).encode()
        self._lengths[form.suffix, annotated][key] = _units(written)
        if annotated:
            made[key] = written
        return written

    def length(self, form: Format, key: CiteKey, annotated: bool) -> int:
        """How long that is in JavaScript."""
        lengths = self._lengths[form.suffix, annotated]
        if key not in lengths:
            self.of(form, key, annotated)
        return lengths[key]

    def _item(self, key: CiteKey, annotated: bool) -> Item:
        if (key, annotated) not in self._items:
            self._items[key, annotated] = item(self._links, self._links.base.entries[key], annotated)
        return self._items[key, annotated]


def _units(written: bytes) -> int:
    return len(written) if written.isascii() else len(written.decode().encode("utf-16-le")) // 2
