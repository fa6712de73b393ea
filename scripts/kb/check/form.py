"""The one rule about texts and not records: every file is in the form that ``kb fmt`` writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest

from kb.model import Place, Problem
from kb.read.canonical import formatted
from kb.read.kept import remembered


def check_form(texts: Mapping[str, str], wrong: Collection[str] = ()) -> Iterator[Problem]:
    """A problem for every file not in canonical form, at the first line that differs, but for files with errors."""
    for file, text in texts.items():
        if file not in wrong and not file.endswith(".md"):
            yield from _problems(file, text)


@lru_cache(maxsize=256)
def _problems(file: str, text: str) -> tuple[Problem, ...]:
    """At most one. Cached, so that after an edit only the file that changed is formatted."""
    return remembered("form", file, text, lambda: tuple(_compared(file, text)))


def _compared(file: str, text: str) -> Iterator[Problem]:
    form = formatted(file, text)
    wanted = form.text
    if form.refused:
        message = f"'kb fmt' cannot write this file: {form.refused}"
        yield Problem(Place(file), "E131", message, "write that part in a plainer form")
    elif wanted != text:
        lines = zip_longest(text.split("\n"), wanted.split("\n"))
        line = next(number for number, (have, want) in enumerate(lines, 1) if have != want)
        yield Problem(Place(file, line), "E130", "not in canonical form from this line on", "run 'kb fmt'")
