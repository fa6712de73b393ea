"""What citations do in each section."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt

from kb.model import ROLES, Section
from kb.render.engine import ROLE_MEANINGS, Templates
from kb.render.pictures.axis import Stop, spans, stops
from kb.render.pictures.picture import UP, Cell, Picture, Table, percent, section_link
from kb.render.text.counts import count_of

STEP, GAP, WIDTH = 20, 6, 57
#: Radius of a circle that stands for all citations of a section.
WHOLE = 12
#: Sections with fewer citations than this are not compared in words.
ENOUGH = 20
ANCHOR, TITLE = "roles", "Roles of citations by section"
READING = "The area of a circle is the share of the role in the mentions of the section."


@dataclass(frozen=True)
class Share:
    """One role in one section: ``share`` of its citations, drawn as a circle of that area."""

    section: Section
    role: str
    citations: int
    share: float
    across: float
    down: float

    @property
    def radius(self) -> float:
        """By which the area is in proportion to the share."""
        return round(WHOLE * sqrt(self.share), 1)


def roles(templates: Templates) -> Picture:
    """A circle for each section and role."""
    links = templates.links
    along = stops((section for section in links.base.sections if section.citations), STEP, GAP)
    if not along:
        return Picture(ANCHOR, TITLE, "No section cites anything.")
    shares = [share for stop in along for share in _shares(stop)]
    caption = _caption(shares)
    drawing = templates.render(
        "picture_roles",
        UP,
        caption=caption,
        title=TITLE,
        along=along,
        spans=spans(along, STEP),
        shares=shares,
        roles=ROLES,
        meanings=ROLE_MEANINGS,
        step=STEP,
        width=WIDTH,
        height=along[-1].at + STEP,
    )
    return Picture(ANCHOR, TITLE, caption, drawing, _tables([stop.section for stop in along]), READING)


def _shares(stop: Stop) -> list[Share]:
    """The roles that citations of a section have."""
    counts = _counts(stop.section)
    return [
        Share(stop.section, role, counts[role], counts[role] / counts.total(), number * WIDTH, stop.at)
        for number, role in enumerate(ROLES)
        if counts[role]
    ]


def _counts(section: Section) -> Counter[str]:
    return Counter(citation.role for citation in section.citations)


def _caption(shares: list[Share]) -> str:
    totals: Counter[str] = Counter()
    for share in shares:
        totals[share.role] += share.citations
    role, count = totals.most_common(1)[0]
    text = (
        f"What citations do in each section. Most often they are {role}: {count:,} of "
        f"{count_of(totals.total(), 'mention')} ({percent(count / totals.total())})."
    )
    large = [share for share in shares if len(share.section.citations) >= ENOUGH]
    if not large:
        return text
    most = max(large, key=lambda share: share.share)
    return (
        f"{text} Of the sections with {ENOUGH} mentions or more, {most.section.name} is the most one-sided: "
        f"{percent(most.share)} {most.role}."
    )


def _tables(sections: list[Section]) -> tuple[Table, Table]:
    """Numbers of citations, and their shares."""
    numbers: list[tuple[Cell, ...]] = []
    shares: list[tuple[Cell, ...]] = []
    for section in sections:
        counts = _counts(section)
        numbers.append((section_link(section), *(counts[role] for role in ROLES), counts.total()))
        parts = (round(100 * counts[role] / counts.total(), 1) for role in ROLES)
        shares.append((section_link(section), *parts))
    return (
        Table(ANCHOR, "Mentions by section and role", ("Section", *ROLES, "Mentions"), numbers),
        Table(
            "roles-share", "Share of each role in the mentions of a section, in percent", ("Section", *ROLES), shares
        ),
    )
