"""When the works that each part cites appeared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from kb.link import Links
from kb.link.measures import citing_parts
from kb.model import Work
from kb.render.engine import Templates
from kb.render.pictures.picture import UP, Cell, Picture, Table
from kb.render.pictures.timeline import FIRST
from kb.render.text.counts import count_of

#: Room after the column of the early years, for its name is long.
EARLY = 24
#: Width of a column, height of the tallest, and how high a piece must be to bear its number.
STEP, HEIGHT, ROOM = 19, 260, 10
ANCHOR, TITLE = "years", "Works by year and part"
READING = "A work counts in each part that cites it, so that a column may be higher than the number of its works."


@dataclass(frozen=True)
class Piece:
    """The works of one year that one part cites, drawn from ``top`` down."""

    part: str
    works: int
    top: float
    height: float

    @property
    def is_tall(self) -> bool:
        """Whether its number has room."""
        return self.height >= ROOM


@dataclass(frozen=True)
class Column:
    """One year, or all the years before the first, at ``left``; ``mark`` is what stands below it."""

    label: str
    mark: str
    left: int
    pieces: tuple[Piece, ...]


def years(templates: Templates) -> Picture:
    """Stacked columns, a column a year."""
    links = templates.links
    works = [work for work in links.base.works.values() if work.year.isdigit() and links.sections_of(work)]
    if not works:
        return Picture(ANCHOR, TITLE, "No work that a section cites has a year.")
    counts = _counts(links, works)
    labels = _labels(works, templates.last_year)
    every, titles = links.base.part_slugs, links.base.part_titles
    tallest = max(sum(counts[label, part] for part in every) for label in labels)
    by_year = Counter(_label(work) for work in works)
    early = 0 if labels[0].isdigit() else EARLY
    columns = [
        Column(label, _mark(label), number * STEP + (early if number else 0), _pieces(label, every, counts, tallest))
        for number, label in enumerate(labels)
    ]
    caption = _caption(works)
    parts = [part for part in every if any(counts[label, part] for label in labels)]
    drawing = templates.render(
        "picture_years",
        UP,
        caption=caption,
        title=TITLE,
        columns=columns,
        parts=parts,
        lines=[(mark, HEIGHT * (1 - mark / tallest)) for mark in _marks(tallest)],
        step=STEP,
        width=columns[-1].left + STEP,
        height=HEIGHT,
    )
    rows: list[tuple[Cell, ...]] = [
        (label, *(counts[label, part] for part in parts), by_year[label]) for label in labels
    ]
    heads = ("Year", *(titles[part] for part in parts), "Works, each once")
    return Picture(ANCHOR, TITLE, caption, drawing, (Table(ANCHOR, "Works by year and part", heads, rows),), READING)


def _label(work: Work) -> str:
    return work.year if int(work.year) >= FIRST else f"to {FIRST - 1}"


def _labels(works: list[Work], last: int) -> list[str]:
    early = [f"to {FIRST - 1}"] if any(int(work.year) < FIRST for work in works) else []
    return early + [str(year) for year in range(FIRST, last + 1)]


def _counts(links: Links, works: list[Work]) -> Counter[tuple[str, str]]:
    """How many works of each year each part cites."""
    parts = citing_parts(links.base)
    return Counter((_label(work), part) for work in works for part in parts[work.key])


def _mark(label: str) -> str:
    """Every fifth year has its name below its column."""
    return label if not label.isdigit() or label.endswith(("0", "5")) else ""


def _pieces(label: str, parts: Sequence[str], counts: Counter[tuple[str, str]], tallest: int) -> tuple[Piece, ...]:
    """The first part at the bottom."""
    pieces = []
    top = float(HEIGHT)
    for part in parts:
        height = HEIGHT * counts[label, part] / tallest
        top -= height
        if height:
            pieces.append(Piece(part, counts[label, part], top, height))
    return tuple(pieces)


def _marks(most: int) -> list[int]:
    """Round numbers from 0 for the lines across, at most six."""
    power = 10 ** (len(str(most)) - 1)
    step = next(size for size in (max(1, power // 5), max(1, power // 2), power, 2 * power) if most / size < 6)
    return list(range(0, most + 1, step))


def _caption(works: list[Work]) -> str:
    """What the picture shows, with the year of most works and the year in the middle."""
    year, count = Counter(work.year for work in works).most_common(1)[0]
    middle = median_low(int(work.year) for work in works)
    newer = sum(int(work.year) >= middle for work in works)
    return (
        f"When the works that each part cites appeared. Most appeared in {year}: {count:,} of "
        f"{count_of(len(works), 'work')}; {newer:,} appeared in {middle} or later."
    )
