"""The one place that writes: a new folder, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


class TakenError(Exception):
    """The folder cannot be made, for something stands there."""


def refuse_taken(folder: Path) -> None:
    """Nothing, if a knowledge base can be made in ``folder``.

    Raises:
        TakenError: if it is not a folder, or not empty.
    """
    if folder.is_dir():
        if any(folder.iterdir()):
            raise TakenError(f"'{folder}' is not empty; name a new or an empty folder")
    elif folder.exists() or folder.is_symlink():
        raise TakenError(f"'{folder}' is not a folder; name a new or an empty one")


def write_new(folder: Path, texts: Mapping[str, str]) -> None:
    """Writes every text into a new or empty folder. All are written beside it first, and then moved.

    Raises:
        TakenError: if there is something in the folder.
        OSError: if writing fails; the folder is then as it was.
    """
    refuse_taken(folder)
    target = folder.resolve()
    above = next(parent for parent in target.parents if parent.is_dir())
    with tempfile.TemporaryDirectory(dir=above, prefix=".kb-init-") as name:
        whole = Path(name) / "whole"
        for file, text in texts.items():
            path = whole / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        _move(whole, target)


def _move(whole: Path, target: Path) -> None:
    if not target.exists():
        made = _missing(target.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            whole.rename(target)
        except OSError:
            for parent in made:
                parent.rmdir()
            raise
        return
    moved: list[Path] = []  # the folder itself stays, for somebody may stand in it
    try:
        for path in sorted(whole.iterdir()):
            path.rename(target / path.name)
            moved.append(target / path.name)
    except OSError:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _missing(folder: Path) -> list[Path]:
    """The folders that are still to be made, the deepest first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]
