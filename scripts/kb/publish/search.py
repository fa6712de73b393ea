"""Records for the theme's own search, in the form that each renderer gives its index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kb.publish.shells import ADDRESS
from kb.render.page import Page

MKDOCS = Path("search/search_index.json")
ZENSICAL = Path("search.json")


def write_index(drawn: Path, site: Path, pages: Sequence[Page]) -> None:
    """Puts one record a page in place of what the renderer found in the empty shells."""
    for path, key, extra in ((MKDOCS, "docs", {}), (ZENSICAL, "items", {"level": 1, "path": [], "tags": []})):
        if (drawn / path).exists():
            index: dict[str, Any] = json.loads((drawn / path).read_text(encoding="utf-8"))
            made = [{"location": page.url, "title": page.title, "text": page.search, **extra} for page in pages]
            generated = {page.url for page in pages}
            index[key] = [record for record in index[key] if _by_hand(record["location"], generated)] + made
            text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
            (site / path).write_text(text, encoding="utf-8")


def _by_hand(location: str, generated: set[str]) -> bool:
    return location.partition("#")[0] not in generated and ADDRESS not in location
