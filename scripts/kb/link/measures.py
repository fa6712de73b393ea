"""What the graph says of nearness and standing. Each function names its definition and where it comes from.

All take records or graphs and give plain values; none keeps anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Literal

import networkx as nx

from kb.model import Citation, KnowledgeBase, Section

Node = tuple[str, str]
#: How near two mentions must stand to count as together.
Level = Literal["group", "heading", "section"]

_PLACES: Mapping[Level, Callable[[Section, Citation], object]] = {
    "group": lambda section, citation: (section.slug, citation.group),
    "heading": lambda section, citation: (section.slug, citation.at),
    "section": lambda section, _: section.slug,
}


def co_citation(base: KnowledgeBase, level: Level = "group") -> nx.Graph[str]:
    """Works that are cited together, by cite key; ``weight`` counts the places that name both.

    Co-citation as of Small 1973, doi:10.1002/asi.4630240406, with a bracket, a heading or a section in the place of the
    citing paper. Two works named twice in one place are together once. Quadratic in the number of works of a place.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(base.works)
    counts: Counter[tuple[str, str]] = Counter()
    for works in _together(base, level):
        counts.update(combinations(sorted(works), 2))
    graph.add_weighted_edges_from((one, other, count) for (one, other), count in counts.items())
    return graph


def _together(base: KnowledgeBase, level: Level) -> Iterable[set[str]]:
    """The works of each place."""
    found: dict[object, set[str]] = defaultdict(set)
    for section in base.sections:
        for citation in section.citations:
            if citation.work in base.works:
                found[_PLACES[level](section, citation)].add(citation.work)
    return found.values()


def coupling(base: KnowledgeBase) -> nx.Graph[str]:
    """Sections that cite the same works, by slug; ``weight`` counts the works and ``works`` names them.

    Bibliographic coupling as of Kessler 1963, doi:10.1002/asi.5090140103, with sections in the place of papers.
    """
    cited = {section.slug: {item.work for item in section.citations} & base.works.keys() for section in base.sections}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(cited)
    for one, other in combinations(cited, 2):
        shared = cited[one] & cited[other]
        if shared:
            graph.add_edge(one, other, weight=len(shared), works=tuple(sorted(shared)))
    return graph


def citing_parts(base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """The parts of the report that cite each work, in its order."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for section in base.sections:
        for citation in section.citations:
            found[citation.work][section.part] = None
    return {key: tuple(parts) for key, parts in found.items()}


def literature(base: KnowledgeBase) -> nx.Graph[Node]:
    """Sections and the works that they cite, without directions; ``weight`` counts the mentions."""
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from(("section", section.slug) for section in base.sections)
    graph.add_nodes_from(("work", key) for key in base.works)
    for section in base.sections:
        counts = Counter(citation.work for citation in section.citations if citation.work in base.works)
        edges = ((("section", section.slug), ("work", key), count) for key, count in counts.items())
        graph.add_weighted_edges_from(edges)
    return graph


def betweenness(base: KnowledgeBase) -> dict[str, float]:
    """How much of the report's literature is joined by each work, from 0 to 1, by cite key.

    Betweenness as of Freeman 1977, doi:10.2307/3033543, in the graph of :func:`literature`, computed as of Brandes
    2001, doi:10.1080/0022250X.2001.9990249: nodes times edges. A work that one section cites joins nothing.
    """
    values = nx.betweenness_centrality(literature(base))
    return {name: value for (kind, name), value in values.items() if kind == "work"}


def communities(base: KnowledgeBase, seed: int = 1) -> list[frozenset[str]]:
    """Works that are cited together more than with others, the largest community first, by cite key.

    Louvain as of Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008, on co-citation under one heading; the same
    every time for one seed. Works that are cited with no other are left out.
    """
    graph = co_citation(base, "heading")
    graph.remove_nodes_from(list(nx.isolates(graph)))
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    return sorted((frozenset(works) for works in found), key=lambda works: (-len(works), min(works)))
