"""The graph for other tools: what they read is what was written."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kb.link import Links
from kb.link.export import portable, write
from tests.conftest import REPOSITORY, Run

Graph = Any


@pytest.fixture(scope="module")
def graph(links: Links) -> Graph:
    return portable(links)


def read(file: str) -> str:
    return (REPOSITORY / file).read_text("utf-8")


def counts(graph: Graph) -> tuple[Counter[str], Counter[str]]:
    nodes = Counter(kind for _, kind in graph.nodes(data="kind"))
    return nodes, Counter(data["kind"] for _, _, data in graph.edges(data=True))


def test_everything_is_in_it(graph: Graph, links: Links) -> None:
    nodes, edges = counts(graph)
    bibliography, topics = (read(f"bibliography/{name}") for name in ("references.bib", "topics.yaml"))
    sections = [read(f"sections/{path.name}") for path in (REPOSITORY / "sections").iterdir()]
    assert nodes == {
        "work": len(re.findall("^@", bibliography, re.MULTILINE)),
        "section": len(sections),
        "part": len(links.base.report.parts),
        "topic": len(re.findall("^- slug: ", topics, re.MULTILINE)),
        "author": len(links.people.authors),
    }
    assert edges["cites"] == len(re.findall(r"^  - \{work: .* role: ", "\n".join(sections), re.MULTILINE))
    assert edges["refers-to"] == sum(len(section.related) for section in links.base.sections)
    carried = sum(len(work.topics) for work in links.base.works.values())
    assert edges["about"] == carried + sum(len(section.topics) for section in links.base.sections)


def test_an_edge_says_where_it_stands_and_why(graph: Graph) -> None:
    edges = graph.get_edge_data("section:security-and-privacy", "work:tramer2016stealing").values()
    assert [(data["kind"], data["at"], data["page"], data["role"]) for data in edges] == [
        ("cites", "4.7", 105, "evidence")
    ]
    assert [data["note"] for data in edges] == ["attacks that steal a secret trained model"]


def test_a_work_carries_its_standing(graph: Graph) -> None:
    work = graph.nodes["work:brown2020language"]
    assert work["label"] == "Language Models are Few-Shot Learners"
    assert work["parts"] == "introduction capabilities applications technology society"
    values = nx.get_node_attributes(graph, "betweenness")
    assert max(values, key=values.__getitem__) == "work:brown2020language"


def same(one: Graph, other: Graph) -> None:
    assert dict(one.nodes(data=True)) == {
        node: {name: value for name, value in data.items() if name in one.nodes[node]}
        for node, data in other.nodes(data=True)
    }
    assert values(one, one) == values(other, one)


def values(graph: Graph, like: Graph) -> Counter[Any]:
    """Every edge with all that it carries, but for what a format adds (numbers, weights)."""
    names = {name for _, _, data in like.edges(data=True) for name in data}
    return Counter(
        (source, target, frozenset((name, value) for name, value in data.items() if name in names))
        for source, target, data in graph.edges(data=True)
    )


def test_graphml_comes_back_whole(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_text(write(graph, "graphml"), "utf-8")
    same(graph, nx.read_graphml(path, force_multigraph=True))


def test_gexf_comes_back_whole(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.gexf"
    path.write_text(write(graph, "gexf"), "utf-8")
    same(graph, nx.read_gexf(path))


def test_json_comes_back_whole(graph: Graph) -> None:
    same(graph, nx.node_link_graph(json.loads(write(graph, "json")), edges="edges"))


def test_csv_holds_every_edge(graph: Graph) -> None:
    rows = csv.DictReader(io.StringIO(write(graph, "csv")))
    names = ("kind", "at", "to", "page", "group", "role", "note")
    assert Counter(tuple(row.values()) for row in rows) == Counter(
        (source, target, *(str(data.get(name, "")) for name in names))
        for source, target, data in graph.edges(data=True)
    )
    assert any(data.get("to") and data["note"] for _, _, data in graph.edges(data=True))


def test_csv_holds_no_formulas(library: Path, kb: Run) -> None:
    path = library / "sections/1.1-security.yaml"
    path.write_text(path.read_text("utf-8").replace("fair use", "=HYPERLINK(1)"), "utf-8")
    assert "'=HYPERLINK(1)" in kb("graph", "--root", library, "--format", "csv").out


def test_dot_quotes_what_it_must(library_links: Links) -> None:
    graph = portable(library_links)
    graph.nodes["topic:attacks"]["label"] = 'a "quoted" \\ name'
    text = write(graph, "dot")
    assert text.startswith("digraph {\n")
    assert 'label="a \\"quoted\\" \\\\ name"' in text
    statements = text.splitlines()[1:-1]
    assert len(statements) == graph.number_of_nodes() + graph.number_of_edges()


def test_the_command_writes_it(library: Path, kb: Run) -> None:
    assert kb("graph", "--root", library, "--output", library / "graph.gexf", "--format", "gexf").status == 0
    assert nx.read_gexf(library / "graph.gexf").has_node("work:brown2020language")
    assert json.loads(kb("graph", "--root", library, "--format", "json").out)["directed"] is True
    result = kb("graph", "--root", library, "--output", library / "no/such/folder")
    assert (result.status, "cannot be written" in result.err) == (2, True)
