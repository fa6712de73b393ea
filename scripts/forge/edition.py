"""What an edition holds: ``python -m forge.edition FOLDER`` packs exports and notes into a folder."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from kb import load
from kb.cli.totals import summary
from kb.link import Links
from kb.link.export import portable, write
from kb.model import KnowledgeBase


def notes(changelog: str, base: KnowledgeBase) -> str:
    """The text of a release: the size of the knowledge base, and what is new since the last."""
    size = summary(base, []).partition("\n")[0]
    match = re.search(r"^## Unreleased\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return f"{size}.\n\n{match.group(1).strip() if match else ''}".strip() + "\n"


def pack(base: KnowledgeBase, site: Path, changelog: str, day: str, folder: Path) -> None:
    """Puts the exports of a built site, the graph, the notes and the date of an edition into a new folder."""
    files = folder / "files"
    files.mkdir(parents=True)
    for path in sorted((site / "exports").iterdir()):
        if path.is_file() and path.name != "pieces.json":  # folders hold parts of the same, or it without annotations
            shutil.copyfile(path, files / path.name)
    (files / "graph.graphml").write_text(write(portable(Links(base)), "graphml"), "utf-8")
    (folder / "notes.md").write_text(notes(changelog, base), "utf-8")
    (folder / "date.txt").write_text(f"{day}\n", "utf-8")


def main(arguments: Sequence[str]) -> int:
    """Packs the knowledge base in this folder, whose site is built."""
    (folder,) = map(Path, arguments)
    base = load(Path()).base
    if base is None or not Path("site/exports").is_dir():
        print("there is no site with exports here: kb build makes it", file=sys.stderr)
        return 1
    day = datetime.now(UTC).date().isoformat()
    pack(base, Path("site"), Path("CHANGELOG.md").read_text("utf-8"), day, folder)
    print(f"Packed the edition of {day}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
