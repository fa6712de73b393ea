"""Related works, checked against scores worked out by hand, and on the corpus against the section files."""

import yaml

from kb.link import Links
from tests.conftest import REPOSITORY


def test_scores_add_up_places_topics_and_authors(library_links: Links) -> None:
    works = library_links.base.works
    found = {item.work.key: item for item in library_links.related_to(works["tramer2016stealing"])}
    # All four works stand under the heading 1.1, each in a bracket of its own: 1 + 1/2 for each. Topics: Brown 2020 has
    # the same (3 x 1), Brown 2021 one of two (3 x 1/2). Fan Zhang of Brown 2021 is somebody else of the same name.
    assert {key: item.score for key, item in found.items()} == {
        "brown2020language": 4.5,
        "brown2021colour": 3.0,
        "uscopyrightoffice2021more": 1.5,
    }
    assert found["brown2020language"].same_topics
    assert found["brown2020language"].topics == ("attacks",)
    assert found["brown2021colour"].authors == ()
    assert found["brown2021colour"].headings == ("1.1",)
    assert found["uscopyrightoffice2021more"].topics == ()


def test_authors_in_common_count(library_links: Links) -> None:
    found = library_links.related_to(library_links.base.works["brown2020language"])
    brown = next(item for item in found if item.work.key == "brown2021colour")
    # Together under a heading and in a section, one of two topics, one author.
    assert (brown.score, brown.authors) == (1.5 + 1.5 + 2, ("tom-b-brown",))


def test_a_bracket_counts_once_wherever_it_stands(tiny_links: Links) -> None:
    found = {item.work.key: item for item in tiny_links.related_to(tiny_links.base.works["tramer2016stealing"])}
    assert (found["brown2020language"].score, found["brown2020language"].brackets) == (3 + 1 + 0.5, ("1.1",))
    assert found["uscopyrightoffice2021more"].brackets == ()


def test_every_work_has_related_works_and_their_places_are_in_the_files(links: Links) -> None:
    files = [yaml.safe_load(path.read_text("utf-8")) for path in (REPOSITORY / "sections").glob("*.yaml")]
    for key in sorted(links.base.works)[::33]:
        related = links.related_to(links.base.works[key])
        assert related, key
        for item in related:
            brackets = []
            for file in files:
                cites: dict[int, dict[str, str]] = {}
                for citation in file.get("citations") or ():
                    cites.setdefault(citation["group"], {})[citation["work"]] = citation["at"]
                brackets += [works[key] for works in cites.values() if {key, item.work.key} <= works.keys()]
            assert sorted(brackets) == sorted(item.brackets), (key, item.work.key)
