"""From the options of a command to the knowledge base that it works on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.cli.spec import UsageError
from kb.loading import load
from kb.model import KnowledgeBase, Problem
from kb.read import Sources, nearest
from kb.read.config import FILE as CONFIG
from kb.read.config import Config

#: So many names can be listed in a message.
FEW = 12


class UnsoundError(Exception):
    """There are problems in the knowledge base that keep the command from being carried out."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Opened:
    """A knowledge base without errors, as :class:`kb.loading.Loaded` describes it."""

    root: Path
    sources: Sources
    base: KnowledgeBase
    config: Config
    problems: list[Problem]


def root_argument(parser: ArgumentParser) -> None:
    """The option that names the knowledge base."""
    parser.add_argument("--root", type=Path, help=f"the knowledge base (default: nearest folder upward with {CONFIG})")


def find_root(given: Path | None) -> Path:
    """The knowledge base to work on.

    Raises:
        UsageError: if there is none.
    """
    start = (given or Path.cwd()).resolve()
    if not start.is_dir():
        raise UsageError(f"'{given}' is not a folder")
    for folder in (start,) if given else (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    where = f"'{given}' holds no {CONFIG}" if given else f"no {CONFIG} here or in a folder above"
    raise UsageError(f"{where}; go to the knowledge base or name it with --root DIR")


def opened(options: Namespace) -> Opened:
    """The knowledge base that the options name.

    Raises:
        UsageError: if there is none. UnsoundError: if there are errors in it.
    """
    loaded = load(find_root(options.root))
    if loaded.base is None or loaded.config is None or loaded.failed():
        raise UnsoundError(loaded.problems)
    return Opened(loaded.root, loaded.sources, loaded.base, loaded.config, loaded.problems)


def known_names(what: str, given: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """The names that were given, each of which is known.

    Raises:
        UsageError: if one is not.
    """
    for name in given:
        if name not in known:
            few = f"one of {', '.join(known)}" if len(known) <= FEW else "look for slips"
            raise UsageError(f"'{name[:60]}' is no {what}; {nearest(name, tuple(known)) or few}")
    return given
