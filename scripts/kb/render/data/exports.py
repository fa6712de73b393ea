"""Lists of works to download, in every format that :data:`FORMATS` names; a new one is a line there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.link import Links
from kb.link.table import csv_line
from kb.model import CiteKey, Work
from kb.read.latex import plain
from kb.render.text.reference import authors, biblatex, bibtex

COLUMNS = ("key", "authors", "year", "title", "venue", "doi", "arxiv", "url", "citing_sections", "mentions", "topics")


@dataclass(frozen=True)
class Format:
    """A way to write works down for others.

    Attributes:
        name: what pages call it. suffix: how its files end. write: what stands there for one work.
        head: what stands above all works, and ``between`` between two.
    """

    name: str
    suffix: str
    write: Callable[[Links, Work], str]
    head: str = ""
    between: str = ""


def _line(links: Links, work: Work) -> str:
    """A line as RFC 4180 has it but for the line ends."""
    return csv_line(_row(links, work))


BIBTEX = Format("BibTeX", "bib", lambda _, work: bibtex(work), between="\n")
CSV = Format("CSV", "csv", _line, head=csv_line(COLUMNS))
FORMATS: tuple[Format, ...] = (
    BIBTEX,
    Format("biblatex", "biblatex.bib", lambda _, work: biblatex(work), between="\n"),
    CSV,
)


class Exports:
    """Every work in each format, made once, for most works are on many lists."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._made: dict[tuple[str, CiteKey], str] = {}
        self.formats = FORMATS

    def text(self, form: Format, works: Iterable[Work]) -> str:
        """Some works of the knowledge base in one format."""
        return form.head + form.between.join(self._of(form, work.key) for work in works)

    def bibtex(self, works: Iterable[Work]) -> str:
        """The entries of the given works."""
        return self.text(BIBTEX, works)

    def files(self, works: Sequence[Work], name: str) -> Mapping[str, str]:
        """The given works in every format, by the name of the file."""
        return {f"{name}.{form.suffix}": self.text(form, works) for form in self.formats}

    def _of(self, form: Format, key: CiteKey) -> str:
        if (form.suffix, key) not in self._made:
            self._made[form.suffix, key] = form.write(self._links, self._links.base.entries[key])
        return self._made[form.suffix, key]


def _row(links: Links, work: Work) -> tuple[str, ...]:
    venue = links.venue_of(work)
    identifiers = (work.fields.get(name, "") for name in ("doi", "eprint", "url"))
    counts = (str(len(links.sections_of(work))), str(len(links.citations_of(work))))
    title = (work.key, authors(work), work.year, plain(work.title), venue.name if venue else "")
    return (*title, *identifiers, *counts, " ".join(work.topics))
