"""Feeds (Atom, RFC 4287)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from kb.render.page import Feed

ATOM = "http://www.w3.org/2005/Atom"
ET.register_namespace("", ATOM)


def atom(feed: Feed, name: str, url: str) -> str:
    """A feed of the site ``name`` at ``url``, the newest first.

    Atom asks for a moment; what is known to the day or month has the first of it.
    """
    entries = sorted(feed.entries, key=lambda one: (one.date, one.url), reverse=True)
    root = ET.Element(f"{{{ATOM}}}feed")
    _put(root, "title", f"{name}: {feed.title}" if feed.title else name)
    _put(root, "id", url + feed.url)
    _put(root, "updated", _moment(entries[0].date))
    _put(_put(root, "author"), "name", name)
    _put(root, "link", href=url + feed.url, rel="self")
    _put(root, "link", href=url + feed.page)
    for one in entries:
        entry = _put(root, "entry")
        _put(entry, "title", one.title)
        _put(entry, "id", url + one.id)
        _put(entry, "updated", _moment(one.date))
        _put(entry, "link", href=url + one.url)
        _put(entry, "summary", one.text)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _put(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _moment(date: str) -> str:
    return f"{date}-01"[:10] + "T00:00:00Z"
