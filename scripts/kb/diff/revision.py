"""A revision as git has it, in a temporary folder."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.read.config import FILE as CONFIG
from kb.read.history import environment

#: How many letters of a commit are shown.
SHORT = 10


class RevisionError(Exception):
    """There is no such revision; the message says what to do."""


@dataclass(frozen=True)
class CheckedOut:
    """A folder with the knowledge base of a revision, and its commit; none for the files as they are."""

    root: Path
    commit: str = ""


@contextmanager
def checked_out(root: Path, name: str) -> Iterator[CheckedOut]:
    """The knowledge base that stands in ``root`` as it was in a revision, in a folder that vanishes in the end.

    Neither the work tree nor the index of the repository is touched, and none of its hooks runs.

    Raises:
        RevisionError: if there is no git, no repository, no such revision, or no knowledge base in it.
    """
    top, below = _top(root)
    commit = _commit(top, name)
    with tempfile.TemporaryDirectory(prefix="kb-diff-", ignore_cleanup_errors=True) as folder:
        index, tree = Path(folder) / "index", Path(folder) / "tree"
        tree.mkdir()
        try:
            _git(top, "read-tree", f"{commit}:{below}", index=index)
            _git(top, "checkout-index", "--all", f"--prefix={tree}/", index=index)
        except subprocess.CalledProcessError as error:
            where = f"'{below}' of revision" if below else "revision"
            raise RevisionError(f"{where} '{name}' cannot be read: {_last_line(error)}") from error
        if not (tree / CONFIG).is_file():
            raise RevisionError(
                f"revision '{name}' holds no knowledge base: there is no {below and below + '/'}{CONFIG}"
            )
        yield CheckedOut(tree, commit[:SHORT])


def _top(root: Path) -> tuple[Path, str]:
    """The top folder of the repository, and where the knowledge base stands in it."""
    try:
        # One line each, of which a path could hold more; the second has none before its end.
        top = _git(root, "rev-parse", "--show-toplevel").removesuffix("\n")
        below = _git(root, "rev-parse", "--show-prefix").removesuffix("\n")
    except subprocess.CalledProcessError as error:
        hint = "go to a clone of the knowledge base, or make it a repository with git init"
        raise RevisionError(f"git finds no revisions of '{root}' ({_last_line(error)}); {hint}") from error
    return Path(top), below.rstrip("/")


def _commit(top: Path, name: str) -> str:
    """The full name of a commit. One that begins like an option is none."""
    try:
        return _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").split()[-1]
    except (subprocess.CalledProcessError, ValueError) as error:  # a name with a zero in it is no argument
        hint = "'git log' lists commits, 'git fetch --unshallow' gets those that a shallow clone lacks"
        raise RevisionError(f"'{name[:60]}' is no revision; {hint}") from error


def _git(folder: Path, *arguments: str, index: Path | None = None) -> str:
    """What git prints.

    Raises:
        RevisionError: if there is no git. subprocess.CalledProcessError: if it fails.
    """
    git = shutil.which("git")
    if git is None:
        raise RevisionError("git is missing, and only it knows revisions; install it")
    command = [git, "-c", "core.hooksPath=/dev/null", "-C", str(folder), *arguments]
    own = {"GIT_INDEX_FILE": str(index)} if index else {}
    done = subprocess.run(
        command, capture_output=True, stdin=subprocess.DEVNULL, env={**environment(), **own}, check=True
    )
    return done.stdout.decode("utf-8", "surrogateescape")


def _last_line(error: subprocess.CalledProcessError) -> str:
    lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"git ended with status {error.returncode}"
