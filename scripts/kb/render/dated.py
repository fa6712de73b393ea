"""The day of the text, for what is printed."""

from __future__ import annotations

from collections.abc import Iterable

from kb.render.page import Feed


def dated(feeds: Iterable[Feed]) -> str:
    """A style sheet with a variable that says on which day something was last reviewed or looked up, if it is known."""
    day = day_of(feeds)
    return f':root {{ --kb-dated: "as of {day}"; }}\n' if day else ""


def day_of(feeds: Iterable[Feed]) -> str:
    """The last day on which something was reviewed or looked up; empty where none is known."""
    return max((one.date for feed in feeds for one in feed.entries if one.date.count("-") == 2), default="")
