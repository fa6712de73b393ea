"""The knowledge base as one book: the chapters of :mod:`kb.render.book` as PDF, set by Typst, and as EPUB."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup

from kb.link import Links
from kb.publish.book.epub import epub
from kb.publish.book.pdf import pdf
from kb.read.config import site_url
from kb.render.book import About, chapters
from kb.render.data.news import feeds
from kb.render.dated import day_of
from kb.render.page import ROOT

#: Where in a site the books are, if somebody made them before it was built.
FILES = {"PDF": "exports/book.pdf", "EPUB": "exports/book.epub"}


def book(links: Links, settings: Mapping[str, Any], form: Literal["pdf", "epub"]) -> bytes:
    """The whole in one file. ``settings`` are those of the knowledge base."""
    url = site_url(settings)
    about = About(
        title=str(settings.get("site_name", "")) or links.base.report.companion,
        day=day_of(feeds(links)),
        rights=Markup(settings.get("copyright", "")).striptags(),
        url="" if url.startswith("http://localhost") else url,
    )
    return (pdf if form == "pdf" else epub)(tuple(chapters(links, about)), about)


def books(site: Path) -> Markup:
    """Links to the books that are in a site; nothing where none is."""
    there = [(name, path) for name, path in FILES.items() if (site / path).is_file()]
    links = Markup(", ").join(Markup('<a href="{}{}" download>{}</a>').format(ROOT, path, name) for name, path in there)
    return Markup("<p>The book of this site: {}.</p>").format(links) if there else Markup("")
