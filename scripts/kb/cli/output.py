"""What a command makes, into files or to standard output."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kb.cli.spec import DONE, UsageError
from kb.read.writing import replace_text


def hand_over(text: str, output: Path | None) -> int:
    """Data to a file, or to standard output."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # data, which says so of itself
        print(text, end="")
        return DONE
    with _writing(output):
        output.write_text(text, encoding="utf-8", newline="\n")
    return DONE


def save(files: Mapping[Path, bytes], output: Path) -> int:
    """Writes what was asked for at ``output``, and the folders on the way to it."""
    with _writing(output):
        for path, held in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(held)
    return DONE


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    """Says of a file that cannot be written what the system says."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"'{output}' cannot be written: {error.strerror}") from error


def rewritten(path: Path, text: str, only_look: bool) -> str:
    """Writes a file, unless it is only to be looked at, and says what was done."""
    if only_look:
        return "not in canonical form"
    try:
        replace_text(path, text)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be written and is as it was: {error.strerror or error}") from error
    return "rewritten"
