"""Sections in the order of the report along a line or a circle, with room between parts; shades for numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from kb.model import Section

#: Words that no shortened title ends with.
_SMALL = ("a", "and", "for", "in", "of", "the", "to")
#: How many shades a scale has at most.
SHADES = 5


@dataclass(frozen=True)
class Stop:
    """A section on an axis; ``at`` is where its room begins."""

    section: Section
    at: float

    @property
    def name(self) -> str:
        """Number and as much of the title as has room beside the axis."""
        return short(self.section)


@dataclass(frozen=True)
class Span:
    """A part on an axis, from the first of its sections to the end of the last."""

    part: str
    start: float
    end: float


def stops(sections: Iterable[Section], step: float, gap: float) -> tuple[Stop, ...]:
    """Sections ``step`` apart, with a ``gap`` before every part but the first."""
    found: list[Stop] = []
    at = 0.0
    for part, members in groupby(sections, key=lambda section: section.part):
        at += gap if found and found[-1].section.part != part else 0
        for section in members:
            found.append(Stop(section, at))
            at += step
    return tuple(found)


def spans(along: Sequence[Stop], step: float) -> list[Span]:
    """The parts along an axis."""
    found = []
    for part, group in groupby(along, key=lambda stop: stop.section.part):
        members = list(group)
        found.append(Span(part, members[0].at, members[-1].at + step))
    return found


def short(section: Section, most: int = 32) -> str:
    """Number and as many words of the title as ``most`` letters hold."""
    if len(section.name) <= most:
        return section.name
    words = section.name[: most + 1].split(" ")[:-1]
    while len(words) > 2 and words[-1] in _SMALL:
        words.pop()
    return " ".join(words) + "…"


@dataclass(frozen=True)
class Scale:
    """Shades for whole numbers from 1; each but the first begins above a limit, and limits double."""

    limits: tuple[int, ...]
    most: int

    @classmethod
    def up_to(cls, most: int) -> Scale:
        """A scale whose last shade holds ``most``."""
        first = max(1, -(-most // 2 ** (SHADES - 1)))
        limits = (first * 2**number for number in range(SHADES - 1))
        return cls(tuple(limit for limit in limits if limit < most), most)

    def shade(self, number: int) -> int:
        """From 1 to :data:`SHADES`; 0 for none."""
        return 1 + sum(number > limit for limit in self.limits) if number else 0

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Every shade with the numbers that it stands for."""
        ends = (0, *self.limits, self.most)
        ranges = [(start + 1, end) for start, end in pairwise(ends)]
        return [(shade, str(end) if start == end else f"{start}–{end}") for shade, (start, end) in enumerate(ranges, 1)]
