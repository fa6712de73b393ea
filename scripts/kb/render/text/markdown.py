"""Contributed Markdown into safe HTML, with what it points at as links (:mod:`kb.read.citing`).

:class:`Citing` is an extension of Python-Markdown, for records here and for pages written by hand in the renderer
(:mod:`kb.publish.citing`). HTML in a record is not passed through: it is text, and what Markdown makes of the text is
sanitized.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.inlinepatterns import ENTITY_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString
from markupsafe import Markup, escape

from kb.read import citing
from kb.read.citing import Pointer
from kb.render.text import sanitize

#: What holds the links of a citation together until the text is a tree.
_FRAME = "kb-frame"
_MARKED = re.compile(rf"[*_`\[\]@\\&<]|{citing.PAGES}")


@dataclass(frozen=True)
class Link:
    """What stands where a text points at something.

    Attributes:
        text: plain text. href: where it leads; nowhere if empty. kind: its class, for style.
        says: what it says to scripts, by the names of the contract.
    """

    text: str
    href: str = ""
    kind: str = ""
    says: Mapping[str, str] = field(default_factory=dict)


#: Where what a text points at leads; nothing stands there if it gives none.
Follow = Callable[[Pointer], Link | None]
#: What stands in the place of what a pattern matches; none if that is to stay.
Make = Callable[[re.Match[str]], Element | str | None]


class _Inline(InlineProcessor):
    """Puts something else in the place of what a pattern matches."""

    def __init__(self, pattern: str, md: Markdown, make: Make) -> None:
        super().__init__(pattern, md)
        self._make = make

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | str | None, int | None, int | None]:
        made = self._make(m)
        return (None, None, None) if made is None else (made, m.start(), m.end())


def _citation(match: re.Match[str], follow: Follow) -> Element | str | None:
    works = list(citing.cited(match.group()))
    if any(STX in work.name for work, _ in works):  # something within was read already, so it is no key
        return None
    frame = Element(_FRAME)
    for work, where in works:
        if link := follow(work):
            element = _element(link)
            element.tail = (f", {where}" if where else "") + "; "
            frame.append(element)
    if not len(frame):
        return ""
    frame.text = "("
    frame[-1].tail = (frame[-1].tail or "").removesuffix("; ") + ")"
    return frame


def _section(match: re.Match[str], follow: Follow) -> Element | str:
    link = follow(citing.section(match))
    return _element(link) if link else ""


def _pages(match: re.Match[str], follow: Follow) -> Element:
    frame = Element(_FRAME)
    frame.extend(_element(link) for page in citing.pages(match) if (link := follow(page)))
    for element in frame[:-1]:
        element.tail = "–"
    return frame


def _element(link: Link) -> Element:
    element = Element("a" if link.href else _FRAME)
    data = {f"data-{name}": value for name, value in link.says.items()}
    attributes = {"class": link.kind, "href": _escaped(link.href), **data}
    element.attrib.update({name: value for name, value in attributes.items() if link.href and value})
    element.text = AtomicString(_escaped(link.text))
    return element


def _escaped(text: str) -> str:
    """Python-Markdown leaves alone what looks like an entity; with this, text is what it is."""
    return text.replace("&", "&amp;")


class _Definitions(ReferenceProcessor):
    """A citation with a colon behind it defines no link."""

    RE = re.compile(ReferenceProcessor.RE.pattern.replace(r"\[", r"\[(?!@)", 1), re.MULTILINE)


class _Settled(Treeprocessor):
    """Takes frames away, and links out of links, for HTML has none within another."""

    def run(self, root: Element) -> None:
        _settle(root, linked=False)


def _settle(parent: Element, linked: bool) -> None:
    at = 0
    while at < len(parent):
        child = parent[at]
        if child.tag == _FRAME or (linked and child.tag == "a"):
            within = list(child)
            parent[at : at + 1] = within
            _append(parent, at, child.text)
            _append(parent, at + len(within), child.tail)
        else:
            _settle(child, linked or child.tag == "a")
            at += 1


def _append(parent: Element, at: int, text: str | None) -> None:
    """Puts text before the child at ``at``."""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (text or "")
    else:
        parent.text = (parent.text or "") + (text or "")


class Citing(Extension):
    r"""Citations, sections and pages as links; ``\@`` and code keep them as they are written.

    Args:
        follow: where each leads.
    """

    def __init__(self, follow: Follow) -> None:
        super().__init__()
        self._follow = follow

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Registers the steps, as Python-Markdown asks for."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]
        md.parser.blockprocessors.register(_Definitions(md.parser), "reference", 15)
        # Citations before links, whose brackets they have; the rest after them, to leave addresses alone.
        for name, pattern, make, priority in (
            ("kb-citations", citing.CITATION, _citation, 175),
            ("kb-sections", citing.SECTION, _section, 106),
            ("kb-pages", citing.PAGES, _pages, 105),
        ):
            md.inlinePatterns.register(_Inline(pattern, md, partial(make, follow=self._follow)), name, priority)
        md.treeprocessors.register(_Settled(md), "kb-settled", 15)


class _NoHtml(Extension):
    """Takes HTML as text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Unregisters the steps, as Python-Markdown asks for."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_Inline(ENTITY_RE, md, lambda match: _escaped(match.group())), "entity", 80)


class Writer:
    """Makes HTML of records' texts.

    Args:
        follow: where what they point at leads.
    """

    def __init__(self, follow: Follow) -> None:
        self._markdown = Markdown(extensions=[_NoHtml(), Citing(follow), "fenced_code"])

    def html(self, text: str) -> Markup:
        """HTML of a contributor's Markdown text."""
        self._markdown.reset()
        return Markup(sanitize.prose(self._markdown.convert(text)))

    def inline(self, text: str) -> Markup:
        """Like :meth:`html` for a single paragraph, without the ``<p>`` around it; plain text is only escaped."""
        if not _MARKED.search(text):
            return escape(text)
        html = self.html(text).strip()
        if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
            html = html[3:-4]
        return Markup(html)


@cache
def _plain_writer() -> Writer:
    return Writer(lambda pointer: Link(pointer.text) if pointer.kind == "page" else None)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Contributed Markdown as plain text, without what it cites and the sections that it refers to."""
    clean = re.sub(r"\(\s*\)", "", _plain_writer().inline(text).striptags())
    return " ".join(re.sub(r"\s+(?=[.,;])", "", clean).split())
