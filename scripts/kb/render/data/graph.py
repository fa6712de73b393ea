"""What the map of the citation graph is drawn from, as :mod:`kb.contract.graph` tells it.

``graph/data.json`` holds what the first picture needs; ``graph/authors.json`` the authors, for their view. What a work
is and why it is cited comes with the records of works.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kb.contract.graph import (
    Graph,
    GraphAuthor,
    GraphCitation,
    GraphPart,
    GraphReference,
    GraphRole,
    GraphSection,
    GraphTopic,
    GraphWork,
)
from kb.link import Links
from kb.link.layout import author_positions
from kb.model import ROLES, Section, Work
from kb.read.latex import plain
from kb.render.data.records import spoken
from kb.render.engine import ROLE_MEANINGS
from kb.render.text.reference import label


def graph_data(links: Links) -> Graph:
    """Sections, works and every in-text citation."""
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
        mentions=[_citations(section, works) for section in base.sections],
        references=[_references(section, sections) for section in base.sections],
    )


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _section(links: Links, section: Section) -> GraphSection:
    part = links.base.part_slugs.index(section.part)
    return GraphSection(section.slug, section.name, spoken(section), part, *_position(links, "section", section.slug))


def _work(links: Links, work: Work, topics: Mapping[str, int]) -> GraphWork:
    x, y = _position(links, "work", work.key)
    carried = [topics[slug] for slug in work.topics if slug in topics]
    return GraphWork(work.key, label(work), plain(work.title), _year(work), x, y, carried)


def _citations(section: Section, works: Mapping[str, int]) -> list[GraphCitation]:
    known = (item for item in section.citations if item.work in works)
    return [GraphCitation(works[item.work], ROLES.index(item.role), item.page, item.group, item.at) for item in known]


def _year(work: Work) -> int:
    return int(work.year) if work.year.isdigit() else 0


def _position(links: Links, kind: str, name: str) -> tuple[float, float]:
    """A work that no section cites has no position."""
    x, y = links.positions.get((kind, name), (0, 0))
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
        for slug, (x, y) in author_positions(links.people, links.positions).items()
    ]
