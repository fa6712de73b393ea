"""Texts before and after: what is to be written is checked in memory first, and written whole or not at all."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kb.check import check_texts
from kb.model import KnowledgeBase, Problem, Report
from kb.read import Sources
from kb.read.canonical import canonical
from kb.read.writing import replace_text

#: What a person is told to do next; every other new problem keeps the change from being written.
_LEFT_TO_DO = frozenset({"W213"})


class RefusedError(Exception):
    """Nothing is written; the text says why, in a line or several.

    Attributes:
        usage: whether the command was given wrongly.
    """

    def __init__(self, text: str, usage: bool = False) -> None:
        super().__init__(text)
        self.usage = usage


@dataclass(frozen=True)
class Change:
    """What files become.

    Attributes:
        texts: the new text of each file that changes, in canonical form, by its path.
        base: the knowledge base as it is then.
        problems: those that the change brings and that keep it from being written. left: those that may stay a while.
    """

    texts: Mapping[str, str]
    base: KnowledgeBase
    problems: tuple[Problem, ...]
    left: tuple[Problem, ...]


def changed(sources: Sources, report: Report, before: Iterable[Problem], texts: Mapping[str, str]) -> Change:
    """The knowledge base with new texts of some files, read and checked as from the disk.

    Args:
        before: the problems that it has already. They move with their lines, so they are told by what they say.
    """
    new = {file: canonical(file, text) for file, text in texts.items()}
    new = {file: text for file, text in new.items() if text != sources.texts.get(file)}
    base, problems = check_texts(replace(sources, texts={**sources.texts, **new}), report)
    known = Counter(map(_says, before))
    fresh = []
    for problem in problems:
        known[_says(problem)] -= 1
        if known[_says(problem)] < 0:
            fresh.append(problem)
    left = tuple(problem for problem in fresh if problem.code in _LEFT_TO_DO)
    return Change(new, base, tuple(problem for problem in fresh if problem not in left), left)


def _says(problem: Problem) -> tuple[str, str, str]:
    return problem.place.file, problem.code, problem.message


def write(root: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Writes all files, or leaves all as they were.

    Args:
        before: what was read from the files; a file without a text is made.

    Raises:
        OSError: if a file cannot be written, is not what was read any more, or stands elsewhere.
    """
    for file in after:
        _refuse_surprises(root, file, before.get(file))
    done: list[str] = []
    try:
        for file, text in after.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            replace_text(root / file, text)
            done.append(file)
    except OSError:
        for file in done:
            if file in before:
                replace_text(root / file, before[file])
            else:
                (root / file).unlink()
        raise


def _refuse_surprises(root: Path, file: str, text: str | None) -> None:
    path = root / file
    if not path.resolve().is_relative_to(root.resolve()):
        raise OSError(errno.EPERM, "the path leads out of the knowledge base", file)
    have = path.read_bytes() if path.exists() else None
    if have != (None if text is None else text.encode("utf-8")):
        raise OSError(errno.EBUSY, "somebody has changed it meanwhile; try again", file)
