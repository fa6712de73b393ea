"""Where a site may be written, and how a new one takes the old one's place: whole, or not at all.

Beside ``site`` stands ``.site.kb``: the work of a build under way, and which folder the last one made. That is told
by the folder's number in the file system, which nobody can put into a repository.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: Folders of a knowledge base that a site never replaces and never stands in.
SOURCES = ("bibliography", "sections", "docs", "scripts", "tests", "benchmarks", ".git", ".github", ".ci", ".venv")


class SiteDirError(Exception):
    """The site cannot be written where it was asked for."""


@dataclass(frozen=True)
class Workshop:
    """Room for one build: ``new`` becomes the site, ``scratch`` is thrown away."""

    new: Path
    scratch: Path


def check_target(target: Path, root: Path) -> None:
    """Refuses what no site may replace, whatever is in it.

    Raises:
        SiteDirError: for a link, the knowledge base, a folder that holds it, and its sources.
    """
    real, base = target.resolve(), root.resolve()
    if base.is_relative_to(real):
        raise SiteDirError(f"{real} is or holds the knowledge base; name another folder")
    for name in SOURCES:
        if real.is_relative_to(base / name):
            raise SiteDirError(f"{real} is one of the sources; name another folder")


@contextmanager
def replacing(target: Path) -> Iterator[Workshop]:
    """A new folder that takes the place of ``target`` if the block ends well, and vanishes if not.

    What a build that was killed left behind is removed first.

    Raises:
        SiteDirError: if ``target`` is a file, a link, or a folder that no build of ours has made.
    """
    if target.is_symlink():
        raise SiteDirError(f"{target} is a link; remove it or name another folder")
    target = target.resolve()
    room = target.with_name(f".{target.name}.kb")
    try:
        if room.is_symlink():
            raise SiteDirError(f"{room} is a link; remove it")
        room.mkdir(parents=True, exist_ok=True)
        with (room / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield from _replacing(target, room)
    except BlockingIOError as error:
        raise SiteDirError(f"another build is writing {target}; wait until it has ended") from error
    except OSError as error:
        raise SiteDirError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        if not (room / "made").exists() and not room.is_symlink():
            shutil.rmtree(room, ignore_errors=True)


def _replacing(target: Path, room: Path) -> Iterator[Workshop]:
    made, old, work = room / "made", room / "old", Workshop(room / "new", room / "scratch")
    if not target.exists() and _is_made(old, made):  # killed between the two renames
        old.rename(target)
    _clear(work.new, work.scratch, old)
    if target.exists() and not target.is_dir():
        raise SiteDirError(f"{target} is not a folder")
    if target.exists() and any(target.iterdir()) and not _is_made(target, made):
        raise SiteDirError(f"{target} holds something that is not a site built by kb; name another folder or empty it")
    try:
        work.new.mkdir()
        work.scratch.mkdir()
        yield work
        before = [_number(target)] if target.exists() else []
        made.write_text("\n".join(map(str, (*before, _number(work.new)))), encoding="ascii")
        if target.exists():
            target.rename(old)
        work.new.rename(target)
    finally:
        _clear(work.new, work.scratch, *([old] if target.exists() else []))


def _clear(*folders: Path) -> None:
    for folder in folders:
        if folder.is_symlink():
            folder.unlink()
        shutil.rmtree(folder, ignore_errors=True)


def _number(folder: Path) -> int:
    return folder.stat().st_ino


def _is_made(folder: Path, made: Path) -> bool:
    """Whether a build made this very folder."""
    try:
        return not folder.is_symlink() and str(_number(folder)) in made.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return False
