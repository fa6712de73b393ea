"""Lists of works to take away: BibTeX and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from kb.link import Links
from kb.model import Work
from kb.read.latex import plain
from kb.render.reference import authors, bibtex

COLUMNS = ("key", "authors", "year", "title", "venue", "doi", "arxiv", "url", "citing_sections", "mentions", "topics")


def downloads(links: Links, works: Sequence[Work], name: str) -> Mapping[str, str]:
    """The files ``NAME.bib`` and ``NAME.csv`` with the given works."""
    return {f"{name}.bib": "\n".join(bibtex(work) for work in works), f"{name}.csv": as_csv(links, works)}


def as_csv(links: Links, works: Sequence[Work]) -> str:
    """One line a work, as RFC 4180 has it but for the line ends."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for work in works:
        venue = links.venue_of(work)
        fields = work.fields
        row = (work.key, authors(work), work.year, plain(work.title), venue.name if venue else "")
        row += (fields.get("doi", ""), fields.get("eprint", ""), fields.get("url", ""))
        row += (str(len(links.sections_of(work))), str(len(links.citations_of(work))), " ".join(work.topics))
        writer.writerow([_harmless(value) for value in row])
    return text.getvalue()


def _harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@") else value
