"""What is printed for people and machines: problems, complaints, progress."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TextIO

from kb.model import Problem, check_url


def print_problems(problems: Sequence[Problem], form: str = "text", site: str = "") -> None:
    """Problems as lines, as annotations of a pull request, or as JSON.

    Args:
        site: address of the site, whose pages explain the codes; for annotations and JSON.
    """
    if form == "json":
        print(json.dumps([_as_json(problem, site) for problem in problems], ensure_ascii=False, indent=1))
    for problem in problems if form != "json" else ():
        print(_as_github(problem, site) if form == "github" else one_line(str(problem)))


def one_line(text: str) -> str:
    """A line without anything that ends one or drives a terminal: a newline in a key must not begin another."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def _as_json(problem: Problem, site: str) -> dict[str, object]:
    place = problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "explained": f"{site}{check_url(problem.code)}",
    }


def _as_github(problem: Problem, site: str) -> str:
    """A workflow command, escaped as GitHub asks for."""
    place = problem.place
    text = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    text += f"\nWhat {problem.code} means: {site}{check_url(problem.code)}"
    for letter, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(letter, code)
    file = place.file
    for letter, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        file = file.replace(letter, code)
    where = f"file={file},line={place.line},col={place.column},title={problem.code}"
    return f"::{problem.severity.value} {where}::{text}"


def complain(text: str, status: int) -> int:
    """Says on standard error why the command ends with an exit status, which is returned."""
    try:
        print(f"kb: {text}", file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)
    return status


def silence(stream: TextIO) -> None:
    """What is still to be written goes nowhere, for the interpreter would fail on it at the very end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def progress_on_terminal() -> Callable[[str], None]:
    """Says what is going on, on a terminal only."""
    if not sys.stderr.isatty():
        return lambda _: None
    start = time.monotonic()
    return lambda text: print(f"{time.monotonic() - start:5.1f} s  {text}", file=sys.stderr)
