"""Related works, checked against scores worked out by hand, and on the corpus against the section files."""

from dataclasses import replace

import pytest
import yaml

from kb.link import Links
from kb.model import Citation, KnowledgeBase, Name, Place, Report, Section, Work
from tests.conftest import REPOSITORY

HERE = Place("x")


def test_scores_add_up_citations_topics_and_authors(library_links: Links) -> None:
    works = library_links.base.works
    found = {item.work.key: item for item in library_links.related_to(works["tramer2016stealing"])}
    # All four works stand under the heading 1.1, each in a citation group of its own: 1 + 1/2 for each. Topics: Brown
    # 2020 has the same (3 x 1), Brown 2021 one of two (3 x 1/2). Fan Zhang of Brown 2021 is somebody else of that name.
    assert {key: item.score for key, item in found.items()} == {
        "brown2020language": 4.5,
        "brown2021colour": 3.0,
        "uscopyrightoffice2021more": 1.5,
    }
    assert found["brown2020language"].same_topics
    assert found["brown2020language"].topics == ("attacks",)
    assert found["brown2021colour"].authors == ()
    assert found["brown2021colour"].headings == ("§1.1",)
    assert found["uscopyrightoffice2021more"].topics == ()


def test_authors_in_common_count(library_links: Links) -> None:
    found = library_links.related_to(library_links.base.works["brown2020language"])
    brown = next(item for item in found if item.work.key == "brown2021colour")
    # Together under a heading and in a section, one of two topics, one author.
    assert (brown.score, brown.authors) == (1.5 + 1.5 + 2, ("tom-b-brown",))


def test_a_bracket_counts_once_wherever_it_stands(tiny_links: Links) -> None:
    found = {item.work.key: item for item in tiny_links.related_to(tiny_links.base.works["tramer2016stealing"])}
    assert (found["brown2020language"].score, found["brown2020language"].citation_groups) == (3 + 1 + 0.5, ("§1.1",))
    assert found["uscopyrightoffice2021more"].citation_groups == ()


def test_every_work_has_related_works(links: Links) -> None:
    assert [key for key, work in links.base.works.items() if not links.related_to(work, 1)] == []


def test_the_places_of_related_works_are_in_the_files(links: Links) -> None:
    files = [yaml.safe_load(path.read_text("utf-8")) for path in (REPOSITORY / "sections").glob("*.yaml")]
    for key in sorted(links.base.works)[::33]:
        for item in links.related_to(links.base.works[key]):
            groups = []
            for file in files:
                cites: dict[int, dict[str, str]] = {}
                for citation in file.get("citations") or ():
                    cites.setdefault(citation["group"], {})[citation["work"]] = citation["at"]
                groups += [f"§{works[key]}" for works in cites.values() if {key, item.work.key} <= works.keys()]
            assert sorted(groups) == sorted(item.citation_groups), (key, item.work.key)


def work(key: str, topics: str = "", authors: str = "") -> Work:
    names = tuple(Name(name, "A") for name in authors.split())
    return Work(key, "misc", {"keywords": ", ".join(topics.split())}, names, (), False, HERE)


def cite(key: str, at: str, group: int) -> Citation:
    return Citation(work=key, at=at, page=1, group=group, role="evidence", note="", place=HERE)


@pytest.fixture(scope="module")
def small() -> Links:
    """Section 1 cites a and b under one heading, c and f each under another; section 2 cites a and c under two."""
    works = (
        work("a", "p q", "Kim Lee Wu"),
        work("b"),
        work("c"),
        work("d", "p", "Kim Lee Wu"),
        work("e", "p q"),
        work("f", "p"),
        work("g", "r"),
        work("h", "r"),
    )
    one = (cite("a", "1.1", 1), cite("b", "1.1", 2), cite("c", "1.2", 3), cite("f", "1.3", 4))
    other = (cite("a", "2.1", 1), cite("c", "2.2", 2))
    sections = (
        Section(number="1", slug="one", title="One", part="introduction", pages=(1, 1), place=HERE, citations=one),
        Section(number="2", slug="two", title="Two", part="conclusion", pages=(1, 1), place=HERE, citations=other),
    )
    report = Report(title="", citation="", companion="", pages=1, place=HERE)
    return Links(KnowledgeBase(report, {one.key: one for one in works}, frozenset(), sections, ()))


def scores(links: Links, key: str) -> dict[str, float]:
    return {item.work.key: item.score for item in links.related_to(links.base.works[key])}


def test_who_is_compared_with_whom(small: Links) -> None:
    assert scores(small, "a") == {
        "b": 1 + 0.5,  # one heading, and so one section
        "c": 0.5 + 0.5,  # two sections
        "d": 3 / 2 + 2 * 2,  # one of two topics; of three common authors two count
        "e": 3,  # both topics
    }  # but not f, in one section with one topic of two: that is too little
    assert scores(small, "g") == {"h": 3}  # the only topic of both
    assert scores(small, "d") == {"a": 5.5, "f": 3}
    related = {item.work.key: item for item in small.related_to(small.base.works["a"])}
    assert (related["e"].same_topics, related["d"].same_topics) == (True, False)
    assert (related["c"].headings, related["c"].sections) == ((), ("§1", "§2"))


def test_only_a_work_with_nothing_near_is_compared_with_what_is_farther(small: Links) -> None:
    assert scores(small, "f") == {"d": 3.0}  # the only topic of both; a, b and c of its section are farther
    lone = Links(replace(small.base, works={key: small.base.works[key] for key in "abcf"}))
    assert scores(lone, "f") == {"a": 0.5 + 3 / 2, "b": 0.5, "c": 0.5}


def test_no_more_than_asked_for_and_equal_ones_by_key(small: Links) -> None:
    assert [item.work.key for item in small.related_to(small.base.works["a"], 2)] == ["d", "e"]
