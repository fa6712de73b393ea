"""The commands, each told in a module of its own; to add one, write it and put its name into the list here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from kb.cli.spec import CommandSpec

#: In the order in which the help lists them.
NAMES = tuple("check build serve fmt stats export graph data book chain diff verify add form new init".split())


def specs_of(names: Iterable[str]) -> Iterator[CommandSpec]:
    """The commands of these names; no other module is imported."""
    for name in names:
        spec: CommandSpec = import_module(f"{__name__}.{name}").COMMAND
        yield spec
