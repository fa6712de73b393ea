"""A book as PDF, set by Typst: tagged for screen readers (PDF/UA-1), with outline, page numbers and links within."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from kb.publish.book.tree import tree
from kb.render.book import About, Chapter

#: What lays the book out; it reads the text as data, so that nothing in it is ever evaluated.
LAYOUT = Path(__file__).parent / "book.typ"


def pdf(chapters: Sequence[Chapter], about: About) -> bytes:
    """The file."""
    import typst  # not needed but here, and large

    trees = [tree(chapter.html) for chapter in chapters]
    files = {anchor: "" for root in trees for anchor in root.anchors()}
    data = {
        "title": about.title,
        "day": about.day,
        "chapters": [root.relinked(files).as_data() for root in trees],
    }
    day = datetime.combine(date.fromisoformat(about.day), datetime.min.time(), UTC) if about.day else None
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(LAYOUT, folder)
        (Path(folder) / "book.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        made: bytes = typst.compile(
            Path(folder) / LAYOUT.name, pdf_standards=["ua-1"], timestamp=int(day.timestamp()) if day else None
        )
    return made
