"""Works that belong beside a work, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

import networkx as nx

from kb.link.measures import Level, co_citation
from kb.link.people import People
from kb.model import Citation, KnowledgeBase, Section, Slug, Work, number_order

#: What a place that names both works adds; a bracket lies under a heading, and that in a section.
TOGETHER: Mapping[Level, float] = {"group": 3, "heading": 1, "section": 0.5}
#: What all topics in common add, and each common author, of whom no more than two count.
TOPICS, AUTHOR, MOST_AUTHORS = 3.0, 2.0, 2


@dataclass(frozen=True)
class Related:
    """A work that belongs beside another, and what the two have in common.

    Attributes:
        brackets: numbers of the headings under which one bracket names both, once for each bracket.
        headings: numbers of the headings under which both are cited.
        sections: numbers of the sections that cite both.
        topics: slugs of the topics that both carry; same_topics: whether neither carries another.
        authors: slugs of the authors of both.
    """

    work: Work
    score: float
    brackets: tuple[str, ...]
    headings: tuple[str, ...]
    sections: tuple[str, ...]
    topics: tuple[Slug, ...]
    same_topics: bool
    authors: tuple[Slug, ...]


class RelatedWorks:
    """Finds related works by co-citation (Small 1973), common topics and common authors.

    The score of two works is 3 for each bracket that names both, 1 for each heading under which both stand, 1/2 for
    each section that cites both, 3 times the Jaccard index of their topics, and 2 for each common author, at most 4.
    Works are compared that stand under one heading, are cited by two sections, or share an author or two topics (or the
    only one): quadratic in the number of works of each.
    """

    def __init__(
        self, base: KnowledgeBase, people: People, mentions: Mapping[str, Iterable[tuple[Section, Citation]]]
    ) -> None:
        self._works = base.works
        self._mentions = mentions
        self._together = _together(base)
        self._topics = {key: frozenset(work.topics) for key, work in base.works.items()}
        self._authors = {key: frozenset(people.slugs(work)) for key, work in base.works.items()}
        self._by_author = _inverted(self._authors)
        self._by_topics = _inverted({key: _pairs(topics) for key, topics in self._topics.items()})

    def of(self, work: Work, most: int) -> list[Related]:
        """The works with the highest scores, equal ones by key. Fewer where fewer have anything in common."""
        key = work.key
        near = {other for other, added in self._together[key].items() if added > TOGETHER["section"]}
        for index, names in ((self._by_author, self._authors[key]), (self._by_topics, _pairs(self._topics[key]))):
            for name in names:
                near.update(index[name])
        scores = {other: self._score(key, other) for other in near if other != key}
        best = nsmallest(most, scores, key=lambda other: (-scores[other], other))
        return [self._related(key, other, scores[other]) for other in best]

    def _score(self, key: str, other: str) -> float:
        topics, others = self._topics[key], self._topics[other]
        common = len(topics & others)
        jaccard = common / (len(topics) + len(others) - common) if common else 0.0
        authors = len(self._authors[key] & self._authors[other])
        return self._together[key].get(other, 0.0) + TOPICS * jaccard + AUTHOR * min(MOST_AUTHORS, authors)

    def _related(self, key: str, other: str, score: float) -> Related:
        mine, others = self._places(key), self._places(other)
        brackets = mine.keys() & others.keys()
        topics, work = self._topics[key] & self._topics[other], self._works[other]
        sections = {section.number for section, _ in self._mentions.get(key, ())}
        return Related(
            work=work,
            score=score,
            brackets=_sorted(mine[bracket] for bracket in brackets),
            headings=_sorted(set(mine.values()) & set(others.values())),
            sections=_sorted(sections & {section.number for section, _ in self._mentions.get(other, ())}),
            topics=tuple(topic for topic in work.topics if topic in topics),
            same_topics=bool(topics) and self._topics[key] == self._topics[other],
            authors=tuple(sorted(self._authors[key] & self._authors[other])),
        )

    def _places(self, key: str) -> dict[tuple[str, int], str]:
        """The heading of each bracket that names a work."""
        return {(section.slug, item.group): item.at for section, item in self._mentions.get(key, ())}


def _together(base: KnowledgeBase) -> dict[str, dict[str, float]]:
    """What the places that name both works add, by their keys."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for level, weight in TOGETHER.items():
        for (one, other), count in nx.get_edge_attributes(co_citation(base, level), "weight").items():
            found[one][other] = found[other][one] = found[one].get(other, 0.0) + weight * count
    return found


def _inverted(names_of: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, names in names_of.items():
        for name in names:
            found[name].append(key)
    return found


def _pairs(topics: frozenset[str]) -> list[str]:
    """Every two topics; a work with one topic is near those that have only the same."""
    ordered = sorted(topics)
    pairs = [f"{one} {other}" for number, one in enumerate(ordered) for other in ordered[number + 1 :]]
    return pairs or ordered


def _sorted(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(numbers, key=number_order))
