"""What the graph says of nearness and standing. Each function names its definition and where it comes from.

All take records or graphs and give plain values; none keeps anything. Where networkx is slow, igraph counts.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Literal, TypeVar

import igraph
import networkx as nx

from kb.model import Citation, KnowledgeBase, Section

Node = tuple[str, str]
Name = TypeVar("Name", str, Node)
#: How near two citations must stand to count as together.
Level = Literal["group", "heading", "section"]

_UNITS: Mapping[Level, Callable[[Section, Citation], object]] = {
    "group": lambda section, citation: (section.slug, citation.group),
    "heading": lambda section, citation: (section.slug, citation.at),
    "section": lambda section, _: section.slug,
}


def co_citation(base: KnowledgeBase, level: Level = "group") -> nx.Graph[str]:
    """Works that are cited together, by cite key; ``weight`` counts the units that cite both.

    Co-citation as of Small 1973, doi:10.1002/asi.4630240406, with a citation group, a heading or a section as the unit
    in place of the citing paper. Two works cited twice in one unit are together once. Quadratic in the number of works
    of a unit.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(base.works)
    graph.add_weighted_edges_from((one, other, count) for (one, other), count in _pairs(base, level).items())
    return graph


def _pairs(base: KnowledgeBase, level: Level) -> Counter[tuple[str, str]]:
    """How many units cite both of two works."""
    return Counter(pair for works in _together(base, level) for pair in combinations(sorted(works), 2))


def _together(base: KnowledgeBase, level: Level) -> Iterable[set[str]]:
    """The works of each unit."""
    found: dict[object, set[str]] = defaultdict(set)
    for section in base.sections:
        for citation in section.citations:
            if citation.work in base.works:
                found[_UNITS[level](section, citation)].add(citation.work)
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
    """Sections and the works that they cite, without directions; ``weight`` counts the citations."""
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
    2001, doi:10.1080/0022250X.2001.9990249: nodes times edges, 0.1 s for the corpus and 15 for ten times as many works.
    A work that one section cites joins nothing.
    """
    graph = literature(base)
    nodes = list(graph)
    pairs = max(1, (len(nodes) - 1) * (len(nodes) - 2) // 2)
    values = _counted(nodes, nx.get_edge_attributes(graph, "weight")).betweenness(directed=False)
    return {name: value / pairs for (kind, name), value in zip(nodes, values, strict=True) if kind == "work"}


def communities(base: KnowledgeBase, seed: int = 1) -> list[frozenset[str]]:
    """Works that are cited together more than with others, the largest community first, by cite key.

    Leiden as of Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z, by modularity, on co-citation under
    one heading; the same every time for one seed. Works that are cited with no other are left out.
    """
    weights = _pairs(base, "heading")
    together = {key for pair in weights for key in pair}
    nodes = [key for key in base.works if key in together]
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 (no secret)
    found = _counted(nodes, weights).community_leiden("modularity", weights="weight", n_iterations=-1)
    works = (frozenset(nodes[number] for number in numbers) for numbers in found)
    return sorted(works, key=lambda works: (-len(works), min(works)))


def _counted(nodes: Iterable[Name], weights: Mapping[tuple[Name, Name], int]) -> igraph.Graph:
    """A weighted graph for igraph, whose nodes are the numbers of ``nodes``."""
    numbers = {node: number for number, node in enumerate(nodes)}
    edges = [(numbers[one], numbers[other]) for one, other in weights]
    return igraph.Graph(len(numbers), edges, edge_attrs={"weight": list(weights.values())})


def chain(graph: nx.Graph[Node], start: Node, end: Node) -> list[Node]:
    """The shortest path from one work or section to another through what is cited, both ends included.

    Breadth first, as of Moore 1959, in the graph of :func:`literature`. Of several paths it takes the one whose works
    the most sections cite, step by step from the start, then the first by name. Empty if no path leads there. Linear
    but for sorting neighbors.
    """
    before: dict[Node, Node] = {start: start}
    waiting = deque([start])
    while waiting and end not in before:
        node = waiting.popleft()
        for neighbor in sorted(graph[node], key=lambda other: (-graph.degree[other], other)):
            if neighbor not in before:
                before[neighbor] = node
                waiting.append(neighbor)
    if end not in before:
        return []
    path = [end]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]


def marks(
    communities: Iterable[Iterable[str]], topics_of: Mapping[str, Iterable[str]], most: int = 3
) -> list[list[str]]:
    """The topics that set each community of works apart from all others, the most telling first.

    By how many more works of the community carry the topic than would if it were spread evenly over all works: observed
    less expected, as in modularity. A topic that marks a community is carried by two of its works or more.
    """
    members = [list(community) for community in communities]
    everywhere = Counter(topic for topics in topics_of.values() for topic in topics)
    found = []
    for community in members:
        share = len(community) / max(1, len(topics_of))
        counts = Counter(topic for work in community for topic in topics_of.get(work, ()))
        excess = {topic: count - share * everywhere[topic] for topic, count in counts.items() if count > 1}
        found.append(
            sorted((topic for topic in excess if excess[topic] > 0), key=lambda topic: (-excess[topic], topic))[:most]
        )
    return found
