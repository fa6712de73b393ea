"""Records into the graph: a :class:`networkx.MultiDiGraph` whose edges say where they stand and why.

Nodes are ``("work", key)``, ``("section", slug)``, ``("part", name)``, ``("topic", slug)`` and ``("author", slug)``.
Edges:

``cites``
    section to work, one for every in-text citation, with the :class:`~kb.model.Citation` as ``record``.
``refers-to``
    section to section, one for every cross-reference, with the :class:`~kb.model.CrossReference` as ``record``.
``belongs-to``
    section to part; topic to its group.
``about``
    work or section to topic, one for each topic that it carries.
``wrote``
    author to work or section.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

import networkx as nx

from kb.link.layout import Point, layout
from kb.link.measures import Node, coupling
from kb.link.people import People
from kb.link.provenance import Standing, standings
from kb.link.related import Related, RelatedWorks
from kb.link.topics import TopicIndex
from kb.link.venues import VenueEntry, venues_of
from kb.model import ROLES, Citation, CiteKey, CrossReference, Erratum, KnowledgeBase, Section, Update, Work


def build_graph(base: KnowledgeBase, people: People) -> nx.MultiDiGraph[Node]:
    """The graph of a knowledge base. Linear in the number of records."""
    graph: nx.MultiDiGraph[Node] = nx.MultiDiGraph()
    graph.add_nodes_from((("work", key), {"record": work}) for key, work in base.works.items())
    for section in base.sections:
        graph.add_node(("section", section.slug), record=section)
        graph.add_edge(("section", section.slug), ("part", section.part), kind="belongs-to")
    for section in base.sections:
        source = ("section", section.slug)
        for citation in section.citations:
            if citation.work in base.works:
                graph.add_edge(source, ("work", citation.work), kind="cites", record=citation)
        for reference in section.related:
            if graph.has_node(("section", reference.section)):
                graph.add_edge(source, ("section", reference.section), kind="refers-to", record=reference)
    _add_topics(graph, base)
    _add_authors(graph, people)
    return graph


def _add_topics(graph: nx.MultiDiGraph[Node], base: KnowledgeBase) -> None:
    graph.add_nodes_from((("topic", topic.slug), {"record": topic}) for topic in base.topics)
    carriers = [(("work", work.key), work.topics) for work in base.works.values()]
    carriers += [(("section", section.slug), section.topics) for section in base.sections]
    edges = [(carrier, ("topic", slug)) for carrier, slugs in carriers for slug in slugs]
    graph.add_edges_from((*edge, {"kind": "about"}) for edge in edges if graph.has_node(edge[1]))
    groups = [(("topic", topic.slug), ("topic", topic.broader)) for topic in base.topics]
    graph.add_edges_from((*edge, {"kind": "belongs-to"}) for edge in groups if graph.has_node(edge[1]))


def _add_authors(graph: nx.MultiDiGraph[Node], people: People) -> None:
    for author in people.authors.values():
        graph.add_node(("author", author.slug), record=author)
        written = [("work", work.key) for work in author.works]
        written += [("section", section.slug) for section in author.sections]
        graph.add_edges_from((("author", author.slug), node, {"kind": "wrote"}) for node in written)


def _citations(graph: nx.MultiDiGraph[Node]) -> dict[str, list[tuple[Section, Citation]]]:
    """Every in-text citation of each work, in the order of the report."""
    found: dict[str, list[tuple[Section, Citation]]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        if data["kind"] == "cites":
            found[target[1]].append((graph.nodes[source]["record"], data["record"]))
    for citations in found.values():
        citations.sort(key=lambda cited: (cited[0].order, cited[1].group))
    return found


class Links:
    """Questions that pages ask of the graph."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.people = People(base)
        self.venues = venues_of(base)
        self.graph = build_graph(base, self.people)
        self._citations = _citations(self.graph)
        self._by_slug = {section.slug: section for section in base.sections}
        self._sections = {
            key: list({section.slug: section for section, _ in citations}.values())
            for key, citations in self._citations.items()
        }
        self._nearest: dict[tuple[CiteKey, int], list[Related]] = {}
        self._venue_of = {work.key: venue for venue in self.venues.values() for work in venue.works}

    @cached_property
    def coupling(self) -> nx.Graph[str]:
        """Sections that cite the same works."""
        return coupling(self.base)

    @cached_property
    def _related(self) -> RelatedWorks:
        return RelatedWorks(self.base, self.people, self._citations)

    def related_to(self, work: Work, most: int = 10) -> list[Related]:
        """The works that belong beside a work, the nearest first, and why."""
        if (work.key, most) not in self._nearest:
            self._nearest[work.key, most] = self._related.of(work, most)
        return self._nearest[work.key, most]

    @cached_property
    def positions(self) -> dict[Node, Point]:
        """Where sections and works stand on the map."""
        return layout(self.base, self._sections, self.coupling)

    def sharing_with(self, section: Section) -> list[tuple[Section, list[Work]]]:
        """The sections that cite works which a section cites, and those works: those that share most first."""
        found = [
            (self._by_slug[slug], sorted((self.base.works[key] for key in data["works"]), key=self.importance))
            for slug, data in self.coupling[section.slug].items()
        ]
        return sorted(found, key=lambda item: (-len(item[1]), item[0].order))

    @cached_property
    def _standings(self) -> Mapping[CiteKey, Standing]:
        return standings(self.base)

    @cached_property
    def _updates(self) -> Mapping[CiteKey, list[tuple[Section, Update]]]:
        found: dict[CiteKey, list[tuple[Section, Update]]] = defaultdict(list)
        for section in self.base.sections:
            for update in section.updates:
                for key in update.works:
                    found[key].append((section, update))
        return found

    @cached_property
    def _errata(self) -> Mapping[CiteKey, list[Erratum]]:
        found: dict[CiteKey, list[Erratum]] = defaultdict(list)
        for erratum in self.base.errata:
            found[erratum.work].append(erratum)
        return found

    def errata_of(self, work: Work) -> list[Erratum]:
        """What the report's printed list has wrong of a work, in the order of the file."""
        return self._errata.get(work.key, [])

    def updates_of(self, work: Work) -> list[tuple[Section, Update]]:
        """The updates that name a work, in the order of the report."""
        return self._updates.get(work.key, [])

    def standing_of(self, work: Work) -> Standing:
        """How far the entry of a work was checked, and against what."""
        return self._standings[work.key]

    @cached_property
    def topics(self) -> TopicIndex:
        """What each topic is about."""
        return TopicIndex(self.base, self.importance)

    def venue_of(self, work: Work) -> VenueEntry | None:
        """Where a work appeared, if its entry says so."""
        return self._venue_of.get(work.key)

    def in_open_venue(self, work: Work) -> bool:
        """Whether everything in the venue of a work is free to read."""
        venue = self.venue_of(work)
        return bool(venue and venue.open)

    def importance(self, work: Work) -> tuple[int, int, str]:
        """Sorts works by the number of sections that cite them, then of citations, most first, then by key."""
        return -len(self.sections_of(work)), -len(self.citations_of(work)), work.key

    def citations_of(self, work: Work) -> list[tuple[Section, Citation]]:
        """Every in-text citation of a work, in the order of the report."""
        return self._citations.get(work.key, [])

    def strongest_citation(self, work: Work) -> tuple[Section, Citation] | None:
        """The citation whose role weighs most, in the order in which roles are chosen; of several the first."""
        citations = self.citations_of(work)
        return min(citations, key=lambda cited: ROLES.index(cited[1].role)) if citations else None

    def sections_of(self, work: Work) -> list[Section]:
        """The sections that cite a work, each once, in the order of the report."""
        return self._sections.get(work.key, [])

    def works_of(self, section: Section) -> list[Work]:
        """The works that a section cites, each once, in the order of the text."""
        keys = dict.fromkeys(citation.work for citation in section.citations)
        return [self.base.works[key] for key in keys if key in self.base.works]

    def cited_only_by(self, section: Section) -> list[Work]:
        """The works that no other section cites, in the order of the text."""
        return [work for work in self.works_of(section) if len(self.sections_of(work)) == 1]

    def referring_to(self, section: Section) -> list[tuple[Section, CrossReference]]:
        """Cross-references that point at a section, in the order of the report."""
        edges = self.graph.in_edges(("section", section.slug), data=True)
        pointers = [
            (self.graph.nodes[source]["record"], data["record"])
            for source, _, data in edges
            if data.get("kind") == "refers-to" and data["record"].at
        ]
        return sorted(pointers, key=lambda pointer: (pointer[0].order, pointer[1].page or 0))
