"""Where everything stands on the map: sections by the literature they share, works by the sections that cite them.

A work that one section cites stands in a disc around that section, those cited first nearest the middle. A work that
several cite stands between them. So a position on the map says who cites a work. The same every time.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import ceil, cos, hypot, pi, sin, sqrt

import igraph
import networkx as nx

from kb.link.measures import Node
from kb.link.people import People
from kb.model import KnowledgeBase, Section

Point = tuple[float, float]
#: Distance between two neighboring works, and the least room of a section; all lengths are in these units.
STEP, LEAST = 6.0, 38.0
#: Width of the map by its height, and its area by that of the discs and of the works between them.
SHAPE, ROOM = 1.4, 2.1
#: The pull between sections of one part, beside that of the literature that two sections share (at most 3).
SAME_PART, ANYWHERE = 0.5, 0.05
GOLDEN = pi * (3 - sqrt(5))


def layout(
    base: KnowledgeBase, sections_of: Mapping[str, Sequence[Section]], shared: nx.Graph[str]
) -> dict[Node, Point]:
    """The position of every section and every work that a section cites, x to the right and y down.

    Args:
        base: the records.
        sections_of: the sections that cite each work, by cite key.
        shared: sections that cite the same works, from :func:`kb.link.measures.coupling`.

    Linear in the number of works but for the shared ones that crowd; quadratic in the number of sections.
    """
    own = {section.slug: _own(section, sections_of) for section in base.sections}
    radius = {slug: max(LEAST, STEP * sqrt(len(works) + 1) + 2 * STEP) for slug, works in own.items()}
    several = {key: sections for key, sections in sorted(sections_of.items()) if len(sections) > 1}
    area = sum(pi * length**2 for length in radius.values()) + 2 * len(several) * STEP**2
    centers = spread(_scaled(_sections(base, shared), ROOM * area), radius)
    positions: dict[Node, Point] = {("section", slug): center for slug, center in centers.items()}
    for slug, works in own.items():
        seats = (_seat(centers[slug], number) for number in range(2, len(works) + 2))
        positions |= {("work", key): seat for key, seat in zip(works, seats, strict=True)}
    # A little off the middle, so that works of the same sections do not lie on top of each other.
    between = {
        key: _seat(middle(centers[section.slug] for section in sections), number / 1e4)
        for number, (key, sections) in enumerate(several.items(), 1)
    }
    apart = spread(between, dict.fromkeys(between, STEP * 0.75), rounds=15)
    return positions | {("work", key): position for key, position in apart.items()}


def author_positions(people: People, positions: Mapping[Node, Point], least: int = 2) -> dict[str, Point]:
    """The position of every author of at least so many works of the map: amid them. By slug."""
    amid: dict[str, Point] = {}
    for author in people.authors.values():
        works = [positions["work", work.key] for work in author.works if ("work", work.key) in positions]
        if len(works) >= least:
            amid[author.slug] = _seat(middle(works), len(amid) / 1e4)
    return spread(amid, dict.fromkeys(amid, STEP * 0.6), rounds=30)


def _seat(center: Point, number: float) -> Point:
    """A seat in a disc, each a step farther out and a golden angle on, as the seeds of a sunflower (Vogel 1979)."""
    turn, reach = number * GOLDEN, STEP * sqrt(number)
    return center[0] + reach * cos(turn), center[1] + reach * sin(turn)


def _own(section: Section, sections_of: Mapping[str, Sequence[Section]]) -> list[str]:
    """The works that only this section cites, in the order of the text."""
    keys = dict.fromkeys(citation.work for citation in section.citations)
    return [key for key in keys if len(sections_of.get(key, ())) == 1]


def _sections(base: KnowledgeBase, shared: nx.Graph[str], seed: int = 1) -> dict[str, Point]:
    """Sections drawn together by shared literature and by their part.

    Force-directed as of Fruchterman and Reingold 1991, doi:10.1002/spe.4380211102, from a circle in the order of the
    report. Two sections attract by the cosine of the works they cite (Salton), times three, and a little anyway.
    """
    if not base.sections:
        return {}
    numbers = {section.slug: number for number, section in enumerate(base.sections)}
    pulls = {}
    cited = {
        section.slug: len({item.work for item in section.citations} & base.works.keys()) for section in base.sections
    }
    for one, other in combinations(base.sections, 2):
        pull = SAME_PART if one.part == other.part else ANYWHERE
        if shared.has_edge(one.slug, other.slug):
            pull += 3 * shared.edges[one.slug, other.slug]["weight"] / sqrt(cited[one.slug] * cited[other.slug])
        pulls[numbers[one.slug], numbers[other.slug]] = pull
    graph = igraph.Graph(len(numbers), list(pulls), edge_attrs={"weight": list(pulls.values())})
    circle = [
        (3 * sin(2 * pi * number / len(numbers)), -3 * cos(2 * pi * number / len(numbers)))
        for number in numbers.values()
    ]
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 (no secret)
    found = graph.layout_fruchterman_reingold(weights="weight", seed=circle, niter=500)
    return {slug: (x, y) for slug, (x, y) in zip(numbers, found, strict=True)}


def _scaled(positions: Mapping[str, Point], area: float) -> dict[str, Point]:
    """The same picture, in the shape and with the area of the map."""
    height = sqrt(area / SHAPE)
    found = {}
    for axis, length in ((0, SHAPE * height), (1, height)):
        values = [position[axis] for position in positions.values()]
        low, width = min(values, default=0.0), (max(values, default=0.0) - min(values, default=0.0)) or 1.0
        found[axis] = [(value - low) / width * length for value in values]
    return dict(zip(positions, zip(found[0], found[1], strict=True), strict=True))


def middle(positions: Iterable[Point]) -> Point:
    """The middle of some positions."""
    xs, ys = zip(*positions, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def spread(positions: Mapping[str, Point], radius: Mapping[str, float], rounds: int = 200) -> dict[str, Point]:
    """Pushes discs that overlap apart, each pair by half of what it lacks, until none does or the rounds are over."""
    found = {name: [x, y] for name, (x, y) in positions.items()}
    cell = 2 * max(radius.values(), default=1.0)
    for _ in range(rounds):
        moved = False
        for one, other in _near(found, cell):
            x, y = found[other][0] - found[one][0], found[other][1] - found[one][1]
            distance = hypot(x, y)
            if not distance:
                x = distance = 1e-9  # any direction is as good
            lack = radius[one] + radius[other] - distance
            if lack > 1e-6:
                moved = True
                for name, sign in ((one, -1), (other, 1)):
                    found[name][0] += sign * x / distance * lack / 2
                    found[name][1] += sign * y / distance * lack / 2
        if not moved:
            break
    return {name: (x, y) for name, (x, y) in found.items()}


def _near(positions: Mapping[str, Sequence[float]], cell: float) -> list[tuple[str, str]]:
    """Every pair in one cell of a grid or in two that touch."""
    grid: dict[tuple[int, int], list[str]] = {}
    for name, (x, y) in positions.items():
        grid.setdefault((ceil(x / cell), ceil(y / cell)), []).append(name)
    pairs: list[tuple[str, str]] = []
    for (column, row), names in grid.items():
        pairs += combinations(names, 2)
        for step in ((1, -1), (1, 0), (1, 1), (0, 1)):
            pairs += [(one, other) for one in names for other in grid.get((column + step[0], row + step[1]), ())]
    return pairs
