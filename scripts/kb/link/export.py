"""The graph for other tools: plain names and values, in the formats that Gephi, Cytoscape and networkx read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import networkx as nx

from kb.link import Links
from kb.link.measures import Node, betweenness, citing_parts, communities
from kb.link.people import Author
from kb.link.table import csv_line
from kb.model import Citation, CrossReference, Section, Topic, Work
from kb.read.latex import plain
from kb.read.names import spoken

COLUMNS = ("source", "target", "kind", "at", "to", "page", "group", "role", "note")
Values = dict[str, str | int | float]


def portable(links: Links) -> nx.MultiDiGraph[str]:
    """Every node and edge, named ``kind:name``, with values that every format can hold.

    Works carry their standing: ``sections`` and ``parts`` that cite them, in so many ``mentions`` (in-text citations),
    ``betweenness``, ``community``.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=links.base.report.title)
    standing = _standing(links)
    for node, record in links.graph.nodes(data="record"):
        graph.add_node(_name(node), kind=node[0], **_values(node, record), **standing.get(node, {}))
    for source, target, data in links.graph.edges(data=True):
        graph.add_edge(_name(source), _name(target), kind=data["kind"], **_edge_values(data.get("record")))
    return graph


def _name(node: Node) -> str:
    return ":".join(node)


def _standing(links: Links) -> dict[Node, Values]:
    parts, between = citing_parts(links.base), betweenness(links.base)
    community = {key: number for number, works in enumerate(communities(links.base), 1) for key in works}
    return {
        ("work", key): {
            "sections": len(links.sections_of(work)),
            "mentions": len(links.citations_of(work)),
            "parts": " ".join(parts.get(key, ())),
            "betweenness": round(between[key], 6),
            "community": community.get(key, 0),
        }
        for key, work in links.base.works.items()
    }


def _values(node: Node, record: object) -> Values:
    match record:
        case Work():
            identifiers = {name: record.fields[name] for name in ("doi", "eprint", "url") if name in record.fields}
            authors = "; ".join(spoken(name) for name in record.creators)
            return {"label": plain(record.title), "authors": authors, "year": record.year, **identifiers}
        case Section():
            pages = dict(zip(("first_page", "last_page"), record.pages or (), strict=False))
            return {"label": record.name, "part": record.part, **pages}
        case Topic():
            return {"label": record.name, "definition": record.definition}
        case Author():
            return {"label": record.name}
        case _:
            return {"label": node[1].capitalize()}


def _edge_values(record: object) -> Values:
    match record:
        case Citation():
            page = {} if record.page is None else {"page": record.page}
            return {"at": record.at, **page, "group": record.group, "role": record.role, "note": plain(record.note)}
        case CrossReference():
            values: Values = {"at": record.at, "to": record.to, "note": plain(record.why)}
            return values if record.page is None else {**values, "page": record.page}
        case _:
            return {}


def write(graph: nx.MultiDiGraph[str], form: str) -> str:
    """The text of a graph as ``graphml``, ``gexf``, ``json``, ``dot`` or ``csv``, which holds the edges, one a line."""
    match form:
        case "graphml":
            return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"
        case "gexf":
            return "\n".join(nx.generate_gexf(graph)) + "\n"
        case "json":
            return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1) + "\n"
        case "dot":
            return "\n".join(("digraph {", *_dot(graph), "}\n"))
        case _:
            return _csv(graph)


def _csv(graph: nx.MultiDiGraph[str]) -> str:
    edges = graph.edges(data=True)
    rows = ((source, target, *(str(data.get(name, "")) for name in COLUMNS[2:])) for source, target, data in edges)
    return "".join(map(csv_line, (COLUMNS, *rows)))


def _dot(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """Graphviz's language: a statement for each node and edge, every name and value quoted."""
    for node, data in graph.nodes(data=True):
        yield f"{_quoted(node)} [{_attributes(data)}];"
    for source, target, data in graph.edges(data=True):
        yield f"{_quoted(source)} -> {_quoted(target)} [{_attributes(data)}];"


def _attributes(data: dict[str, Any]) -> str:
    return ", ".join(f"{name}={_quoted(str(value))}" for name, value in data.items())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
