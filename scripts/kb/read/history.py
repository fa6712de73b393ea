"""Who changed the files, as far as git knows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

#: Seconds after which the site is built without the names.
PATIENCE = 10
_LINE = re.compile(r"\s*\d+\t(.+)")


def history_authors(root: Path) -> tuple[str, ...]:
    """Names of those who changed anything under ``root``, the most frequent first, without addresses.

    Nothing is raised: without git, without a repository or where git takes too long there are none.
    """
    git = shutil.which("git")
    if git is None:
        return ()
    try:
        done = subprocess.run(
            [git, "-C", str(root), "shortlog", "-sn", "HEAD", "--", "."],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=environment(),
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return names(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else ()


def environment() -> dict[str, str]:
    """The environment without variables by which git would look elsewhere, as it sets them for its hooks."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def names(shortlog: str) -> tuple[str, ...]:
    r"""The names of what ``git shortlog -sn`` prints; one that is an e-mail address is left out.

    >>> names("    12\tAda Lovelace\n     3\tada@example.org\n")
    ('Ada Lovelace',)
    """
    found = (match.group(1).strip() for line in shortlog.splitlines() if (match := _LINE.fullmatch(line)))
    return tuple(dict.fromkeys(name for name in found if name and "@" not in name))
