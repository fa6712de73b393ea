"""Questions to the person at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

from kb.add.change import RefusedError

#: Asks one question and gives the answer, without blanks around it.
Ask = Callable[[str], str]


def terminal() -> Ask | None:
    """Asks who sits at the terminal; none where nobody does."""
    return _ask if sys.stdin is not None and sys.stdin.isatty() else None


def _ask(question: str) -> str:
    print(f"{question}: ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise RefusedError("there were no more answers, so nothing was written")
    return clean(line)


def clean(text: str) -> str:
    """What a person typed, without blanks around it and without bytes that are no text."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def parts(text: str) -> tuple[str, ...]:
    """The items of a list that is typed with commas."""
    return tuple(piece for item in text.split(",") if (piece := item.strip()))
