"""Groups of works that are cited together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kb.link import Links, measures
from kb.model import Topic, Work
from kb.render.engine import Templates
from kb.render.pictures.picture import UP, Cell, Picture, Table, percent, work_link
from kb.render.text.counts import count_of

#: Communities with fewer works are left out; so many works of each are named.
LEAST, NAMED = 10, 3
ANCHOR, TITLE = "communities", "Communities of works"
READING = (
    "A community has no name of its own: the topics are those that set it apart. A bar shows how many of its works "
    "each part cites; a work counts in each part that cites it."
)


@dataclass(frozen=True)
class Community:
    """Works that are cited together, and what tells them apart.

    Attributes:
        number: from 1, the largest first.
        size: how many works.
        topics: those that mark it, the most telling first.
        spread: how many of its works each part cites, for the parts that cite any.
        works: the most important ones.
        length: of its bar, in percent of the longest.
    """

    number: int
    size: int
    topics: list[Topic]
    spread: list[tuple[str, int]]
    works: list[Work]
    length: float

    @property
    def name(self) -> str:
        """Its topics; empty where none marks it."""
        return "; ".join(topic.name for topic in self.topics)

    @property
    def short(self) -> str:
        """Its number and the first of its topics."""
        return f"number {self.number} ({self.topics[0].name})" if self.topics else f"number {self.number}"

    @property
    def largest_share(self) -> float:
        """Of one part in its bar."""
        counts = [count for _, count in self.spread]
        return max(counts) / sum(counts)


def communities(templates: Templates) -> Picture:
    """A bar a community, stacked by part."""
    links = templates.links
    found, rest = _found(links)
    if not found:
        return Picture(ANCHOR, TITLE, f"No {LEAST} works are cited together often enough to form a community.")
    caption = _caption(found, rest)
    parts = [part for part in links.base.part_slugs if any(part == name for one in found for name, _ in one.spread)]
    drawing = templates.render("picture_communities", UP, found=found, parts=parts)
    return Picture(ANCHOR, TITLE, caption, drawing, (_table(found, links.base.part_titles, parts),), READING)


def _found(links: Links) -> tuple[list[Community], int]:
    """The communities, and how many are too small."""
    every = measures.communities(links.base)
    large = [keys for keys in every if len(keys) >= LEAST]
    marked = measures.marks(large, {key: work.topics for key, work in links.base.works.items()})
    cited_in = measures.citing_parts(links.base)
    spreads = [Counter(part for key in keys for part in cited_in[key]) for keys in large]
    longest = max((spread.total() for spread in spreads), default=0)
    found = [
        _community(links, number, keys, topics, spread, longest)
        for number, (keys, topics, spread) in enumerate(zip(large, marked, spreads, strict=True), 1)
    ]
    return found, len(every) - len(found)


def _community(
    links: Links, number: int, keys: frozenset[str], marked: list[str], spread: Counter[str], longest: int
) -> Community:
    works = sorted((links.base.works[key] for key in keys), key=links.importance)
    return Community(
        number=number,
        size=len(keys),
        topics=links.topics.of(marked),
        spread=[(part, spread[part]) for part in links.base.part_slugs if spread[part]],
        works=works[:NAMED],
        length=100 * spread.total() / longest,
    )


def _caption(found: list[Community], rest: int) -> str:
    first, mixed = found[0], min(found, key=lambda one: one.largest_share)
    left_out = f" ({rest} with fewer are left out)" if rest else ""
    return (
        "Works that are cited together more than with others, found by the Leiden method on co-citation under one "
        f"heading: {len(found)} communities of at least {LEAST} works{left_out}. The largest is {first.short}, with "
        f"{count_of(first.size, 'work')}; the most mixed is {mixed.short}: no part has more than "
        f"{percent(mixed.largest_share)} of its bar."
    )


def _table(found: list[Community], titles: Mapping[str, str], parts: list[str]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        spread = dict(one.spread)
        works = tuple(work_link(work) for work in one.works)
        rows.append((one.number, one.name, one.size, *(spread.get(part, 0) for part in parts), works))
    heads = ("Number", "Topics", "Works", *(titles[part] for part in parts), "Most important works")
    return Table(ANCHOR, "Communities and how many of their works each part cites", heads, rows)
