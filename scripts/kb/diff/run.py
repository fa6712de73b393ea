"""Two revisions, read, compared and, where that is asked for, built."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.check import check
from kb.diff.comparison import Built, Comparison, Difference, Edge, Pages, Revision
from kb.diff.pairing import differences
from kb.diff.records import items
from kb.diff.revision import CheckedOut, checked_out
from kb.diff.structure import edges, pages
from kb.link import Links
from kb.model import KnowledgeBase, Problem, Severity
from kb.read import read_sources, read_texts
from kb.read.config import Config, read_config
from kb.render import render

Progress = Callable[[str], None]


class UnreadableError(Exception):
    """A revision cannot be read whole, so nothing can be said of what it lacks.

    Attributes:
        problems: what is wrong with its files.
    """

    def __init__(self, revision: Revision, problems: list[Problem]) -> None:
        super().__init__(f"{revision.name or 'the knowledge base'} cannot be read whole; mend what stands above first")
        self.problems = problems


@dataclass(frozen=True)
class Read:
    """A revision as it was read: where it stands, what it holds, and how many errors the check finds in it."""

    revision: Revision
    root: Path
    base: KnowledgeBase
    config: Config
    errors: int


def compare(root: Path, before: str, after: str | None, build: bool, progress: Progress) -> Comparison:
    """What changed in the knowledge base in ``root`` between two revisions.

    Args:
        after: the later one; none for the files as they are.
        build: whether to build both sites and measure them.

    Raises:
        RevisionError: if there is no such revision. UnreadableError: if one cannot be read whole.
    """
    with checked_out(root, before) as first, _later(root, after) as second:
        progress("Reading and checking both revisions")
        old = _read(Revision(before, first.commit), first.root)
        new = _read(Revision(after or "", second.commit), second.root)
        progress("Comparing")
        sound = not (old.errors or new.errors)
        structure = _structure(old.base, new.base, progress) if sound else ((), None)
        return Comparison(
            before=old.revision,
            after=new.revision,
            differences=_differences(old, new),
            edges=structure[0],
            pages=structure[1],
            errors=(old.errors, new.errors),
            built=(_built(old, progress), _built(new, progress)) if build and sound else None,
        )


@contextmanager
def _later(root: Path, name: str | None) -> Iterator[CheckedOut]:
    if name is None:
        yield CheckedOut(root)
        return
    with checked_out(root, name) as found:
        yield found


def _read(revision: Revision, root: Path) -> Read:
    config, problems = read_config(root)
    if config is None:
        raise UnreadableError(revision, problems)
    base, problems = read_texts(read_sources(root), config.report)
    illegible = [problem for problem in problems if problem.severity is Severity.ERROR]
    if illegible:
        raise UnreadableError(revision, sorted(illegible, key=lambda problem: problem.sort_key))
    errors = sum(problem.severity is Severity.ERROR for problem in check(base))
    return Read(revision, root, base, config, errors)


def _differences(old: Read, new: Read) -> tuple[Difference, ...]:
    works = [
        {section.slug: {citation.work for citation in section.citations} for section in one.base.sections}
        for one in (old, new)
    ]
    cited = {slug: works[0][slug] & works[1][slug] for slug in works[0].keys() & works[1].keys()}
    before, after = (items(one.base, one.config.values, cited) for one in (old, new))
    return tuple(differences(before, after))


def _structure(before: KnowledgeBase, after: KnowledgeBase, progress: Progress) -> tuple[tuple[Edge, ...], Pages]:
    """Edges and pages."""
    old, new = Links(before), Links(after)
    progress("Rendering both")
    return tuple(edges(old, new)), pages(render(old), render(new))


def _built(one: Read, progress: Progress) -> Built | None:
    """The site as ``kb build`` makes it, and how long that takes from its start to its end; none if it makes none."""
    progress(f"Building the site of {one.revision.name or 'the files as they are'}")
    with tempfile.TemporaryDirectory(prefix="kb-diff-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "site"
        command = [sys.executable, "-m", "kb", "build", "--root", str(one.root), "--site-dir", str(target)]
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, check=False)
        seconds = time.perf_counter() - start
        if done.returncode:
            return None
        files = [path for path in target.rglob("*") if path.is_file()]
        return Built(len(files), sum(path.stat().st_size for path in files), round(seconds, 1))
