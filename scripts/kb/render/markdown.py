"""Contributed Markdown into safe HTML, with citations and section references as links.

HTML in the source is not passed through: the text is escaped first, and what Markdown makes of it is sanitized.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown import Markdown
from markupsafe import Markup, escape

from kb.check.text import CITATION, SECTION_REFERENCE, without_code
from kb.render import sanitize

_ADJACENT = re.compile(r"\]\s*\[@")
_PAGES = re.compile(r"\b(pp?\.) (\d{1,3})(?:[-–](\d{1,3}))?\b")


@dataclass(frozen=True)
class Linkers:
    """How a text links to the rest: each gives HTML.

    Attributes:
        cite: from a cite key.
        refer: from a section's slug and the number of a point, or nothing.
        page: from a page of the report and the text to show.
    """

    cite: Callable[[str], str]
    refer: Callable[[str, str | None], str]
    page: Callable[[int, str], str]


def to_html(text: str, linkers: Linkers) -> Markup:
    """HTML of a contributor's Markdown text."""
    links: list[str] = []

    def keep(html: str) -> str:
        links.append(html)
        return f"\ue000{len(links) - 1}\ue001"

    clean = text.replace("\ue000", "").replace("\ue001", "")
    marked = CITATION.sub(lambda match: keep(_citations(match, linkers)), _ADJACENT.sub("; @", clean))
    marked = SECTION_REFERENCE.sub(lambda match: keep(linkers.refer(*match.groups())), marked)
    marked = _PAGES.sub(lambda match: keep(_pages(match, linkers)), marked)
    marked = marked.replace("&", "&amp;").replace("<", "&lt;")
    html = sanitize.prose(Markdown().convert(marked))
    return Markup(re.sub("\ue000(\\d+)\ue001", lambda match: links[int(match.group(1))], html))


def inline(text: str, linkers: Linkers) -> Markup:
    """Like :func:`to_html` for a single paragraph, without the ``<p>`` around it."""
    html = to_html(text, linkers).strip()
    if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
        html = html[3:-4]
    return Markup(html)


def with_links(text: str, linkers: Linkers) -> str:
    """The Markdown of a page written by hand, with links for what it cites and refers to; code stays as it is."""
    searched = without_code(text)
    found = [(match, _citations(match, linkers)) for match in CITATION.finditer(searched)]
    found += [(match, linkers.refer(*match.groups())) for match in SECTION_REFERENCE.finditer(searched)]
    found += [(match, _pages(match, linkers)) for match in _PAGES.finditer(searched)]
    pieces, end = [], 0
    for match, html in sorted(found, key=lambda item: item[0].start()):
        if match.start() >= end:  # a page within a citation is the citation's
            pieces += [text[end : match.start()], html]
            end = match.end()
    return "".join((*pieces, text[end:]))


def _citations(match: re.Match[str], linkers: Linkers) -> str:
    return "(" + "; ".join(_citation(piece.strip(), linkers) for piece in match.group(1).split(";")) + ")"


def _citation(piece: str, linkers: Linkers) -> str:
    key, _, locator = piece.lstrip("@").partition(",")
    pages = _PAGES.sub(lambda match: _pages(match, linkers), str(escape(locator.strip())))
    return str(linkers.cite(key.strip())) + (f", {pages}" if pages else "")  # added to Markup it would be escaped


def _pages(match: re.Match[str], linkers: Linkers) -> str:
    """``p. 106`` and ``pp. 106-107``, each number a link."""
    word, first, last = match.groups()
    if last is None:
        return linkers.page(int(first), f"{word} {first}")
    return f"{linkers.page(int(first), f'{word} {first}')}–{linkers.page(int(last), last)}"
