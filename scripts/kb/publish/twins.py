"""Pages written by hand as Markdown beside the drawn ones: their own text, with what they cite and lead to as links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from kb.publish.foot import hand_written_url
from kb.read.citing import Pointer
from kb.render.page import ROOT, Site
from kb.render.text.markdown import Link
from kb.render.text.twin import FILE, prose

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
#: What follows a heading for the renderer.
_ATTRIBUTES = re.compile(r"[ \t]*\{[:#.][^{}\n]*\}[ \t]*$", re.MULTILINE)


def hand_written_twins(site: Site) -> Mapping[str, Callable[[], str]]:
    """The twin of every page written by hand, by path."""
    return {
        f"{hand_written_url(path)}{FILE}": partial(_twin, site, path, text) for path, text in site.hand_written.items()
    }


def _twin(site: Site, path: str, text: str) -> str:
    up = "../" * hand_written_url(path).count("/")

    def follow(pointer: Pointer) -> Link:
        link = site.pointed.get(pointer) or Link(pointer.text)
        return replace(link, href=link.href.replace(ROOT, up))

    plain = _ATTRIBUTES.sub("", _FRONT_MATTER.sub("", text))
    return f"{prose(plain, follow, partial(_twin_of_page, path, up))}\n"


def _twin_of_page(path: str, up: str, url: str) -> str:
    """Where an address within the site leads: to another page by its file, or as it stands."""
    file, mark, anchor = url.partition("#")
    if not file.endswith(".md"):
        return url
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    return f"{up}{hand_written_url(there)}{FILE}{mark}{anchor}"
