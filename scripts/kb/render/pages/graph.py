"""The page of the citation graph: its data, and what stands there without JavaScript.

``graph/data.json`` holds what the first picture needs; ``graph/authors.json`` the authors, for their view. What is in
them is told in :mod:`kb.contract.graph`.
What a work is and why it is cited comes with the records of works.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kb.contract import text
from kb.contract.graph import (
    Graph,
    GraphAuthor,
    GraphMention,
    GraphPart,
    GraphReference,
    GraphRole,
    GraphSection,
    GraphTopic,
    GraphWork,
)
from kb.link import Links
from kb.link.layout import Point, places_of_authors
from kb.model import ROLES, Section, Work
from kb.read.latex import plain
from kb.render.data.records import spoken
from kb.render.engine import ROLE_MEANINGS, Templates
from kb.render.page import Page
from kb.render.parts import colored
from kb.render.text.counts import count_of
from kb.render.text.labels import halves
from kb.render.text.reference import label

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
            "page about authors bar chain cited colors controls data downloads finder labels list map meeting panel "
            "picture scene state status store tip views walk"
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


def graph_page(templates: Templates, links: Links) -> Page:
    """The explorer. Without JavaScript it is a picture and a table."""
    rows = [_row(links, section) for section in links.base.sections]
    works = count_of(sum(bool(links.sections_of(work)) for work in links.base.works.values()), "work")
    citing = sum(bool(row.works) for row in rows)
    sections = f"{count_of(citing, 'section')} that cite{'s' if citing == 1 else ''} them"
    return Page(
        url="graph/",
        title="The citation graph",
        heading=Markup("The citation graph"),
        description=f"A map of {works} and the {sections}: what is shared, and why.",
        parts=((None, templates.render("graph", UP, rows=rows, works=works, sections=sections, modules=MODULES)),),
        files={
            "data.json": text(graph_data(links)),
            "authors.json": text(authors_data(links)),
            "map.svg": str(templates.render("graph_map", UP, **_map(links))),
        },
        wide=True,
    )


def _row(links: Links, section: Section) -> Row:
    nearest = [(other, len(shared)) for other, shared in links.sharing_with(section)[:NEAREST]]
    return Row(section, len(links.works_of(section)), len(links.cited_only_by(section)), nearest)


def graph_data(links: Links) -> Graph:
    """Sections, works and every mention."""
    base = links.base
    topics = [topic for topic in base.topics if not topic.is_group]
    works, sections = _numbers(base.works), _numbers(section.slug for section in base.sections)
    carried = _numbers(topic.slug for topic in topics)
    return Graph(
        parts=[GraphPart(part.slug, part.title) for part in base.report.parts],
        roles=[GraphRole(role, ROLE_MEANINGS[role]) for role in ROLES],
        topics=[GraphTopic(topic.slug, topic.name) for topic in topics],
        sections=[_section(links, section) for section in base.sections],
        works=[_work(links, work, carried) for work in base.works.values()],
        mentions=[_mentions(section, works) for section in base.sections],
        references=[_references(section, sections) for section in base.sections],
    )


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _section(links: Links, section: Section) -> GraphSection:
    part = links.base.part_slugs.index(section.part)
    return GraphSection(section.slug, section.name, spoken(section), part, *_place(links, "section", section.slug))


def _work(links: Links, work: Work, topics: Mapping[str, int]) -> GraphWork:
    x, y = _place(links, "work", work.key)
    carried = [topics[slug] for slug in work.topics if slug in topics]
    return GraphWork(work.key, label(work), plain(work.title), _year(work), x, y, carried)


def _mentions(section: Section, works: Mapping[str, int]) -> list[GraphMention]:
    known = (item for item in section.citations if item.work in works)
    return [GraphMention(works[item.work], ROLES.index(item.role), item.page, item.group, item.at) for item in known]


def _year(work: Work) -> int:
    return int(work.year) if work.year.isdigit() else 0


def _place(links: Links, kind: str, name: str) -> tuple[float, float]:
    """A work that no section cites has no place."""
    x, y = links.places.get((kind, name), (0, 0))
    return round(x, 1), round(y, 1)


def _references(section: Section, numbers: dict[str, int]) -> list[GraphReference]:
    """The sections that a section points at, and how often."""
    counts = Counter(numbers[item.section] for item in section.related if item.at and item.section in numbers)
    return [GraphReference(number, times) for number, times in sorted(counts.items())]


def authors_data(links: Links) -> list[GraphAuthor]:
    """Authors of two works or more."""
    numbers = _numbers(links.base.works)
    authors = links.people.authors
    return [
        GraphAuthor(
            slug, authors[slug].name, round(x, 1), round(y, 1), [numbers[work.key] for work in authors[slug].works]
        )
        for slug, (x, y) in places_of_authors(links.people, links.places).items()
    ]


def _map(links: Links) -> dict[str, Any]:
    """The same map as a picture: one path for all lines of a section and one for all dots of a size and color."""
    places = links.places
    lines: dict[str, list[tuple[Point, Point]]] = defaultdict(list)
    dots: dict[tuple[str, int], list[Point]] = defaultdict(list)
    for work in links.base.works.values():
        sections = links.sections_of(work)
        parts = {section.part for section in sections}
        if sections:
            dots[f"in-{parts.pop()}" if len(parts) == 1 else "several", min(len(sections), 9)].append(
                places["work", work.key]
            )
        for section in sections:
            lines[f"in-{section.part}"].append((places["section", section.slug], places["work", work.key]))
    return {
        "parts": colored(links.base.report.parts),
        "box": _box(places.values()),
        "lines": {part: "".join(f"M{_at(one)}L{_at(other)}" for one, other in ends) for part, ends in lines.items()},
        "dots": [
            (part, round(3 + 1.6 * size**0.5, 1), "".join(f"M{_at(dot)}h0" for dot in found))
            for (part, size), found in sorted(dots.items(), key=lambda item: item[0][1])
        ],
        "names": [
            (section, places["section", section.slug], halves(_glued(section.name), LONGEST))
            for section in links.base.sections
        ],
    }


def _at(place: Point) -> str:
    return f"{place[0]:.0f} {place[1]:.0f}"


def _box(places: Iterable[Point]) -> str:
    xs, ys = zip(*places, strict=True) if places else ((0,), (0,))
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
