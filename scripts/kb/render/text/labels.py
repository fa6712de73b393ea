"""Names beside dots. ``frontend/assets/graph/labels.js`` does the same in the browser."""

from __future__ import annotations


def halves(name: str, longest: int) -> tuple[str, ...]:
    """A name in one line, or where that is too long in two, as equal as can be."""
    words = name.split(" ")
    splits = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    if len(name) <= longest or not splits:
        return (name,)
    return min(splits, key=lambda lines: max(map(len, lines)))
