"""How much literature each two sections share."""

from __future__ import annotations

from dataclasses import dataclass

from kb.link import Links
from kb.model import Section
from kb.render.engine import Templates
from kb.render.pictures.axis import Scale, Stop, spans, stops
from kb.render.pictures.picture import UP, Picture, Table, section_link
from kb.render.text.counts import count_of

STEP, GAP = 18, 4
ANCHOR, TITLE = "shared", "Literature that sections share"
READING = "Sections that cite nothing are left out. Each pair stands on both sides of the diagonal."


@dataclass(frozen=True)
class Pair:
    """Two sections, in the order of the report, and how many works both cite."""

    one: Section
    other: Section
    works: int


def shared(templates: Templates) -> Picture:
    """A heat map with the sections on both axes."""
    links = templates.links
    pairs = _pairs(links)
    if not pairs:
        return Picture(ANCHOR, TITLE, "No two sections cite the same work.")
    along = stops((section for section in links.base.sections if section.citations), STEP, GAP)
    caption = _caption(pairs, len(along))
    scale = Scale.up_to(pairs[0].works)
    drawing = templates.render(
        "picture_shared",
        UP,
        caption=caption,
        title=TITLE,
        along=along,
        spans=spans(along, STEP),
        cells=_cells(pairs, along, scale),
        legend=scale.legend,
        step=STEP,
        size=along[-1].at + STEP,
    )
    rows = [(section_link(pair.one), section_link(pair.other), pair.works) for pair in pairs]
    table = Table(ANCHOR, "Pairs of sections, those that share most first", ("Section", "Section", "Works"), rows)
    return Picture(ANCHOR, TITLE, caption, drawing, (table,), READING)


def _pairs(links: Links) -> list[Pair]:
    """Those that share most first."""
    found, sections = [], {section.slug: section for section in links.base.sections}
    for slug, another, data in links.coupling.edges(data=True):
        one, other = sorted((sections[slug], sections[another]), key=lambda section: section.order)
        found.append(Pair(one, other, data["weight"]))
    return sorted(found, key=lambda pair: (-pair.works, pair.one.order, pair.other.order))


def _caption(pairs: list[Pair], sections: int) -> str:
    first = pairs[0]
    alike = sum(pair.works == first.works for pair in pairs) - 1
    others = f", as do {count_of(alike, 'other pair')}" if alike else ""
    return (
        f"How many works each two sections both cite. {first.one.name} and {first.other.name} share most: "
        f"{count_of(first.works, 'work')}{others}; {len(pairs)} of {sections * (sections - 1) // 2} pairs share at "
        "least one."
    )


def _cells(pairs: list[Pair], along: tuple[Stop, ...], scale: Scale) -> list[tuple[float, float, int, Pair]]:
    """Where each number stands, on both sides of the diagonal, with its shade."""
    at = {stop.section.slug: stop.at for stop in along}
    found = []
    for pair in pairs:
        one, other, shade = at[pair.one.slug], at[pair.other.slug], scale.shade(pair.works)
        found += [(one, other, shade, pair), (other, one, shade, pair)]
    return found
