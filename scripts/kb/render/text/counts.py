"""Numbers in words: of things, of pages, and of months."""

from __future__ import annotations


def count_of(number: int, thing: str) -> str:
    """``1 work``, ``1,299 works``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def pages_of(first: int, last: int) -> str:
    """``p. 4``, ``pp. 4–6``."""
    return f"p. {first}" if first == last else f"pp. {first}–{last}"


_MONTHS = "January February March April May June July August September October November December".split()


def month_of(date: str) -> str:
    """``2023-12`` as ``December 2023``; what is no month stays."""
    year, _, number = date.partition("-")
    return f"{_MONTHS[int(number) - 1]} {year}" if number.isdigit() and 0 < int(number) < 13 else date
