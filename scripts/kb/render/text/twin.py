"""Contributed text in a page's Markdown twin. Nothing in it can become HTML, nor a link with a scheme that runs."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.read import citing
from kb.read.citing import Pointer
from kb.read.identifiers import safe_url
from kb.render.text.markdown import Follow, Link

#: File beside a page.
FILE = "index.md"
_SPECIAL = re.compile(r"[\\`*_\[\]|]")
_PLACEHOLDER = re.compile(r"<!-- kb:[a-z0-9-]+ -->\n*")
#: What opens a tag, a comment or an address in angle brackets.
_ANGLE = re.compile(r"<(?=[A-Za-z/!?])(?!https?://[^\s<>]*>)")
_TARGET = re.compile(r"(?<=\])(\()\s*([^\s)]*)")
_DEFINITION = re.compile(r"^( {0,3}\[[^\]\n]*\]):", re.MULTILINE)
_WITHIN_SITE = re.compile(r"[\w./#?=%-]*")
#: Of an address: how else it is written.
Rewrite = Callable[[str], str]


def literal(text: str) -> str:
    r"""Plain text that Markdown shows as it is, in one line.

    >>> literal("a_b <b>\n[c](d)")
    'a\\_b &lt;b> \\[c\\](d)'
    """
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", " ".join(text.split())).replace("<", "&lt;")


def prose(text: str, follow: Follow, rewrite: Rewrite = str) -> str:
    """Contributed Markdown with what it points at as links.

    Args:
        follow: where that leads. rewrite: what becomes of other addresses within the site.
    """
    clean = _ANGLE.sub("&lt;", _PLACEHOLDER.sub("", text))
    clean = _DEFINITION.sub(r"\1\\:", clean)
    clean = _TARGET.sub(lambda match: _target(match, rewrite), clean)
    searched = citing.without_code(clean)
    found = [(match, _citation(match, follow)) for match in re.finditer(citing.CITATION, searched)]
    found += [(match, _link(citing.section(match), follow)) for match in re.finditer(citing.SECTION, searched)]
    for match, new in sorted(found, key=lambda item: -item[0].start()):
        clean = clean[: match.start()] + new + clean[match.end() :]
    return clean.strip()


def _target(match: re.Match[str], rewrite: Rewrite) -> str:
    url = match.group(2)
    if safe_url(url):
        return f"({url}"
    return f"({rewrite(url)}" if _WITHIN_SITE.fullmatch(url) else f"\\({url}"


def _citation(match: re.Match[str], follow: Follow) -> str:
    works = (_link(work, follow) + (f", {where}" if where else "") for work, where in citing.cited(match.group()))
    return f"({'; '.join(works)})"


def _link(pointer: Pointer, follow: Follow) -> str:
    link = follow(pointer) or Link(pointer.text)
    return f"[{literal(link.text)}]({twin_of(link.href)})" if link.href else literal(link.text)


def twin_of(url: str) -> str:
    """Address of the twin of a page; one that names an anchor on the page stays."""
    return f"{url}{FILE}" if url.endswith("/") else url
