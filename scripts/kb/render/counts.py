"""Numbers of things in words."""

from __future__ import annotations


def count_of(number: int, thing: str) -> str:
    """``1 work``, ``1,299 works``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
