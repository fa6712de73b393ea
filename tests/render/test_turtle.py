"""The knowledge base as RDF, read by another program."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, Namespace

from kb.link import Links
from kb.model import ROLES, Imprint
from kb.render.data.turtle import PREFIXES, turtle
from kb.render.data.turtle.cito import ROLES as IN_CITO
from tests.conftest import REPOSITORY

SITE = "https://example.org/notes/"
IMPRINT = Imprint("Notes", SITE, "CC BY 4.0")
CITO, OA, BIBO = (Namespace(PREFIXES[name]) for name in ("cito", "oa", "bibo"))
QUERIES = re.findall(
    r"^```sparql\n(.*?)^```", (REPOSITORY / "docs/about/questions.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)


def at(path: str) -> URIRef:
    return URIRef(SITE + path)


@pytest.fixture(scope="module")
def graph(library_links: Links) -> Graph:
    return Graph().parse(data=turtle(library_links, IMPRINT), format="turtle")


def test_a_citation_says_where_it_stands_what_it_does_and_why(graph: Graph) -> None:
    citation, work = at("sections/security/#citation-2"), at("works/tramer2016stealing/")
    assert (citation, CITO.hasCitedEntity, work) in graph
    assert (citation, CITO.hasCitationCharacterization, CITO.citesAsEvidence) in graph
    assert (citation, RDFS.comment, Literal("attacks that steal a model")) in graph
    assert (citation, BIBO.pages, Literal("5")) in graph
    assert (at("sections/security/"), CITO.citesAsEvidence, work) in graph


def test_a_point_is_an_annotation_of_the_page_of_the_report(graph: Graph) -> None:
    (target,) = graph.objects(at("sections/security/#p1"), OA.hasTarget)
    assert graph.value(target, OA.hasSource) == URIRef("https://example.org/tiny.pdf")
    assert graph.value(graph.value(target, OA.hasSelector), RDF.value) == Literal("page=4")
    assert Literal("Models can be stolen.") in set(graph.objects(predicate=RDF.value))


def test_the_authors_of_a_work_stand_in_order(graph: Graph, library_links: Links) -> None:
    work = at("works/brown2020language/")
    first = graph.value(work, BIBO.authorList)
    assert first
    listed = list(graph.items(first))
    slugs = library_links.people.slugs(library_links.base.works["brown2020language"])
    assert listed == [at(f"authors/{slug}/") for slug in slugs]
    assert set(listed) == set(graph.objects(work, DCTERMS.creator))


def test_topics_are_concepts_with_their_groups(graph: Graph) -> None:
    assert (at("topics/attacks/"), SKOS.broader, at("topics/safety/")) in graph
    assert (at("topics/copyright/"), SKOS.related, at("topics/attacks/")) in graph
    assert (at("topics/attacks/"), SKOS.altLabel, Literal("model stealing")) in graph


def test_whatever_people_write_is_a_text_and_nothing_else(library_links: Links) -> None:
    base, said = library_links.base, 'a "quote" \\ and \u0007 <b> . } ; ü 🙂'
    topics = (*base.topics, replace(base.topics[1], slug="odd", name=said, match=("Other: a > b",)))
    report = replace(base.report, pdf='https://example.org/a"b>c d.pdf')
    odd = Graph().parse(data=turtle(Links(replace(base, topics=topics, report=report)), IMPRINT), format="turtle")
    assert (at("topics/odd/"), SKOS.prefLabel, Literal(said)) in odd
    assert URIRef("https://example.org/a%22b%3Ec%20d.pdf") in set(odd.objects(predicate=OA.hasSource))


def test_every_role_has_a_property_of_cito() -> None:
    assert tuple(IN_CITO) == ROLES
    assert len(set(IN_CITO.values())) == len(ROLES)


@pytest.mark.parametrize("query", QUERIES[1:])
def test_a_query_of_the_documentation_finds_something(query: str, graph: Graph) -> None:
    assert list(graph.query(QUERIES[0] + query))
    assert query.count("\n") <= 10


def test_there_are_five_queries() -> None:
    assert len(QUERIES) == 6
