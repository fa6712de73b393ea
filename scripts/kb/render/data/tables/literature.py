"""The works as tables: what and where they are, who wrote them, how far their entries were checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.link import Links
from kb.model import Work
from kb.read.latex import plain
from kb.read.names import printed_venue, spoken
from kb.render.data.tables.table import Table, known
from kb.render.text.reference import label


class VenueRow(NamedTuple):
    """Where works appeared.

    Attributes:
        slug: the last piece of its address.
        name: what people call it.
        full_name: what a short name stands for.
        kind: conference, journal, publisher and so on.
        open: whether everything in it can be read without paying.
    """

    slug: str
    name: str
    full_name: str | None
    kind: str
    open: bool


def venues(links: Links) -> Iterator[VenueRow]:
    """Sorted by name."""
    for venue in links.venues.values():
        yield VenueRow(venue.slug, venue.name, venue.full or None, venue.kind, venue.open)


class WorkRow(NamedTuple):
    """A work.

    Attributes:
        key: by which it is cited; the last piece of its address.
        type: of its entry: article, inproceedings, book and so on.
        label: how the report cites it.
        title: plain.
        authors: all of them, set apart by semicolons; of those who edited it, where nobody wrote it.
        year: in which this form of the work appeared.
        venue: where it appeared; none for works that came since.
        venue_name: the name of that, or what the entry prints.
        doi: bare.
        arxiv: its number there.
        url: an address that its entry names.
        known_as: the name by which people know it.
        annotation: what it is and shows.
        checked: how far its entry was checked: confirmed, consistent or as printed.
        since: whether it came since the report, which then does not cite it.
        sections: how many cite it.
        mentions: how often they do.
    """

    key: str
    type: str
    label: str
    title: str
    authors: str
    year: int | None
    venue: str | None
    venue_name: str | None
    doi: str | None
    arxiv: str | None
    url: str | None
    known_as: str | None
    annotation: str | None
    checked: str
    since: bool
    sections: int
    mentions: int


def works(links: Links) -> Iterator[WorkRow]:
    """Those that the report cites, then those that came since."""
    return (_work(links, work) for work in (*links.base.works.values(), *_only_since(links)))


def _only_since(links: Links) -> Iterator[Work]:
    return (work for key, work in links.base.since.items() if key not in links.base.works)


def _work(links: Links, work: Work) -> WorkRow:
    venue = links.venue_of(work)
    return WorkRow(
        key=work.key,
        type=work.type,
        label=label(work),
        title=plain(work.title),
        authors="; ".join(spoken(name) for name in work.creators),
        year=int(work.year) if work.year.isdecimal() else None,
        venue=venue.slug if venue else None,
        venue_name=(venue.name if venue else printed_venue(work)) or None,
        doi=work.fields.get("doi") or None,
        arxiv=work.fields.get("eprint") or None,
        url=work.fields.get("url") or None,
        known_as=plain(work.known_as) or None,
        annotation=plain(work.annotation) or None,
        checked=str(links.standing_of(work).level),
        since=work.key in links.base.since,
        sections=len(links.sections_of(work)),
        mentions=len(links.citations_of(work)),
    )


class AuthorRow(NamedTuple):
    """Somebody who wrote works that the report cites, or sections of it.

    Attributes:
        slug: the last piece of the address.
        name: given name first.
        family: by which lists are sorted.
    """

    slug: str
    name: str
    family: str


def authors(links: Links) -> Iterator[AuthorRow]:
    """Sorted by family name."""
    for author in links.people.authors.values():
        yield AuthorRow(author.slug, author.name, author.family)


class WorkAuthorRow(NamedTuple):
    """Who wrote a work that the report cites.

    Attributes:
        work: its key.
        position: in the list of authors, counted from 1.
        author: their slug.
    """

    work: str
    position: int
    author: str


def work_authors(links: Links) -> Iterator[WorkAuthorRow]:
    """Of the works that the report cites."""
    for work in links.base.works.values():
        for position, author in enumerate(links.people.slugs(work), 1):
            yield WorkAuthorRow(work.key, position, author)


class WorkTopicRow(NamedTuple):
    """A topic of a work.

    Attributes:
        work: its key.
        position: the most important is 1.
        topic: its slug.
    """

    work: str
    position: int
    topic: str


def work_topics(links: Links) -> Iterator[WorkTopicRow]:
    """In the order of the works."""
    for work in links.base.entries.values():
        for position, topic in enumerate(known(work.topics, links.topics.records), 1):
            yield WorkTopicRow(work.key, position, topic)


TABLES: Mapping[str, Table] = {
    "venues": Table(VenueRow, venues, ("slug",)),
    "works": Table(WorkRow, works, ("key",), {"venue": "venues"}),
    "authors": Table(AuthorRow, authors, ("slug",)),
    "work_authors": Table(WorkAuthorRow, work_authors, ("work", "position"), {"work": "works", "author": "authors"}),
    "work_topics": Table(WorkTopicRow, work_topics, ("work", "position"), {"work": "works", "topic": "topics"}),
}
