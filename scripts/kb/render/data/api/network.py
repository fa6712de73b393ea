"""The whole graph as networkx reads it, for other programs."""

from __future__ import annotations

from kb.contract.network import Network, NetworkEdge, NetworkNode
from kb.link import Links
from kb.link.measures import Node
from kb.link.people import Author
from kb.model import Citation, CrossReference, Section, Topic, Work
from kb.read.latex import plain
from kb.render.text import markdown

#: Kinds of nodes that have pages, and where these stand.
_PAGES = {"work": "works", "section": "sections", "topic": "topics", "author": "authors"}


def network(links: Links) -> Network:
    """Every node and edge."""
    return Network(
        directed=True,
        multigraph=True,
        graph={"name": links.base.report.title},
        nodes=[_node(links, node, record) for node, record in links.graph.nodes(data="record")],
        edges=[
            _edge(source, target, data["kind"], data.get("record"))
            for source, target, data in links.graph.edges(data=True)
        ],
    )


def _node(links: Links, node: Node, record: object) -> NetworkNode:
    kind, name = node
    url = f"{_PAGES[kind]}/{name}/" if kind in _PAGES else ""
    return NetworkNode(f"{kind}:{name}", kind, _label(links, name, record), url)


def _label(links: Links, name: str, record: object) -> str:
    match record:
        case Work():
            return plain(record.title)
        case Section() | Author() | Topic():
            return record.name
        case _:
            return links.base.part_titles.get(name, name)


def _edge(source: Node, target: Node, kind: str, record: object) -> NetworkEdge:
    role, note, page = "", "", None
    match record:
        case Citation():
            role, note, page = record.role, markdown.plain(record.note), record.page
        case CrossReference():
            note, page = markdown.plain(record.why), record.page
    return NetworkEdge(":".join(source), ":".join(target), kind, page, role, note)
