"""The map: who cites a work can be told from where it stands."""

from dataclasses import replace
from math import dist, sqrt

import pytest

from kb.link import Links
from kb.link.layout import STEP, author_positions, layout, spread


def test_everything_that_cites_or_is_cited_has_a_place(links: Links) -> None:
    assert links.positions.keys() == {("section", section.slug) for section in links.base.sections} | {
        ("work", key) for key in links.base.works
    }


def test_a_work_of_one_section_stands_in_its_disc_and_in_no_other(links: Links) -> None:
    positions = links.positions
    own = {section.slug: 0 for section in links.base.sections}
    alone = {
        key: links.sections_of(work)[0].slug
        for key, work in links.base.works.items()
        if len(links.sections_of(work)) == 1
    }
    for slug in alone.values():
        own[slug] += 1
    for key, slug in alone.items():
        position = positions["work", key]
        discs = [
            other for other in own if dist(positions["section", other], position) <= STEP * sqrt(own[other] + 1.01)
        ]
        assert discs == [slug], key


def test_what_a_section_cites_first_stands_nearest_to_it(links: Links) -> None:
    for section in links.base.sections:
        own = [work for work in links.works_of(section) if len(links.sections_of(work)) == 1]
        away = [dist(links.positions["section", section.slug], links.positions["work", work.key]) for work in own]
        assert away == sorted(away), section.slug


def test_a_work_of_several_sections_stands_between_them(links: Links) -> None:
    for key, work in links.base.works.items():
        sections = [links.positions["section", section.slug] for section in links.sections_of(work)]
        if len(sections) > 1:
            amid = tuple(sum(values) / len(sections) for values in zip(*sections, strict=True))
            assert dist(links.positions["work", key], amid) < 8 * STEP, key


def test_an_author_stands_amid_the_works(links: Links) -> None:
    positions = author_positions(links.people, links.positions)
    assert positions.keys() == {slug for slug, author in links.people.authors.items() if len(author.works) > 1}
    for slug, position in positions.items():
        works = [links.positions["work", work.key] for work in links.people.authors[slug].works]
        amid = tuple(sum(values) / len(works) for values in zip(*works, strict=True))
        assert dist(position, amid) < 8 * STEP, slug


def test_sections_that_share_literature_stand_nearer(links: Links) -> None:
    def away(one: str, other: str) -> float:
        return dist(links.positions["section", one], links.positions["section", other])

    citing = [section.slug for section in links.base.sections if section.citations]
    every = [away(one, other) for number, one in enumerate(citing) for other in citing[:number]]
    much = [away(one, other) for one, other, data in links.coupling.edges(data=True) if data["weight"] >= 8]
    assert sum(much) / len(much) < 0.7 * sum(every) / len(every)


def test_without_sections_nothing_has_a_place(links: Links) -> None:
    base = replace(links.base, sections=(), works={})
    assert Links(base).positions == {}
    alone = replace(links.base, sections=links.base.sections[:1])
    assert ("section", "introduction") in Links(alone).positions


def test_no_work_hides_another(links: Links) -> None:
    positions = [position for (kind, _), position in links.positions.items() if kind == "work"]
    near = sum(dist(one, other) < STEP / 3 for number, one in enumerate(positions) for other in positions[:number])
    assert near <= 0.02 * len(positions)  # shared works may come near one that stands around a section


def test_parts_stand_together(links: Links) -> None:
    sections = [section for section in links.base.sections if section.citations]
    positions = links.positions
    alike = 0
    for section in sections:
        others = [other for other in sections if other is not section]
        nearest = min(
            others, key=lambda other: dist(positions["section", section.slug], positions["section", other.slug])
        )
        alike += nearest.part == section.part
    assert alike >= 0.8 * len(sections)


def test_the_picture_is_the_same_every_time(links: Links) -> None:
    of = {key: links.sections_of(work) for key, work in links.base.works.items()}
    assert layout(links.base, of, links.coupling) == links.positions


def test_discs_that_overlap_are_pushed_apart() -> None:
    apart = spread({"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (9.0, 9.0)}, {"a": 2.0, "b": 2.0, "c": 1.0})
    assert apart["a"] == (-1.5, 0.0)
    assert apart["b"] == (2.5, 0.0)
    assert apart["c"] == (9.0, 9.0)
    one, other = spread({"a": (1.0, 1.0), "b": (1.0, 1.0)}, {"a": 1.0, "b": 1.0}).values()
    assert dist(one, other) == pytest.approx(2)
