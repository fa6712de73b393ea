"""The one sanitizer: what contributed text may become on a page, however it was written.

Text of records, pages written by hand and mathematics pass through nh3 (the Rust sanitizer ammonia) with short lists
of what is allowed. No list holds an element or attribute that runs script, sets a style or loads something.
"""

from __future__ import annotations

import re

import nh3
from markupsafe import Markup

_SCHEMES = {"http", "https", "mailto", "doi"}
#: The scheme of links from the root of the site, which are completed once a page is drawn.
_OWN = "kb"
_PROSE = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "br", "sup", "sub", "q"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CELLS = {"th", "td"}
_PAGE = {
    *_PROSE,
    *_HEADINGS,
    *_CELLS,
    *("hr", "kbd", "img", "table", "thead", "tbody", "tr", "dl", "dt", "dd", "del", "ins", "abbr", "cite"),
    *("div", "span", "details", "summary"),
}
_PAGE_ATTRIBUTES = {
    "a": {"href", "class", "title", "id", "data-work"},
    "img": {"src", "alt", "title", "width", "height"},
    "abbr": {"title"},
    "ol": {"start"},
    **{name: {"class"} for name in ("code", "pre", "div", "span")},
    **{name: {"id"} for name in (*_HEADINGS, "li", "sup")},
    **{name: {"align"} for name in _CELLS},
}
_MATH = {
    *("math", "mrow", "mi", "mo", "mn", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot"),
    *("mover", "munder", "munderover", "mtable", "mtr", "mtd", "mphantom", "mpadded"),
}
_MATH_ATTRIBUTES = {
    "math": {"xmlns", "display"},
    "mo": {"stretchy", "fence", "form", "movablelimits", "separator"},
    "mi": {"mathvariant"},
    "mover": {"accent"},
    "mfrac": {"linethickness"},
    "mtable": {"columnalign"},
}
_CLASS = re.compile(r"headerlink|kb-page|kb-cite|highlight|language-[\w+#-]+")
_ID = re.compile(r"[A-Za-z0-9][\w:.-]*|_[0-9]+")
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|right|center);"')
_PLACEHOLDER = re.compile(r"<!-- (kb:[a-z0-9-]+) -->")
_KEPT = re.compile("\ue000(kb:[a-z0-9-]+)\ue001")


def prose(html: str) -> str:
    """What Markdown made of a record's text."""
    return nh3.clean(
        html,
        tags=_PROSE,
        attributes={"a": {"href", "class", "title", "data-work"}},
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def references(html: str) -> str:
    """What a library made of a bibliography: items of text, italics and links."""
    return nh3.clean(
        html, tags={"a", "em", "li"}, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel="noopener"
    )


def page(html: str) -> str:
    """What Markdown made of a page written by hand; the site's own placeholders, ``<!-- kb:NAME -->``, stay."""
    marked = _PLACEHOLDER.sub("\ue000\\1\ue001", html.replace("\ue000", "").replace("\ue001", ""))
    clean = nh3.clean(
        _ALIGNED.sub(r'\1 align="\2"', marked),
        tags=_PAGE,
        attributes=_PAGE_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={*_SCHEMES, _OWN},
        link_rel=None,
    )
    return _KEPT.sub(r"<!-- \1 -->", clean)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if "\ue000" in value:  # a placeholder would be filled in with HTML
        return None
    if name == "class":
        return " ".join(word for word in value.split() if _CLASS.fullmatch(word)) or None
    if name in ("id", "data-work"):
        return value if _ID.fullmatch(value) else None
    if tag == "img" and name == "src" and re.match(r"\s*([a-z][a-z0-9+.-]*:|[/\\]{2})", value, re.IGNORECASE):
        return None  # nothing is asked of another host
    return value


def mathematics(mathml: str) -> Markup:
    """What a converter made of a formula."""
    return Markup(nh3.clean(mathml, tags=_MATH, attributes=_MATH_ATTRIBUTES, link_rel=None))
