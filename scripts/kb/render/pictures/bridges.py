"""Works that join the parts of the report, and how many works each two parts share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from kb.link import Links
from kb.link.measures import betweenness, citing_parts
from kb.model import Work
from kb.render.engine import Templates
from kb.render.pictures.axis import Scale
from kb.render.pictures.picture import UP, Picture, Table, percent, work_link
from kb.render.text.counts import count_of
from kb.render.text.reference import label

TOP = 15
ANCHOR, TITLE = "bridges", "Bridges between parts"
READING = (
    "Betweenness: take any two sections or works, and the shortest way from one to the other along citations; in so "
    "many percent of such pairs it runs through the work."
)
#: Pairs of parts, in the order of the report, and how many works both cite.
Pairs = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Bridge:
    """A work with its betweenness, that in percent of the highest, and the parts that cite it."""

    work: Work
    betweenness: float
    height: float
    parts: tuple[str, ...]


def bridges(templates: Templates) -> Picture:
    """A row a work, and a small table of parts by parts."""
    links = templates.links
    parts = {key: names for key, names in citing_parts(links.base).items() if key in links.base.works}
    found = _bridges(links, parts)
    if not found:
        return Picture(ANCHOR, TITLE, "No work joins two sections.")
    names = [part for part in links.base.part_slugs if any(part in cited for cited in parts.values())]
    pairs, titles = _pairs(names, parts), links.base.part_titles
    caption = _caption(found, pairs, titles)
    drawing = templates.render(
        "picture_bridges",
        UP,
        found=found,
        parts=names,
        matrix=_matrix(names, parts, pairs),
    )
    return Picture(ANCHOR, TITLE, caption, drawing, (_works_table(found, titles), _parts_table(pairs, titles)), READING)


def _bridges(links: Links, parts: dict[str, tuple[str, ...]]) -> list[Bridge]:
    values = {key: value for key, value in betweenness(links.base).items() if value > 0}
    first = sorted(values, key=lambda key: (-values[key], key))[:TOP]
    return [
        Bridge(links.base.works[key], values[key], 100 * values[key] / values[first[0]], parts[key]) for key in first
    ]


def _pairs(names: list[str], parts: dict[str, tuple[str, ...]]) -> Pairs:
    counts = Counter(pair for cited in parts.values() for pair in combinations(sorted(cited, key=names.index), 2))
    return {pair: counts[pair] for pair in combinations(names, 2)}


def _matrix(
    names: list[str], parts: dict[str, tuple[str, ...]], pairs: Pairs
) -> list[tuple[str, list[tuple[int, int]]]]:
    """For each part its name and, for each part again, the number of works and its shade; none on the diagonal."""
    scale = Scale.up_to(max(pairs.values(), default=1))
    own = Counter(part for cited in parts.values() for part in cited)
    rows = []
    for one in names:
        shared = {other: pairs.get((one, other), pairs.get((other, one), 0)) for other in names}
        numbers = [(own[one], 0) if one == other else (shared[other], scale.shade(shared[other])) for other in names]
        rows.append((one, numbers))
    return rows


def _caption(found: list[Bridge], pairs: Pairs, titles: Mapping[str, str]) -> str:
    first = found[0]
    text = (
        f"Works that join sections which otherwise have little in common: {label(first.work)} most, with a betweenness "
        f"of {percent(first.betweenness)} and citations in {count_of(len(first.parts), 'part')}."
    )
    most = max(pairs, key=lambda pair: pairs[pair], default=None)
    if most is None or not pairs[most]:
        return f"{text} No two parts cite the same work."
    one, other = most
    return f"{text} {titles[one]} and {titles[other]} share most: {count_of(pairs[most], 'work')}."


def _works_table(found: list[Bridge], titles: Mapping[str, str]) -> Table:
    rows = [
        (
            work_link(bridge.work),
            round(100 * bridge.betweenness, 1),
            ", ".join(titles[part] for part in bridge.parts),
        )
        for bridge in found
    ]
    return Table(ANCHOR, "Works with the highest betweenness", ("Work", "Betweenness, %", "Parts"), rows)


def _parts_table(pairs: Pairs, titles: Mapping[str, str]) -> Table:
    rows = [(titles[one], titles[other], count) for (one, other), count in pairs.items()]
    return Table("bridges-parts", "Works that two parts both cite", ("Part", "Part", "Works"), rows)
