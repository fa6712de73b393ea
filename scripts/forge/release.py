"""A dated edition on the forge: ``python3 -m forge.release FOLDER`` tags, attaches, and renews the citation's date.

The commit with the new date carries the tag. It comes to the main branch by pull request, for that branch may be
protected.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from forge.programs import RefusedError, carried_out, gh, git, propose_branch, push

_CITATION = Path("CITATION.cff")


def cite(citation: str, day: str) -> str:
    r"""The citation file with the date of a release, behind the version where there was none.

    >>> cite("version: 0.1.0\nlicense: MIT\n", "2026-11-28")
    'version: 0.1.0\ndate-released: "2026-11-28"\nlicense: MIT\n'
    """
    line = f'date-released: "{day}"\n'
    if re.search(r"^date-released:", citation, re.MULTILINE):
        return re.sub(r"^date-released:.*\n", line, citation, count=1, flags=re.MULTILINE)
    return re.sub(r"^(version:.*\n)", rf"\g<1>{line}", citation, count=1, flags=re.MULTILINE)


def release(folder: Path) -> None:
    """Publishes what was packed.

    Raises:
        RefusedError: if it is not an edition, or was published before.
    """
    day = (folder / "date.txt").read_text("utf-8").strip()
    if not re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", day):
        raise RefusedError("the date of the edition is no date")
    tag, branch = f"edition-{day}", f"citation-{day}"
    if git("ls-remote", "--tags", "origin", tag).strip():
        raise RefusedError(f"there is an edition of {day} already")
    git("switch", "--quiet", "-C", branch)
    renewed = cite(_CITATION.read_text("utf-8"), day)
    _CITATION.write_text(renewed, "utf-8", newline="\n")
    git("commit", "--quiet", "--allow-empty", "-m", f"Date the citation {day}", "--", str(_CITATION))
    git("tag", tag)
    push(f"{branch}:{branch}", f"refs/tags/{tag}")
    files = sorted(str(path) for path in (folder / "files").iterdir())
    notes = folder / "notes.md"
    gh("release", "create", tag, *files, "--verify-tag", "--title", f"Edition of {day}", "--notes-file", str(notes))
    body = folder / "pull.md"
    body.write_text(f"The edition of {day} is published; with this, `CITATION.cff` says so.\n", "utf-8")
    propose_branch(branch, f"Date the citation {day}", body)


def main(arguments: Sequence[str]) -> int:
    """Publishes the edition in a folder."""
    (folder,) = arguments
    return carried_out(partial(release, Path(folder)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
