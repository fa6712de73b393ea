"""The map: who cites a work can be told from where it stands."""

from math import dist, sqrt

from kb.link import Links
from kb.link.layout import STEP, layout, spread


def test_everything_that_cites_or_is_cited_has_a_place(links: Links) -> None:
    assert links.places.keys() == {("section", section.slug) for section in links.base.sections} | {
        ("work", key) for key in links.base.works
    }


def test_a_work_of_one_section_stands_in_its_disc_and_in_no_other(links: Links) -> None:
    places = links.places
    own = {section.slug: 0 for section in links.base.sections}
    alone = {
        key: links.sections_of(work)[0].slug
        for key, work in links.base.works.items()
        if len(links.sections_of(work)) == 1
    }
    for slug in alone.values():
        own[slug] += 1
    for key, slug in alone.items():
        place = places["work", key]
        discs = [other for other in own if dist(places["section", other], place) <= STEP * sqrt(own[other] + 1.01)]
        assert discs == [slug], key


def test_no_work_hides_another(links: Links) -> None:
    places = [place for (kind, _), place in links.places.items() if kind == "work"]
    near = sum(dist(one, other) < STEP / 3 for number, one in enumerate(places) for other in places[:number])
    assert near <= 0.02 * len(places)  # shared works may come near one that stands around a section


def test_parts_stand_together(links: Links) -> None:
    sections = [section for section in links.base.sections if section.citations]
    places = links.places
    alike = 0
    for section in sections:
        others = [other for other in sections if other is not section]
        nearest = min(others, key=lambda other: dist(places["section", section.slug], places["section", other.slug]))
        alike += nearest.part == section.part
    assert alike >= 0.8 * len(sections)


def test_the_picture_is_the_same_every_time(links: Links) -> None:
    of = {key: links.sections_of(work) for key, work in links.base.works.items()}
    assert layout(links.base, of) == links.places


def test_discs_that_overlap_are_pushed_apart() -> None:
    apart = spread({"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (9.0, 9.0)}, {"a": 2.0, "b": 2.0, "c": 1.0})
    assert apart["a"] == (-1.5, 0.0)
    assert apart["b"] == (2.5, 0.0)
    assert apart["c"] == (9.0, 9.0)
