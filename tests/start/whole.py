"""What is true of every built site: nothing is missing, the search has an index, and no word of another report."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

OF_ANOTHER = re.compile(r"stanford|foundation models?|bommasani|2108\.07258", re.IGNORECASE)


def assert_whole(site: Path) -> None:
    """Every local address of every page leads to a file, and none of the pages speaks of another report."""
    pages = sorted(site.rglob("*.html"))
    assert pages
    missing = {(page.relative_to(site).as_posix(), link) for page in pages for link in _missing(site, page)}
    assert not missing, sorted(missing)[:20]
    foreign = [str(page) for page in pages if OF_ANOTHER.search(page.read_text("utf-8"))]
    assert not foreign
    assert list(site.rglob("*search*/*.json*")) or list(site.rglob("search*.json"))


def _missing(site: Path, page: Path) -> set[str]:
    tree = LexborHTMLParser(page.read_bytes())
    links = {node.attributes.get(name) or "" for name in ("href", "src") for node in tree.css(f"[{name}]")}
    return {link for link in links if not _is_there(site, page, link)}


def _is_there(site: Path, page: Path, link: str) -> bool:
    parts = urlsplit(link)
    if parts.netloc not in ("", "localhost:8000") or parts.scheme not in ("", "http", "https") or not parts.path:
        return True
    path = unquote(parts.path)
    absolute = bool(parts.netloc) or path.startswith("/")
    target = site / path.lstrip("/") if absolute else page.parent / path
    return target.is_file() or (target / "index.html").is_file()
