"""The outcome of an accepted issue on the forge: ``python3 -m forge.propose OUTCOME.json``.

Makes a branch and a pull request, or answers in the issue. Files other than those of the data are refused, whatever the
outcome says.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from forge.programs import RefusedError, carried_out, gh, git, propose_branch, push

#: What a form can change.
_DATA = re.compile(r"bibliography/[a-z]+\.(?:bib|yaml)|sections/[0-9.]+-[a-z0-9-]+\.yaml|docs/schema/keys\.json")
_TITLE = re.compile(r"(?:Add|Mend) [A-Za-z0-9 .-]{1,150}")


def carry_out(made: Mapping[str, Any]) -> None:
    """Proposes the change, or says why there is none.

    Raises:
        RefusedError: if the outcome is not one that a form can have.
    """
    number = made["number"]
    if not isinstance(number, int):
        raise RefusedError("the number of the issue is no number")
    if "sentences" in made:
        _answer(number, [str(sentence) for sentence in made["sentences"]])
        return
    title, files = str(made["title"]), dict(made["files"])
    if not _TITLE.fullmatch(title):
        raise RefusedError("the title is not one of ours")
    for file in files:
        if not _DATA.fullmatch(file) or Path(file).is_symlink() or not Path(file).parent.is_dir():
            raise RefusedError(f"'{file[:80]}' is no file of the data")
    _propose(number, title, files)


def _propose(number: int, title: str, files: Mapping[str, str]) -> None:
    branch = f"form-{number}"
    git("switch", "--quiet", "-C", branch)
    for file, text in files.items():
        Path(file).write_text(text, "utf-8", newline="\n")
    git("add", "--", *files)
    git("commit", "--quiet", "-m", f"{title}\n\nFrom the form of issue #{number}.")
    push(f"{branch}:{branch}")
    with tempfile.TemporaryDirectory() as folder:
        body = Path(folder) / "body.md"
        body.write_text(
            f"Closes #{number}.\n\nMade of the form of that issue by `kb form`, formatted and checked. The words are "
            "those of the one who filed it: read them against the report, or the work, before you merge.\n",
            "utf-8",
        )
        propose_branch(branch, title, body)


def _answer(number: int, sentences: Sequence[str]) -> None:
    """Says in the issue what is missing, and takes the label away, so that it can be set again."""
    with tempfile.TemporaryDirectory() as folder:
        body = Path(folder) / "body.md"
        body.write_text(answer(sentences), "utf-8")
        gh("issue", "comment", str(number), "--body-file", str(body))
    gh("issue", "edit", str(number), "--remove-label", "accepted")


def answer(sentences: Sequence[str]) -> str:
    """What is said in an issue that nothing could be made of.

    >>> print(answer(["Unknown work 'x'."]).splitlines()[2])
    - Unknown work 'x'.
    """
    items = "".join(f"- {_as_text(sentence)}\n" for sentence in sentences)
    return (
        f"Nothing could be made of this form yet:\n\n{items}\n"
        "Edit the text above under its headings; a maintainer then sets the label `accepted` again.\n"
    )


def _as_text(sentence: str) -> str:
    """A sentence that Markdown takes for nothing else, and that calls nobody."""
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~!])", r"\\\1", " ".join(sentence.split()))
    return escaped.replace("@", "@\u200b")


def main(arguments: Sequence[str]) -> int:
    """Reads the outcome and carries it out."""
    (file,) = arguments
    return carried_out(partial(carry_out, json.loads(Path(file).read_text("utf-8"))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
