"""The lists of works that can be taken away, by what they are the works of; a new kind is a line of :data:`LISTS`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from kb.link import Links
from kb.link.reading import paths_of, works_of
from kb.model import Work

Lists = Mapping[str, Sequence[Work]]


def _works(links: Links) -> Lists:
    return {key: (work,) for key, work in links.base.entries.items()}


def _sections(links: Links) -> Lists:
    return {section.slug: links.works_of(section) for section in links.base.sections}


def _parts(links: Links) -> Lists:
    return {slug: works_of_part(links, slug) for slug in links.base.part_slugs}


def works_of_part(links: Links, part: str) -> list[Work]:
    """The works that the sections of a part cite, in the order in which they first do."""
    cited = (work for section in links.base.sections if section.part == part for work in links.works_of(section))
    return list({work.key: work for work in cited}.values())


def _topics(links: Links) -> Lists:
    return {slug: links.topics.works(topic) for slug, topic in links.topics.records.items()}


def _authors(links: Links) -> Lists:
    return {slug: author.works for slug, author in links.people.authors.items()}


def _venues(links: Links) -> Lists:
    return {slug: venue.works for slug, venue in links.venues.items()}


def works_by_year(links: Links) -> dict[str, list[Work]]:
    """The works of every year, those that most sections cite first."""
    found: dict[str, list[Work]] = defaultdict(list)
    for work in sorted(links.base.works.values(), key=links.importance):
        if work.year.isdigit():
            found[work.year].append(work)
    return found


def _paths(links: Links) -> Lists:
    return {path.slug: works_of(links.base, path) for path in paths_of(links.base)}


#: What a list is of, in one word, and the works by the last piece of the address of each.
LISTS: Mapping[str, Callable[[Links], Lists]] = {
    "work": _works,
    "section": _sections,
    "part": _parts,
    "topic": _topics,
    "author": _authors,
    "venue": _venues,
    "year": works_by_year,
    "path": _paths,
}
