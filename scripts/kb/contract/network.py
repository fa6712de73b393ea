"""The whole graph, as networkx reads it: ``api/v1/graph.json``, for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class NetworkNode:
    """A work, section, part, topic or author.

    Attributes:
        id: its kind and its name, as in work:brown2020language.
        kind: work, section, part, topic or author.
        label: what people call it, plain.
        url: of its page, below the site's root; empty where it has none.
    """

    id: str
    kind: str
    label: str
    url: str


@dataclass(frozen=True)
class NetworkEdge:
    """What one node has to do with another.

    Attributes:
        source: id of a node.
        target: id of a node.
        kind: cites, refers-to, about, belongs-to or wrote.
        page: of the report; null for what stands on none.
        role: what a citation does; empty for all else.
        note: what it is there for, plain; empty where nothing is said.
    """

    source: str
    target: str
    kind: str
    page: int | None
    role: str
    note: str


@dataclass(frozen=True)
class Network:
    """Nodes and edges, of which several may join the same two nodes.

    Attributes:
        directed: true, for edges have a direction.
        multigraph: true, for a section may cite a work several times.
        graph: what is said of the whole: its name.
        nodes: of every kind.
        edges: of every kind.
    """

    directed: bool
    multigraph: bool
    graph: Mapping[str, str]
    nodes: Sequence[NetworkNode]
    edges: Sequence[NetworkEdge]
