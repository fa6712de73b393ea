"""What a command is, how it ends, and what it says of a wrong call."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

DONE, PROBLEMS, USAGE = 0, 1, 2


class UsageError(Exception):
    """The command cannot be carried out as it was given."""


def _nothing(parser: ArgumentParser) -> None:
    """A command without arguments of its own."""


@dataclass(frozen=True)
class CommandSpec:
    """A command of the shell.

    Attributes:
        name: what is typed. about: what it does, in the list of commands and in its own help.
        run: carries it out and returns its exit status. arguments: adds what can stand behind its name.
        of_a_base: whether it works on a knowledge base, which ``--root`` names.
    """

    name: str
    about: str
    run: Callable[[Namespace], int]
    arguments: Callable[[ArgumentParser], None] = _nothing
    of_a_base: bool = True
