"""A table of works, a line each (CSV, RFC 4180 but for the line ends)."""

from __future__ import annotations

from kb.link.table import csv_line
from kb.read.latex import plain
from kb.render.data.exports.item import Item
from kb.render.text.reference import authors

COLUMNS = (
    "key", "authors", "year", "title", "venue", "doi", "arxiv", "url", "citing_sections", "mentions", "topics",
    "known_as", "annotation", "citations",
)  # fmt: skip
HEAD = csv_line(COLUMNS)


def line(item: Item) -> str:
    """The work's line; what is said of it stands in the last columns."""
    work, commentary = item.work, item.commentary
    identifiers = (work.fields.get(name, "") for name in ("doi", "eprint", "url"))
    title = (work.key, authors(work), work.year, plain(work.title), item.venue)
    counts = (str(item.sections), str(item.times), " ".join(work.topics))
    columns = (*title, *identifiers, *counts, plain(work.known_as), commentary.what, "; ".join(commentary.citations))
    return csv_line(columns)
