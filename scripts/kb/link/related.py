"""Works that belong beside a work, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from kb.link.people import People
from kb.model import Citation, KnowledgeBase, Section, Slug, Work, number_order

#: What a unit that cites both works adds; a citation group lies under a heading, and that in a section.
GROUP, HEADING, SECTION = 3.0, 1.0, 0.5
#: What all topics in common add, and each common author, of whom no more than two count.
TOPICS, AUTHOR, MOST_AUTHORS = 3.0, 2.0, 2


@dataclass(frozen=True)
class Related:
    """A work that belongs beside another, and what the two have in common.

    Attributes:
        citation_groups: marks (``§4.2``) of the headings under which a citation group holds both, one for each.
        headings: marks of the headings under which both are cited.
        sections: marks of the sections that cite both.
        topics: slugs of the topics that both carry; same_topics: whether neither carries another.
        authors: slugs of the authors of both.
    """

    work: Work
    score: float
    citation_groups: tuple[str, ...]
    headings: tuple[str, ...]
    sections: tuple[str, ...]
    topics: tuple[Slug, ...]
    same_topics: bool
    authors: tuple[Slug, ...]


class RelatedWorks:
    """Finds related works by co-citation (Small 1973), common topics and common authors.

    The score of two works is 3 for each citation group that holds both, 1 for each heading under which both stand, 1/2
    for each section that cites both, 3 times the Jaccard index of their topics, and 2 for each common author, at most
    4. Works are compared that stand under one heading, are cited together by two sections, or share an author or two
    topics (or the only one), and only where there are none, that share a topic or a section: quadratic in the number of
    works of each.
    """

    def __init__(
        self, base: KnowledgeBase, people: People, citations: Mapping[str, Iterable[tuple[Section, Citation]]]
    ) -> None:
        self._works = base.works
        self._groups = {key: _groups(citations.get(key, ())) for key in base.works}
        self._headings = {key: frozenset(groups.values()) for key, groups in self._groups.items()}
        self._sections = {key: frozenset(section.mark for section, _ in citations.get(key, ())) for key in base.works}
        self._topics = {key: frozenset(work.topics) for key, work in base.works.items()}
        self._authors = {key: frozenset(people.slugs(work)) for key, work in base.works.items()}
        pairs = {key: _pairs(topics) for key, topics in self._topics.items()}
        self._alike = [(names, _inverted(names)) for names in (self._headings, self._authors, pairs)]
        self._several = {key: sections for key, sections in self._sections.items() if len(sections) > 1}
        self._by_section = _inverted(self._several)

    def of(self, work: Work, most: int) -> list[Related]:
        """The works with the highest scores, equal ones by key. Fewer where fewer have anything in common."""
        scores = {other: self._score(work.key, other) for other in self._near(work.key)}
        best = nsmallest(most, scores, key=lambda other: (-scores[other], other))
        return [self._related(work.key, other, scores[other]) for other in best]

    def _near(self, key: str) -> set[str]:
        near = {other for names, index in self._alike for name in names[key] for other in index[name]}
        shared = Counter(other for number in self._several.get(key, ()) for other in self._by_section[number])
        near |= {other for other, count in shared.items() if count > 1}
        return near - {key} or self._farther(key)

    def _farther(self, key: str) -> set[str]:
        """For the rare work that nothing is near to: all with one of its topics or sections."""
        topics, sections = self._topics[key], self._sections[key]
        return {
            other
            for other in self._works
            if other != key and (topics & self._topics[other] or sections & self._sections[other])
        }

    def _score(self, key: str, other: str) -> float:
        topics, others = self._topics[key], self._topics[other]
        common = len(topics & others)
        jaccard = common / (len(topics) + len(others) - common) if common else 0.0
        return (
            GROUP * len(self._groups[key].keys() & self._groups[other].keys())
            + HEADING * len(self._headings[key] & self._headings[other])
            + SECTION * len(self._sections[key] & self._sections[other])
            + TOPICS * jaccard
            + AUTHOR * min(MOST_AUTHORS, len(self._authors[key] & self._authors[other]))
        )

    def _related(self, key: str, other: str, score: float) -> Related:
        groups = self._groups[key].keys() & self._groups[other].keys()
        topics, work = self._topics[key] & self._topics[other], self._works[other]
        return Related(
            work=work,
            score=score,
            citation_groups=_sorted(self._groups[key][group] for group in groups),
            headings=_sorted(self._headings[key] & self._headings[other]),
            sections=_sorted(self._sections[key] & self._sections[other]),
            topics=tuple(topic for topic in work.topics if topic in topics),
            same_topics=bool(topics) and self._topics[key] == self._topics[other],
            authors=tuple(sorted(self._authors[key] & self._authors[other])),
        )


def _groups(citations: Iterable[tuple[Section, Citation]]) -> dict[tuple[str, int], str]:
    """The heading of each citation group that holds a work."""
    return {(section.slug, item.group): section.heading_mark(item.at) for section, item in citations}


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


def _sorted(marks: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(marks, key=lambda mark: (number_order(mark.removeprefix("§")), mark)))
