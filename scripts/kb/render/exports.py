"""Lists of works to take away: BibTeX and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kb.link import Links
from kb.link.table import csv_line
from kb.model import Work
from kb.read.latex import plain
from kb.render.reference import authors, bibtex

COLUMNS = ("key", "authors", "year", "title", "venue", "doi", "arxiv", "url", "citing_sections", "mentions", "topics")


class Exports:
    """Every work in each format, made once, for most works are on many lists."""

    def __init__(self, links: Links) -> None:
        self._bibtex = {key: bibtex(work) for key, work in links.base.entries.items()}
        self._rows = {key: csv_line(_row(links, work)) for key, work in links.base.works.items()}

    def bibtex(self, works: Iterable[Work]) -> str:
        """The entries of the given works."""
        return "\n".join(self._bibtex[work.key] for work in works)

    def csv(self, works: Iterable[Work]) -> str:
        """One line a work, as RFC 4180 has it but for the line ends."""
        return "".join((csv_line(COLUMNS), *(self._rows[work.key] for work in works)))

    def files(self, works: Sequence[Work], name: str) -> Mapping[str, str]:
        """``NAME.bib`` and ``NAME.csv``."""
        return {f"{name}.bib": self.bibtex(works), f"{name}.csv": self.csv(works)}


def _row(links: Links, work: Work) -> tuple[str, ...]:
    venue = links.venue_of(work)
    identifiers = (work.fields.get(name, "") for name in ("doi", "eprint", "url"))
    counts = (str(len(links.sections_of(work))), str(len(links.citations_of(work))))
    title = (work.key, authors(work), work.year, plain(work.title), venue.name if venue else "")
    return (*title, *identifiers, *counts, " ".join(work.topics))
