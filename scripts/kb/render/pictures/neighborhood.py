"""The sections around a section, as a picture that needs no script: who shares its literature, who refers to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from markupsafe import Markup

from kb.link import Links
from kb.model import Section
from kb.render.engine import Templates
from kb.render.text.counts import count_of
from kb.render.text.labels import halves

MOST_SHARING = 8
MOST_REFERRING = 6

#: Lengths are in units of the picture's box. Drawn at this width, a unit is a pixel; letters have 12.
WIDTH = 740
#: The widest that a letter is on average, in a line of normal and of bold type.
LETTER, BOLD_LETTER = 6.4, 7.0
#: The most letters in a line of a label; no label has more than two lines.
LONGEST = 27
LEADING = 15
#: From the middle of a line of text down to its base line.
DROP = 4
RADIUS = 7
GAP = 6
#: What each node of a column has for itself: more than two lines, so that labels cannot meet.
ROW = 46
ELLIPSE = WIDTH / 2 - LONGEST * LETTER - GAP - RADIUS - 1
#: From the middle of a node back to the middle of the number beside its line.
NUMBER = 27
#: How thick a line is: for no work, more for every work, and at most.
THIN, PER_WORK, THICKEST = 0.6, 0.75, 12.0


@dataclass(frozen=True)
class Neighbor:
    """A section near another.

    Attributes:
        shared: works that both cite; 0 where cross-references alone make it a neighbor.
        pointed_at, pointing: cross-references to it and from it.
    """

    section: Section
    shared: int
    pointed_at: int
    pointing: int


@dataclass(frozen=True)
class Neighborhood:
    """A section and its neighbors in the order of the report, and out of how many sections they were chosen.

    Attributes:
        sharing: sections that share literature with it.
        referring: those that it points at or that point at it and that are not drawn for what they share.
    """

    section: Section
    neighbors: tuple[Neighbor, ...]
    sharing: int
    referring: int


@dataclass(frozen=True)
class Label:
    """Lines of text; ``y`` is the first base line, ``anchor`` says which end or middle of the lines ``x`` is."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Line:
    """From the section in the middle to a neighbor.

    Attributes:
        ends: x and y of the end in the middle, then of the other.
        width: thickness; 0 for a dashed line.
        number: what is written on it; empty for a dashed line. number_at: middle of its base line.
        from_arrow, to_arrow: whether the end in the middle and the other have an arrow head.
    """

    ends: tuple[float, float, float, float]
    width: float = 0
    number: str = ""
    number_at: tuple[float, float] = (0, 0)
    from_arrow: bool = False
    to_arrow: bool = False


@dataclass(frozen=True)
class Node:
    """A neighbor as drawn."""

    section: Section
    x: float
    y: float
    label: Label
    line: Line


@dataclass(frozen=True)
class Picture:
    """What is drawn. ``plate`` is the box behind the section's own name: left, top, width and height."""

    section: Section
    height: int
    plate: tuple[float, float, float, float]
    name: Label
    nodes: tuple[Node, ...]


def neighborhood(templates: Templates, up: str, section: Section) -> Markup:
    """The picture with its caption; nothing for a section without neighbors."""
    links = templates.links
    near = neighbors_of(links, section)
    if not near.neighbors:
        return Markup()
    return templates.render(
        "section_neighborhood",
        up,
        picture=draw(near),
        caption=caption(near),
        width=WIDTH,
        radius=RADIUS,
        leading=LEADING,
    )


def neighbors_of(links: Links, section: Section) -> Neighborhood:
    """The sections that share most literature with one, and of the others those with most cross-references."""
    to = Counter(reference.section for reference in section.related if reference.at)
    back = Counter(source.slug for source, _ in links.referring_to(section))
    sharing = {other.slug: len(works) for other, works in links.sharing_with(section)}
    nearest = list(sharing)[:MOST_SHARING]
    known = {section.slug, *nearest}
    pointers = (to + back).keys() - known
    referring = [other for other in links.base.sections if other.slug in pointers]
    referring.sort(key=lambda other: (-to[other.slug] - back[other.slug], other.order))
    drawn = {*nearest, *(other.slug for other in referring[:MOST_REFERRING])}
    neighbors = tuple(
        Neighbor(other, sharing[other.slug] if other.slug in nearest else 0, to[other.slug], back[other.slug])
        for other in links.base.sections
        if other.slug in drawn
    )
    return Neighborhood(section, neighbors, len(sharing), len(referring))


def caption(near: Neighborhood) -> str:
    """What the picture shows, in words, and what it leaves out."""
    solid = sum(neighbor.shared > 0 for neighbor in near.neighbors)
    dashed = len(near.neighbors) - solid
    sentences = []
    if solid:
        some = f", for the {solid} of {near.sharing} sections that share most" if solid < near.sharing else ""
        sentences.append(f"Thickness: works that both cite{some}.")
    if dashed:
        some = f"{dashed} of {near.referring}" if dashed < near.referring else ""
        others = f"{some} other sections" if some else count_of(dashed, "other section")
        sentences.append(f"Dashed: cross-references to or from {others}, the arrow head at the section pointed at.")
    sentences.append("Color: part of the report.")
    return " ".join(sentences)


def draw(near: Neighborhood) -> Picture:
    """Places the neighbors on an ellipse, clockwise from the top in the order given."""
    rows = max((len(near.neighbors) + 1) // 2, 2)
    height = rows * ROW
    lines = wrapped(near.section.name)
    wide, high = max(map(len, lines)) * BOLD_LETTER + 4 * GAP, len(lines) * LEADING + 2 * GAP
    nodes = tuple(
        _node(neighbor, x, y, height, (wide, high))
        for neighbor, (x, y) in zip(near.neighbors, _positions(len(near.neighbors), height), strict=True)
    )
    name = Label(lines, WIDTH / 2, _first_line(height / 2, lines), "middle")
    plate = ((WIDTH - wide) / 2, (height - high) / 2, wide, high)
    return Picture(near.section, height, plate, name, nodes)


def _positions(number: int, height: float) -> list[tuple[float, float]]:
    """Points on the ellipse: the first half on its right side, downwards, the others on its left side, upwards.

    The points of a side are equally far apart in height, not in angle, and so their labels have room.
    """
    right = (number + 1) // 2
    sides = ((1, range(right), right), (-1, reversed(range(number - right)), number - right))
    found = []
    for sign, rows, count in sides:
        for row in rows:
            down = (row + 0.5) * height / count
            out = ELLIPSE * sqrt(1 - (2 * down / height - 1) ** 2)
            found.append((round(WIDTH / 2 + sign * out, 1), round(down, 1)))
    return found


def _node(neighbor: Neighbor, x: float, y: float, height: float, middle: tuple[float, float]) -> Node:
    lines = wrapped(neighbor.section.name)
    side = 1 if x >= WIDTH / 2 else -1
    label = Label(lines, round(x + side * (RADIUS + GAP), 1), _first_line(y, lines), "start" if side > 0 else "end")
    line = _solid(neighbor, x, y, height) if neighbor.shared else _dashed(neighbor, x, y, height, middle)
    return Node(neighbor.section, x, y, label, line)


def _first_line(y: float, lines: Sequence[str]) -> float:
    """The base line of the first of some lines whose middle is at a height."""
    return y - (len(lines) - 1) * LEADING / 2 + DROP


def _solid(neighbor: Neighbor, x: float, y: float, height: float) -> Line:
    """From middle to middle, for the nodes cover its ends."""
    from_x, from_y = WIDTH / 2, height / 2
    back = NUMBER / hypot(x - from_x, y - from_y)
    number_at = (round(x - back * (x - from_x), 1), round(y - back * (y - from_y) + DROP, 1))
    width = round(min(THIN + PER_WORK * neighbor.shared, THICKEST), 1)
    return Line((from_x, from_y, x, y), width, str(neighbor.shared), number_at)


def _dashed(neighbor: Neighbor, x: float, y: float, height: float, middle: tuple[float, float]) -> Line:
    """From edge to edge, so that arrow heads can be seen."""
    from_x, from_y = WIDTH / 2, height / 2
    along, down = x - from_x, y - from_y
    start = min(side / 2 / abs(way) for side, way in zip(middle, (along, down), strict=True) if way)
    length = hypot(along, down)
    start, end = start + 2 / length, 1 - (RADIUS + 2) / length
    ends = (from_x + start * along, from_y + start * down, from_x + end * along, from_y + end * down)
    x1, y1, x2, y2 = (round(value, 1) for value in ends)
    return Line((x1, y1, x2, y2), from_arrow=neighbor.pointing > 0, to_arrow=neighbor.pointed_at > 0)


def wrapped(name: str) -> tuple[str, ...]:
    """A name in one line, or in two that are as equal as can be; what is longer still is cut."""
    return tuple(line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…" for line in halves(name, LONGEST))
