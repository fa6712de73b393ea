"""What topics and venues gather."""

from kb.link import Links


def test_a_group_is_about_all_that_its_topics_are_about(library_links: Links) -> None:
    topics = library_links.topics
    safety = topics.records["safety"]
    assert [topic.slug for topic in topics.narrower(safety)] == ["attacks"]
    assert {work.key for work in topics.works(safety)} == {
        "brown2020language",
        "brown2021colour",
        "tramer2016stealing",
    }
    assert [(item.section.slug, item.number) for item in topics.points(safety)] == [("security", 1)]


def test_a_relation_holds_both_ways(library_links: Links) -> None:
    topics = library_links.topics
    assert [topic.slug for topic in topics.related(topics.records["copyright"])] == ["attacks"]
    assert [topic.slug for topic in topics.related(topics.records["attacks"])] == ["copyright"]


def test_topics_beside_a_topic_are_counted_by_work(library_links: Links) -> None:
    topics = library_links.topics
    beside = topics.beside(topics.records["attacks"], most=5)
    assert [(topic.slug, count) for topic, count in beside] == [("copyright", 1)]


def test_a_venue_has_one_name_however_it_is_printed(library_links: Links) -> None:
    venue = library_links.venues["neurips"]
    assert (venue.name, venue.kind, venue.open) == ("NeurIPS", "conference", True)
    assert venue.forms == ("NIPS", "Advances in Neural Information Processing Systems 33")
    assert [work.key for work in venue.works] == ["brown2021colour", "brown2020language"]


def test_a_form_without_a_record_is_a_venue_of_its_own(library_links: Links) -> None:
    work = library_links.base.works["tramer2016stealing"]
    venue = library_links.venue_of(work)
    assert venue is not None
    assert (venue.slug, venue.name, venue.kind) == ("journal-of-things", "Journal of Things", "journal")


def test_a_work_without_a_venue_has_none(library_links: Links) -> None:
    assert library_links.venue_of(library_links.base.works["uscopyrightoffice2021more"]) is None


def test_the_most_cited_work_comes_first(links: Links) -> None:
    works = links.topics.works(links.topics.records["language-models"])
    sections = [len(links.sections_of(work)) for work in works]
    assert sections == sorted(sections, reverse=True)
    assert works[0].key == "brown2020language"
