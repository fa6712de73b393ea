"""The one rule about texts and not records: every file is in the form that ``kb fmt`` writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import zip_longest

from kb.model import Place, Problem
from kb.read.canonical import canonical


def check_form(texts: Mapping[str, str], wrong: Collection[str] = ()) -> Iterator[Problem]:
    """A problem for every file not in canonical form, at the first line that differs, but for files with errors."""
    for file, text in texts.items():
        if file in wrong:
            continue
        wanted = canonical(file, text)
        if wanted != text:
            lines = zip_longest(text.split("\n"), wanted.split("\n"))
            line = next(number for number, (have, want) in enumerate(lines, 1) if have != want)
            yield Problem(Place(file, line), "E130", "not in canonical form from this line on", "run 'kb fmt'")
