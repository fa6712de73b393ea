"""What each topic is about: works, sections, points."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.model import KnowledgeBase, Point, Section, Topic, Work


@dataclass(frozen=True)
class NumberedPoint:
    """A point, with its section and its number there, counted from 1."""

    section: Section
    number: int
    point: Point


class TopicIndex:
    """The vocabulary with everything that carries its topics. A group is about all that its topics are about.

    Args:
        importance: sorts works, the most important first.
    """

    def __init__(self, base: KnowledgeBase, importance: Callable[[Work], tuple[int, int, str]]) -> None:
        self.records = {topic.slug: topic for topic in base.topics}
        self.groups = [topic for topic in base.topics if topic.is_group]
        self._narrower: dict[str, list[Topic]] = defaultdict(list)
        for topic in base.topics:
            self._narrower[topic.broader].append(topic)
        self._works: dict[str, list[Work]] = defaultdict(list)
        for work in sorted(base.works.values(), key=importance):
            for slug in self.with_groups(work.topics):
                self._works[slug].append(work)
        self._sections: dict[str, list[Section]] = defaultdict(list)
        self._points: dict[str, list[NumberedPoint]] = defaultdict(list)
        for section in base.sections:
            for slug in self.with_groups(section.topics):
                self._sections[slug].append(section)
            for number, point in enumerate(section.points, 1):
                for slug in self.with_groups(point.topics):
                    self._points[slug].append(NumberedPoint(section, number, point))

    def with_groups(self, slugs: Iterable[str]) -> dict[str, None]:
        """The slugs of some topics with those of their groups, each once."""
        return dict.fromkeys(slug for topic in self.of(slugs) for slug in (topic.slug, topic.broader) if slug)

    def of(self, slugs: Iterable[str]) -> list[Topic]:
        """The topics of some slugs, in their order; a slug that nobody knows is left out."""
        return [self.records[slug] for slug in slugs if slug in self.records]

    def narrower(self, topic: Topic) -> list[Topic]:
        """The topics of a group, in the order of the vocabulary."""
        return self._narrower[topic.slug]

    def broader(self, topic: Topic) -> Topic | None:
        """The group of a topic."""
        return self.records.get(topic.broader)

    def related(self, topic: Topic) -> list[Topic]:
        """Topics beside it, in the order of the file, whichever of the two names the other."""
        return [
            other
            for other in self.records.values()
            if other.slug != topic.slug and (other.slug in topic.related or topic.slug in other.related)
        ]

    def works(self, topic: Topic) -> list[Work]:
        """Its works, the most important first."""
        return self._works[topic.slug]

    def sections(self, topic: Topic) -> list[Section]:
        """Its sections, in the order of the report."""
        return self._sections[topic.slug]

    def points(self, topic: Topic) -> list[NumberedPoint]:
        """Its points, in the order of the report."""
        return self._points[topic.slug]

    def carried_by(self, works: Iterable[Work], most: int) -> list[tuple[Topic, int]]:
        """The topics that most of some works carry, with the number of works."""
        counts = Counter(slug for work in works for slug in work.topics if slug in self.records)
        return [(self.records[slug], count) for slug, count in counts.most_common(most)]

    def beside(self, topic: Topic, most: int) -> list[tuple[Topic, int]]:
        """The topics that its works carry besides, with the number of works."""
        return [item for item in self.carried_by(self.works(topic), most + 1) if item[0].slug != topic.slug][:most]
