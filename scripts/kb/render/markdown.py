"""Contributed Markdown into safe HTML, with citations and section references as links.

HTML in the source is not passed through: the text is escaped first, and what Markdown makes of it is cleaned by nh3
(the Rust sanitiser ammonia) with a short list of allowed elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

from kb.check.text import CITATION, SECTION_REFERENCE

_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br", "sup", "sub", "q"}
_ATTRIBUTES = {"a": {"href", "class", "title"}}
_SCHEMES = {"http", "https", "mailto", "doi"}


def to_html(text: str, cite: Callable[[str], str], refer: Callable[[str], str]) -> Markup:
    """HTML of a Markdown text.

    Args:
        text: Markdown of a contributor.
        cite: HTML for a cite key; refer: HTML for a section's slug.
    """
    links: list[str] = []

    def keep(html: str) -> str:
        links.append(html)
        return f"\ue000{len(links) - 1}\ue001"

    def citations(match: re.Match[str]) -> str:
        return "(" + "; ".join(keep(_citation(piece.strip(), cite)) for piece in match.group(1).split(";")) + ")"

    clean = text.replace("\ue000", "").replace("\ue001", "").replace("&", "&amp;").replace("<", "&lt;")
    marked = CITATION.sub(citations, clean)
    marked = SECTION_REFERENCE.sub(lambda match: keep(refer(match.group(1))), marked)
    html = nh3.clean(
        Markdown().convert(marked), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener"
    )
    return Markup(re.sub("\ue000(\\d+)\ue001", lambda match: links[int(match.group(1))], html))


def _citation(piece: str, cite: Callable[[str], str]) -> str:
    key, _, locator = piece.lstrip("@").partition(",")
    return cite(key.strip()) + (f", {escape(locator.strip())}" if locator.strip() else "")


def inline(text: str, cite: Callable[[str], str], refer: Callable[[str], str]) -> Markup:
    """Like :func:`to_html` for a single paragraph, without the ``<p>`` around it."""
    html = to_html(text, cite, refer).strip()
    if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
        html = html[3:-4]
    return Markup(html)
