"""The feed of what came since the report (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from kb.render.page import FEED, News

ATOM = "http://www.w3.org/2005/Atom"
ET.register_namespace("", ATOM)


def atom(news: Iterable[News], name: str, url: str) -> str:
    """The feed of the site ``name`` at ``url``, the newest first.

    Atom asks for a moment; what is known to the month has the first of its first day.
    """
    entries = sorted(news, key=lambda one: (one.month, one.url), reverse=True)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _put(feed, "title", f"{name}: since the report")
    _put(feed, "id", url + FEED)
    _put(feed, "updated", _moment(entries[0].month if entries else "1970-01"))
    _put(_put(feed, "author"), "name", name)
    _put(feed, "link", href=url + FEED, rel="self")
    _put(feed, "link", href=url)
    for one in entries:
        entry = _put(feed, "entry")
        _put(entry, "title", one.title)
        _put(entry, "id", f"{url}{FEED}#{one.name}")
        _put(entry, "updated", _moment(one.month))
        _put(entry, "link", href=url + one.url)
        _put(entry, "summary", one.text)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _put(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _moment(month: str) -> str:
    return f"{month}-01T00:00:00Z"
