"""The graph of the tiny knowledge base, checked against counts made by hand."""

from kb.link import Links


def test_every_mention_is_an_edge(tiny_links: Links) -> None:
    kinds = [data["kind"] for _, _, data in tiny_links.graph.edges(data=True)]
    assert kinds.count("cites") == 5
    assert kinds.count("refers-to") == 1


def test_topics_and_authors_are_in_the_graph(library_links: Links) -> None:
    graph = library_links.graph
    edges = {(source, target, data["kind"]) for source, target, data in graph.edges(data=True)}
    assert (("work", "brown2021colour"), ("topic", "copyright"), "about") in edges
    assert (("section", "security"), ("topic", "attacks"), "about") in edges
    assert (("topic", "attacks"), ("topic", "safety"), "belongs-to") in edges
    assert (("author", "fan-zhang-2"), ("work", "brown2021colour"), "wrote") in edges
    assert (("author", "florian-tramer"), ("section", "security"), "wrote") in edges
    assert graph.nodes["topic", "safety"]["record"].name == "Safety"


def test_a_work_knows_every_place_that_cites_it(tiny_links: Links) -> None:
    work = tiny_links.base.works["brown2020language"]
    places = [(section.number, citation.at, citation.page) for section, citation in tiny_links.citations_of(work)]
    assert places == [("1.1", "1.1", 4), ("1.1", "1.1.2", 8)]
    assert [section.slug for section in tiny_links.sections_of(work)] == ["security"]


def test_a_section_knows_who_points_at_it(tiny_links: Links) -> None:
    security = next(section for section in tiny_links.base.sections if section.slug == "security")
    assert [(section.slug, item.why) for section, item in tiny_links.referring_to(security)] == [
        ("introduction", "threats come later")
    ]


def test_sections_that_cite_the_same_works_know_of_each_other(links: Links) -> None:
    security = next(section for section in links.base.sections if section.slug == "security-and-privacy")
    cited = {section.slug: {item.work for item in section.citations} for section in links.base.sections}
    shared = {section.slug: {work.key for work in works} for section, works in links.sharing_with(security)}
    assert shared == {
        slug: works & cited[security.slug]
        for slug, works in cited.items()
        if slug != security.slug and works & cited[security.slug]
    }
    numbers = [len(works) for _, works in links.sharing_with(security)]
    assert numbers == sorted(numbers, reverse=True)
