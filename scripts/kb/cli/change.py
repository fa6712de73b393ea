"""A change to the sources, carried out or refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.cli.opening import Opened
from kb.cli.printing import complain, one_line, print_problems
from kb.cli.spec import DONE, PROBLEMS, USAGE

if TYPE_CHECKING:
    from kb.add.change import Change


@dataclass
class Refusal:
    """The exit status of a command that refused to write."""

    status: int = DONE


@contextmanager
def refusals() -> Iterator[Refusal]:
    """Says why nothing is written, one line for each reason."""
    from kb.add.change import RefusedError

    refusal = Refusal()
    try:
        yield refusal
    except RefusedError as error:
        for line in str(error).splitlines():
            complain(one_line(line), USAGE)
        complain("nothing was written", USAGE)
        refusal.status = USAGE if error.usage else PROBLEMS


def carry_out(loaded: Opened, change: Change, told: object, only_print: bool) -> int:
    """Writes a change, unless it brings problems or is only to be looked at, and says what was done."""
    from kb.add.change import write

    if change.problems:
        print_problems(change.problems)
        return complain("with this the check would find what stands above, so nothing was written", PROBLEMS)
    if not only_print:
        try:
            write(loaded.root, loaded.sources.texts, change.texts)
        except OSError as error:
            where = Path(error.filename or "").name
            return complain(f"{where}: {error.strerror or error}; nothing was written", PROBLEMS)
    for line in str(told).splitlines():
        print(one_line(line))
    if only_print:
        print("Nothing was written, for this was a dry run.")
    return DONE
