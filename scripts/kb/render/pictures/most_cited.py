"""The works cited in the most sections, and which sections they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.model import Section, Work
from kb.render.engine import Templates
from kb.render.pictures.axis import spans, stops
from kb.render.pictures.picture import UP, Picture, Table, work_link
from kb.render.text.counts import count_of
from kb.render.text.reference import label

TOP = 20
STEP, GAP = 8, 6
ANCHOR, TITLE = "most-cited", "Works cited in the most sections"
READING = "A tick for each section in the order of the report, tall where it cites the work."


@dataclass(frozen=True)
class Cited:
    """A work with the sections that cite it and the number of its citations."""

    work: Work
    sections: Sequence[Section]
    citations: int

    @property
    def numbers(self) -> str:
        """Of the sections: ``1.1, 2.2, 4.10``, or the title where there is none."""
        return ", ".join(section.number or section.title for section in self.sections)


def most_cited(templates: Templates) -> Picture:
    """A row a work, with a tick for every section."""
    links = templates.links
    works = sorted((work for work in links.base.works.values() if links.sections_of(work)), key=links.importance)
    if not works:
        return Picture(ANCHOR, TITLE, "No section cites anything.")
    found = [Cited(work, links.sections_of(work), len(links.citations_of(work))) for work in works[:TOP]]
    along = stops(links.base.sections, STEP, GAP)
    caption = _caption(found, len(along), sum(len(links.sections_of(work)) == 1 for work in works), len(works))
    drawing = templates.render(
        "picture_most_cited",
        UP,
        found=found,
        along=along,
        spans=spans(along, STEP),
        step=STEP,
        size=along[-1].at + STEP,
    )
    rows = [(work_link(item.work), len(item.sections), item.citations, item.numbers) for item in found]
    heads = ("Work", "Sections", "Mentions", "Cited in")
    return Picture(ANCHOR, TITLE, caption, drawing, (Table(ANCHOR, TITLE, heads, rows),), READING)


def _caption(found: list[Cited], sections: int, once: int, works: int) -> str:
    first, *others = found
    text = f"{label(first.work)} is cited in {len(first.sections)} of {count_of(sections, 'section')}"
    text += f", the next, {label(others[0].work)}, in {len(others[0].sections)}" if others else ""
    return (
        f"The works cited in the most sections. {text}; {once:,} of {count_of(works, 'work')} are cited in one section "
        "only."
    )
