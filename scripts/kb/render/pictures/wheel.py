"""Where the report points at its own sections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, radians, sin

from kb.link import Links
from kb.model import Section
from kb.render.engine import Templates
from kb.render.pictures.axis import Stop, spans, stops
from kb.render.pictures.picture import UP, Cell, Link, Picture, Table, section_link
from kb.render.text.counts import count_of

#: Radius of the circle on which curves start, and of that on which they end; names stand so far outside.
RADIUS, END, OUTSIDE = 212, 203, 12
#: How wide a letter of a name is at most on average.
LETTER = 5.1
#: Room between parts, in sections.
GAP = 0.8
ANCHOR, TITLE = "wheel", "Cross-references"


@dataclass(frozen=True)
class Pointer:
    """How often one section points at another, and the pages on which it does."""

    source: Section
    target: Section
    times: int
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Spoke:
    """A section on the circle: its direction in degrees, and its name."""

    section: Section
    angle: float
    name: str

    @property
    def tip(self) -> tuple[float, float]:
        """Where the name ends."""
        return _point(self.angle, RADIUS + OUTSIDE + LETTER * len(self.name))

    @property
    def is_left(self) -> bool:
        """On the left, names are turned round to be read."""
        return self.angle > 90


@dataclass(frozen=True)
class Curve:
    """A pointer as drawn: a path, and where it ends."""

    pointer: Pointer
    path: str
    end: tuple[float, float]

    @property
    def width(self) -> float:
        """In pixels; it grows by the same for each reference."""
        return 0.4 + 0.8 * self.pointer.times


def wheel(templates: Templates) -> Picture:
    """A circle of sections with a curve for each that points at another."""
    links = templates.links
    pointers, within = _pointers(links)
    if not pointers:
        return Picture(ANCHOR, TITLE, "No section points at another.")
    caption = _caption(pointers)
    along = stops(links.base.sections, 1, GAP)
    turn = 360 / (along[-1].at + 1 + GAP)
    spokes = {stop.section.slug: _spoke(stop, turn) for stop in along}
    drawing = templates.render(
        "picture_wheel",
        UP,
        caption=caption,
        title=TITLE,
        box=_box(spokes.values()),
        outside=RADIUS + OUTSIDE,
        spokes=spokes.values(),
        arcs=[(span.part, _arc(span.start * turn, span.end * turn)) for span in spans(along, 1)],
        curves=[_curve(pointer, spokes) for pointer in sorted(pointers, key=lambda pointer: pointer.times)],
        parts=[span.part for span in spans(along, 1)],
    )
    return Picture(ANCHOR, TITLE, caption, drawing, (_table(templates, pointers),), _reading(within))


def _pointers(links: Links) -> tuple[list[Pointer], int]:
    """From section to section, in the order of the report; and how often a section points into itself."""
    sections = {section.slug: section for section in links.base.sections}
    pages: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for section in links.base.sections:
        for reference in section.related:
            if reference.at and reference.section in sections:
                pages[section.slug, reference.section].append(reference.page)
    found = [
        Pointer(sections[source], sections[target], len(on), _sorted(on))
        for (source, target), on in pages.items()
        if source != target
    ]
    found.sort(key=lambda pointer: (pointer.source.order, pointer.target.order))
    return found, sum(len(on) for (source, target), on in pages.items() if source == target)


def _sorted(pages: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(sorted({page for page in pages if page}))


def _caption(pointers: list[Pointer]) -> str:
    most = max(pointers, key=lambda pointer: pointer.times)
    pointed_at: Counter[str] = Counter()
    for pointer in pointers:
        pointed_at[pointer.target.name] += pointer.times
    name, times = pointed_at.most_common(1)[0]
    return (
        f"Where the report points at its own sections. {name} is pointed at most, by {times} of "
        f"{count_of(pointed_at.total(), 'reference')}; most from one section to another are the {most.times} from "
        f"{most.source.name} to {most.target.name}."
    )


def _reading(within: int) -> str:
    text = (
        "A curve starts on the circle, in the color of its part, and ends with a dot at the section that it points at; "
        "it is wider where there are more references."
    )
    return f"{text} {count_of(within, 'reference')} to a place in the same section are not drawn." if within else text


def _spoke(stop: Stop, turn: float) -> Spoke:
    return Spoke(stop.section, round((stop.at + 0.5) * turn - 90, 2), stop.name)


def _point(angle: float, radius: float) -> tuple[float, float]:
    return round(radius * cos(radians(angle)), 1), round(radius * sin(radians(angle)), 1)


def _box(spokes: Iterable[Spoke]) -> tuple[float, float, float, float]:
    """Left, top, width and height of the picture with its names."""
    rim = RADIUS + OUTSIDE
    across, down = zip((-rim, -rim), (rim, rim), *(spoke.tip for spoke in spokes), strict=True)
    return min(across), min(down), max(across) - min(across), max(down) - min(down)


def _arc(start: float, end: float) -> str:
    """The rim of a part, between two angles counted from the top."""
    (left, top), (right, bottom) = _point(start - 90, RADIUS + 4), _point(end - 90, RADIUS + 4)
    return f"M{left} {top}A{RADIUS + 4} {RADIUS + 4} 0 {int(end - start > 180)} 1 {right} {bottom}"


def _curve(pointer: Pointer, spokes: dict[str, Spoke]) -> Curve:
    """Bent towards the middle, the more the farther the way; there and back do not cover each other."""
    start, end = spokes[pointer.source.slug].angle, spokes[pointer.target.slug].angle
    way = (end - start + 180) % 360 - 180
    far = abs(radians(way)) / pi
    (x, y), (a, b) = _point(start, RADIUS), _point(end, END)
    bend, by = _point(start + 0.35 * way, RADIUS * 0.8 * (1 - far))
    return Curve(pointer, f"M{x} {y}Q{bend} {by} {a} {b}", (a, b))


def _table(templates: Templates, pointers: list[Pointer]) -> Table:
    rows = [
        (
            section_link(pointer.source),
            section_link(pointer.target),
            pointer.times,
            _pages(templates, pointer),
        )
        for pointer in pointers
    ]
    return Table(ANCHOR, "Cross-references from section to section", ("From", "To", "References", "Pages"), rows)


def _pages(templates: Templates, pointer: Pointer) -> Cell:
    """The pages, with links into the report where it has an address."""
    if not templates.links.base.report.pdf:
        return " ".join(map(str, pointer.pages))
    return tuple(Link(str(page), templates.pdf(page)) for page in pointer.pages)
