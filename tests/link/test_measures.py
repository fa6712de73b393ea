"""Measures of nearness and standing, checked against values worked out by hand on a small report.

Sections a and b are of one part, c of another. a cites (v, w) in one citation group and x alone under one heading; b
cites (w, x) in one citation group and w again; c cites x under one heading and y, z in one citation group under the
next.
"""

import networkx as nx
import pytest

from kb.link.measures import betweenness, chain, citing_parts, co_citation, communities, coupling, literature, marks
from kb.model import Citation, KnowledgeBase, Place, Report, Section, Work

HERE = Place("x")


def cite(work: str, at: str, group: int) -> Citation:
    return Citation(work=work, at=at, page=1, group=group, role="evidence", note="", place=HERE)


def section(slug: str, number: str, part: str, *citations: Citation) -> Section:
    return Section(number=number, slug=slug, title=slug, part=part, pages=(1, 1), place=HERE, citations=citations)


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    works = {key: Work(key, "misc", {}, (), (), False, HERE) for key in "uvwxyz"}
    sections = (
        section("a", "1.1", "introduction", cite("v", "1.1", 1), cite("w", "1.1", 1), cite("x", "1.1", 2)),
        section("b", "1.2", "introduction", cite("w", "1.2", 1), cite("x", "1.2", 1), cite("w", "1.2", 2)),
        section("c", "2.1", "capabilities", cite("x", "2.1", 1), cite("y", "2.1.1", 2), cite("z", "2.1.1", 2)),
    )
    return KnowledgeBase(
        Report(title="", citation="", companion="", pages=1, place=HERE), works, frozenset(), sections, ()
    )


def edges(graph: "nx.Graph[str]") -> dict[str, int]:
    return {"".join(sorted((one, other))): data["weight"] for one, other, data in graph.edges(data=True)}


def test_works_are_cited_together_in_brackets_headings_and_sections(base: KnowledgeBase) -> None:
    assert edges(co_citation(base, "group")) == {"vw": 1, "wx": 1, "yz": 1}
    assert edges(co_citation(base, "heading")) == {"vw": 1, "vx": 1, "wx": 2, "yz": 1}
    assert edges(co_citation(base, "section")) == {"vw": 1, "vx": 1, "wx": 2, "xy": 1, "xz": 1, "yz": 1}


def test_sections_are_coupled_by_the_works_they_share(base: KnowledgeBase) -> None:
    graph = coupling(base)
    assert edges(graph) == {"ab": 2, "ac": 1, "bc": 1}
    assert graph.edges["a", "b"]["works"] == ("w", "x")


def test_parts_that_cite_a_work(base: KnowledgeBase) -> None:
    parts = citing_parts(base)
    assert parts["x"] == ("introduction", "capabilities")
    assert parts["w"] == ("introduction",)
    assert "u" not in parts


def test_citations_weigh(base: KnowledgeBase) -> None:
    graph = literature(base)
    assert graph.edges[("section", "b"), ("work", "w")]["weight"] == 2
    assert graph.degree[("work", "u")] == 0


def test_the_work_that_joins_two_parts_lies_between(base: KnowledgeBase) -> None:
    values = betweenness(base)
    # x lies on every shortest path between c, y, z and a, b, v, w: 3 x 4 pairs; a-b go through w or x, half each, as do
    # b-v (through a, by w or x). That is 12 + 1/2 + 1/2 of the 28 pairs of the other 8 nodes.
    assert values["x"] == pytest.approx(13 / 28)
    assert values["w"] == pytest.approx(1 / 28)
    assert values["u"] == values["v"] == values["y"] == 0


def test_communities_are_the_same_every_time(base: KnowledgeBase) -> None:
    assert communities(base) == [frozenset("vwx"), frozenset("yz")]
    assert communities(base) == communities(base)


def test_a_chain_takes_the_shortest_way_and_the_best_known_work(base: KnowledgeBase) -> None:
    graph = literature(base)
    # From b to a lead w and x; three sections cite x, two w.
    assert chain(graph, ("section", "b"), ("section", "a")) == [("section", "b"), ("work", "x"), ("section", "a")]
    assert chain(graph, ("work", "v"), ("work", "z")) == [
        ("work", "v"),
        ("section", "a"),
        ("work", "x"),
        ("section", "c"),
        ("work", "z"),
    ]
    assert chain(graph, ("work", "x"), ("work", "x")) == [("work", "x")]
    assert chain(graph, ("work", "u"), ("work", "x")) == []


def test_a_topic_marks_a_group_that_carries_it_more_than_others(base: KnowledgeBase) -> None:
    topics = {"u": [], "v": ["p", "q"], "w": ["p", "r"], "x": ["p", "q"], "y": ["q"], "z": ["p"]}
    # Of p, carried by 4 of 6 works, v, w and x would have 2 by chance and have 3; of q 1.5 and have 2; r has one only.
    assert marks([["v", "w", "x"], ["y", "z"]], topics) == [["p", "q"], []]
    assert marks([["v", "w", "x"]], topics, most=1) == [["p"]]


def test_communities_are_of_works_under_one_heading_and_of_those_that_are_so_more_often() -> None:
    # Brackets would part a, b from c, d; the heading holds all four. Under 2 and 3 p stands with q twice, with r once.
    one = (cite("a", "1", 1), cite("b", "1", 1), cite("c", "1", 2), cite("d", "1", 2))
    two = tuple(
        cite(key, at, int(at))
        for at, keys in (("2", "pq"), ("3", "pq"), ("4", "pr"), ("5", "rs"), ("6", "rs"))
        for key in keys
    )
    sections = (section("s", "1", "introduction", *one), section("t", "2", "conclusion", *two))
    works = {key: Work(key, "misc", {}, (), (), False, HERE) for key in "abcdpqrsu"}
    small = KnowledgeBase(
        Report(title="", citation="", companion="", pages=1, place=HERE), works, frozenset(), sections, ()
    )
    assert communities(small) == [frozenset("abcd"), frozenset("pq"), frozenset("rs")]
