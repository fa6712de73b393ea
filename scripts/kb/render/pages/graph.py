"""The page of the citation graph: the explorer, and what stands there without JavaScript."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb.contract import text
from kb.link import Links
from kb.link.layout import Point
from kb.model import Section
from kb.render.data.graph import authors_data, graph_data
from kb.render.data.twins import twin
from kb.render.engine import Templates
from kb.render.page import LISTS, Page
from kb.render.parts import colored
from kb.render.text.counts import count_of
from kb.render.text.labels import halves
from kb.render.text.twin import FILE as TWIN
from kb.render.text.twin import literal

UP = "../"
NEAREST = 3
#: Room around the map in the picture, in the units of the layout, so that names at its edges have space.
MARGIN = 60
#: The most letters of a name that stands in one line.
LONGEST = 16
#: What the browser would otherwise ask for one after the other.
MODULES = (
    "vendor/graphology.umd.min.js",
    "vendor/sigma.min.js",
    *(
        f"graph/{name}.js"
        for name in (
            "page about authors bar camera chain citations cited controls data downloads edges finder labels list "
            "looks map meeting panel picture scene state status store tip views walk"
        ).split()
    ),
    "back.js",
    "combobox.js",
    "element.js",
    "works.js",
    "years.js",
    "search/words.js",
)


@dataclass(frozen=True)
class Row:
    """A section in the table of sections: how many works it cites, how many of them alone, and who shares most."""

    section: Section
    works: int
    own: int
    nearest: Sequence[tuple[Section, int]]


def graph_page(templates: Templates) -> Page:
    """The explorer. Without JavaScript it is a picture and a table."""
    links = templates.links
    rows = [_row(links, section) for section in links.base.sections]
    works = count_of(sum(bool(links.sections_of(work)) for work in links.base.works.values()), "work")
    citing = sum(bool(row.works) for row in rows)
    sections = f"{count_of(citing, 'section')} that cite{'s' if citing == 1 else ''} them"
    title = LISTS["graph/"]
    description = f"A map of {works} and the {sections}: what is shared, and why."
    return Page(
        url="graph/",
        title=title,
        heading=Markup(title),
        description=description,
        blocks=((None, templates.render("graph", UP, rows=rows, works=works, sections=sections, modules=MODULES)),),
        files={
            "data.json": lambda: text(graph_data(links)),
            "authors.json": lambda: text(authors_data(links)),
            "map.svg": lambda: str(templates.render("graph_map", UP, **_map(links))),
            TWIN: lambda: twin(title, ("Sections and their literature", map(_line, rows)), lead=literal(description)),
        },
        wide=True,
    )


def _row(links: Links, section: Section) -> Row:
    nearest = [(other, len(shared)) for other, shared in links.sharing_with(section)[:NEAREST]]
    return Row(section, len(links.works_of(section)), len(links.cited_only_by(section)), nearest)


def _line(row: Row) -> str:
    near = ", ".join(f"{_named(other)} ({count})" for other, count in row.nearest)
    shared = f"; shares most with {near}" if near else ""
    return f"- {_named(row.section)}: {count_of(row.works, 'work')}, {row.own} cited in no other section{shared}"


def _named(section: Section) -> str:
    return f"[{literal(section.name)}]({UP}sections/{section.slug}/{TWIN})"


def _map(links: Links) -> dict[str, Any]:
    """The same map as a picture: one path for all lines of a section and one for all dots of a size and color."""
    positions = links.positions
    lines: dict[str, list[tuple[Point, Point]]] = defaultdict(list)
    dots: dict[tuple[str, int], list[Point]] = defaultdict(list)
    for work in links.base.works.values():
        sections = links.sections_of(work)
        parts = {section.part for section in sections}
        if sections:
            dots[f"in-{parts.pop()}" if len(parts) == 1 else "several", min(len(sections), 9)].append(
                positions["work", work.key]
            )
        for section in sections:
            lines[f"in-{section.part}"].append((positions["section", section.slug], positions["work", work.key]))
    return {
        "parts": colored(links.base.report.parts),
        "box": _box(positions.values()),
        "lines": {part: "".join(f"M{_at(one)}L{_at(other)}" for one, other in ends) for part, ends in lines.items()},
        "dots": [
            (part, round(3 + 1.6 * size**0.5, 1), "".join(f"M{_at(dot)}h0" for dot in found))
            for (part, size), found in sorted(dots.items(), key=lambda item: item[0][1])
        ],
        "names": [
            (section, positions["section", section.slug], halves(_glued(section.name), LONGEST))
            for section in links.base.sections
        ],
    }


def _at(point: Point) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"


def _box(positions: Iterable[Point]) -> str:
    xs, ys = zip(*positions, strict=True) if positions else ((0,), (0,))
    return " ".join(
        f"{value:.0f}"
        for value in (
            min(xs) - MARGIN,
            min(ys) - MARGIN / 2,
            max(xs) - min(xs) + 2 * MARGIN,
            max(ys) - min(ys) + MARGIN,
        )
    )


def _glued(name: str) -> str:
    """A section's name whose number stays with the first word of its title."""
    return name.replace(" ", "\N{NO-BREAK SPACE}", 1)
