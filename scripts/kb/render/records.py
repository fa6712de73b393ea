"""What the search finds: a record for every topic, section, term, author, work and point, straight from the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kb.contract.search import Kind, Value
from kb.link import Links
from kb.link.people import Author
from kb.link.provenance import Level
from kb.model import POINT_KINDS, ROLES, Citation, Point, Section, Term, Topic, Work
from kb.read.latex import plain
from kb.read.names import printed_venue
from kb.render import markdown
from kb.render.counts import count_of, month_of, pages_of
from kb.render.reference import authors, label
from kb.render.ways import is_free

#: How much a word counts by where it stands.
TITLE, ALIAS, NAME, HEADING, TOPIC, BODY, ASIDE = 8, 7, 6, 4, 3, 2, 1


@dataclass(frozen=True)
class Record:
    """Something that can be found.

    Attributes:
        kind: what it is.
        url: address below the site's root.
        title, detail, text: the lines that a result shows, plain; of ``text`` it shows what matched.
        words: what else the search looks through, with the weight of each text, for words and for words in a row.
        facets: values by facet, for narrowing down.
        topics: names of its topics, to show.
        ids: what leads straight to it: cite key, DOI, arXiv id, label.
        names: what it is called: a query that is one of them means it.
        year, author: for sorting; 0 and empty where there is none.
        sections: how many sections cite it, or deal with it; 0 for authors.
        weight: how much is made of it, if not that.
    """

    kind: Kind
    url: str
    title: str
    detail: str
    text: str
    words: tuple[tuple[int, str], ...]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    year: int = 0
    author: str = ""
    sections: int = 0
    weight: int = 0


@dataclass(frozen=True)
class Facet:
    """A way to narrow down: its values in the order in which they are shown. ``by_count`` puts the most used first."""

    name: str
    title: str
    values: tuple[Value, ...]
    by_count: bool = False


@dataclass(frozen=True)
class Findable:
    """All records, the most sought kinds first and the most important of each kind first, and the facets."""

    records: tuple[Record, ...]
    facets: tuple[Facet, ...]


KINDS: Mapping[Kind, str] = {
    "topic": "Topics",
    "section": "Sections",
    "term": "Terms",
    "author": "Authors",
    "work": "Works",
    "point": "Points",
    "update": "Since the report",
}


def findable(links: Links) -> Findable:
    """Everything that the search finds. Linear in the number of records and mentions."""
    works = sorted(links.base.works.values(), key=links.importance)
    people = sorted(links.people.authors.values(), key=lambda one: (-len(one.works) - len(one.sections), one.slug))
    records = (
        *(_topic(links, topic) for topic in links.topics.records.values()),
        *(_section(links, section) for section in links.base.sections),
        *(_term(links, term) for term in links.base.terms),
        *(_author(author) for author in people),
        *(_work(links, work) for work in works),
        *(_since(links, work) for work in links.base.since.values()),
        *(record for section in links.base.sections for record in _points(links, section)),
        *(record for section in links.base.sections for record in _updates(links, section)),
    )
    return Findable(records, _facets(links))


def _facets(links: Links) -> tuple[Facet, ...]:
    def values(names: Mapping[str, str]) -> tuple[Value, ...]:
        return tuple(Value(value, name) for value, name in names.items())

    sections = tuple(Value(section.slug, section.name) for section in links.base.sections)
    topics = tuple(Value(topic.slug, topic.name, topic.broader) for topic in links.topics.records.values())
    venues = {venue.slug: venue.name for venue in links.venues.values()}
    kinds_of_point = {kind: kind.replace("-", " ") for kind in POINT_KINDS}
    return (
        Facet("kind", "Kind", tuple(Value(kind, title) for kind, title in KINDS.items())),
        Facet("part", "Part of the report", values({part.slug: part.title for part in links.base.report.parts})),
        Facet("section", "Section", sections),
        Facet("topic", "Topic", topics),
        Facet("role", "Role of the citation", values({role: role for role in ROLES})),
        Facet("point", "Kind of point", values(kinds_of_point)),
        Facet("venue", "Venue", values(venues), by_count=True),
        Facet("open", "Access", (Value("yes", "free to read"),)),
        Facet("checked", "Entry checked", tuple(Value(level, level) for level in Level)),
        Facet("relation", "Relation to the report", values({"cited": "cited by it", "since": "came since"})),
    )


def _aliases(links: Links, slugs: tuple[str, ...]) -> str:
    """What people type for the topics of a record."""
    return ". ".join(alias for topic in links.topics.of(slugs) for alias in topic.aliases)


def _names(links: Links, slugs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(topic.name for topic in links.topics.of(slugs))


def _topics(links: Links, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """Topics with their groups, so that a group finds what its topics find."""
    return tuple(links.topics.with_groups(slugs))


def _pages(section: Section) -> str:
    return pages_of(*section.pages) if section.pages else ""


def _page(number: int | None) -> str:
    return f"p. {number}" if number else ""


def spoken(section: Section) -> str:
    """How a text refers to a section: ``§4.7 Security and privacy``."""
    return f"{'§' if section.number else ''}{section.name}"


def _topic(links: Links, topic: Topic) -> Record:
    works, group = len(links.topics.works(topic)), links.topics.broader(topic)
    return Record(
        kind="topic",
        url=f"topics/{topic.slug}/",
        title=topic.name,
        detail=f"{group.name if group else 'Group of topics'} · {count_of(works, 'work')}",
        text=topic.definition,
        words=((TITLE, topic.slug), (ALIAS, ". ".join(topic.aliases)), (BODY, topic.definition)),
        facets={"topic": _topics(links, (topic.slug,))},
        names=(topic.name, topic.slug.replace("-", " "), *topic.aliases),
        sections=len(links.topics.sections(topic)),
    )


def _section(links: Links, section: Section) -> Record:
    terms = [term for term in links.base.terms if term.slug in section.terms]
    works = len(links.works_of(section))
    prose = " ".join(markdown.plain(text) for text in (section.tldr, section.motivation, section.summary))
    return Record(
        kind="section",
        url=f"sections/{section.slug}/",
        title=section.name,
        detail=" · ".join(piece for piece in (_pages(section), count_of(works, "work") if works else "") if piece),
        text=prose,
        words=(
            *((HEADING, item.title) for item in section.subsections),
            *((TOPIC, f"{term.term} {' '.join(term.aliases)}") for term in terms),
            (TOPIC, ". ".join(_names(links, section.topics))),
            (TOPIC, _aliases(links, section.topics)),
            (BODY, section.tldr),
            (ASIDE, f"{prose} {' '.join(section.questions)}"),
            (ASIDE, " ".join(markdown.plain(point.claim) for point in section.points)),
            (ASIDE, ", ".join(section.authors)),
        ),
        facets={"part": (section.part,), "section": (section.slug,), "topic": _topics(links, section.topics)},
        topics=_names(links, section.topics),
        names=(section.title,),
        ids=(f"section {section.number}", f"§{section.number}", section.number) if section.number else (),
        author=section.authors[0].rpartition(" ")[2] if section.authors else "",
        sections=1,
    )


def _term(links: Links, term: Term) -> Record:
    section = next((section for section in links.base.sections if section.slug == term.section), None)
    return Record(
        kind="term",
        url=f"glossary/#{term.slug}",
        title=term.term,
        detail=" · ".join(piece for piece in (spoken(section) if section else "", _page(term.page)) if piece),
        text=term.definition,
        words=((ALIAS, ". ".join(term.aliases)), (BODY, term.definition)),
        facets={"part": (section.part,), "section": (section.slug,)} if section else {},
        names=(term.term, *term.aliases),
        sections=sum(term.slug in section.terms for section in links.base.sections),
    )


def _author(author: Author) -> Record:
    wrote = [count_of(len(author.works), "work")] if author.works else []
    wrote += [spoken(section) for section in author.sections]
    return Record(
        kind="author",
        url=f"authors/{author.slug}/",
        title=author.name,
        detail=" · ".join(wrote),
        text="",
        words=((NAME, ". ".join(form for form in author.forms if form != author.name)),),
        names=(author.name, *author.forms),
        author=author.family,
        weight=len(author.works) + len(author.sections),
    )


def _work(links: Links, work: Work) -> Record:
    mentions = links.citations_of(work)
    sections = links.sections_of(work)
    venue = links.venue_of(work)
    standing = links.standing_of(work)
    notes = dict.fromkeys(f"{section.heading_mark(citation.at)} {citation.note}" for section, citation in mentions)
    detail = (authors(work, 3), work.year, venue.name if venue else "")
    facets = {
        "part": tuple(dict.fromkeys(section.part for section in sections)),
        "section": tuple(section.slug for section in sections),
        "topic": _topics(links, work.topics),
        "role": tuple(dict.fromkeys(citation.role for _, citation in mentions)),
        "venue": (venue.slug,) if venue else (),
        "open": ("yes",) if is_free(work, standing.sources, links.in_open_venue(work)) else (),
        "checked": (standing.level,),
        "relation": ("cited",),
    }
    return Record(
        kind="work",
        url=f"works/{work.key}/",
        title=plain(work.title),
        detail=", ".join(piece for piece in detail if piece),
        text=" · ".join((*([plain(work.annotation)] if work.annotation else []), *notes)),
        words=_words_of_work(links, work, mentions),
        facets=facets,
        topics=_names(links, work.topics),
        ids=_ids(work),
        names=tuple(dict.fromkeys(plain(name) for name in (work.title, work.known_as) if name)),
        year=int(work.year) if work.year.isdigit() else 0,
        author=plain(work.creators[0].family) if work.creators else "",
        sections=len(sections),
    )


def _since(links: Links, work: Work) -> Record:
    """A work that came since the report."""
    standing = links.standing_of(work)
    updates = links.updates_of(work)
    return Record(
        kind="work",
        url=f"works/{work.key}/",
        title=plain(work.title),
        detail=", ".join(piece for piece in (authors(work, 3), work.year, printed_venue(work)) if piece),
        text=plain(work.annotation),
        words=(
            (ALIAS, plain(work.known_as)),
            (BODY, plain(work.annotation)),
            *((NAME, plain(name.family)) for name in work.creators[:1]),
            (HEADING, ", ".join(plain(name.family) for name in work.creators[1:])),
            (HEADING, work.year),
            (TOPIC, ". ".join(_names(links, work.topics))),
            (BODY, _aliases(links, work.topics)),
            (ASIDE, ". ".join(update.text for _, update in updates)),
        ),
        facets={
            "topic": _topics(links, work.topics),
            "open": ("yes",) if is_free(work, standing.sources) else (),
            "checked": (standing.level,),
            "relation": ("since",),
        },
        topics=_names(links, work.topics),
        ids=_ids(work),
        names=tuple(dict.fromkeys(plain(name) for name in (work.title, work.known_as) if name)),
        year=int(work.year) if work.year.isdigit() else 0,
        author=plain(work.creators[0].family) if work.creators else "",
    )


def _updates(links: Links, section: Section) -> Iterator[Record]:
    entries = links.base.entries
    for update in section.updates:
        works = [entries[key] for key in update.works if key in entries]
        said = f"{spoken(section)}, point {update.point} · {update.way} it, {month_of(update.date)}"
        yield Record(
            kind="update",
            url=f"sections/{section.slug}/#since-{update.point}",
            title=markdown.plain(update.text),
            detail=" · ".join((said, "; ".join(map(label, works)))),
            text="",
            words=((ASIDE, ", ".join(plain(name.family) for work in works for name in work.creators[:1])),),
            facets={"part": (section.part,), "section": (section.slug,), "relation": ("since",)},
            year=int(update.date[:4]) if update.date[:4].isdigit() else 0,
            sections=1,
        )


def _words_of_work(links: Links, work: Work, mentions: list[tuple[Section, Citation]]) -> tuple[tuple[int, str], ...]:
    venue = links.venue_of(work)
    return (
        (ALIAS, plain(work.known_as)),
        (BODY, plain(work.annotation)),
        *((NAME, plain(name.family)) for name in work.creators[:1]),
        (HEADING, ", ".join(plain(name.family) for name in work.creators[1:])),
        (BODY, ", ".join(plain(name.given) for name in work.creators)),
        (HEADING, work.year),
        (BODY, f"{venue.name} {venue.full}" if venue else ""),
        (TOPIC, ". ".join(_names(links, work.topics))),
        (BODY, _aliases(links, work.topics)),
        (BODY, ". ".join(dict.fromkeys(citation.note for _, citation in mentions))),
        (ASIDE, printed_venue(work)),
        (ASIDE, ". ".join(dict.fromkeys(section.title for section, _ in mentions))),
    )


def _ids(work: Work) -> tuple[str, ...]:
    """Cite key, DOI, arXiv id, and the label in the ways in which people write it."""
    said = label(work)
    bare = re.sub(r"[a-z]$", "", said)
    ids = (work.key, work.fields.get("doi", ""), work.fields.get("eprint", ""), said, bare)
    return tuple(dict.fromkeys(piece for piece in ids if piece))


def _points(links: Links, section: Section) -> Iterator[Record]:
    for number, point in enumerate(section.points, 1):
        yield _point(links, section, number, point)


def _point(links: Links, section: Section, number: int, point: Point) -> Record:
    pages = _page(point.pages[0] if point.pages else None)
    cited = [links.base.works[key] for key in point.works if key in links.base.works]
    return Record(
        kind="point",
        url=f"sections/{section.slug}/#p{number}",
        title=markdown.plain(point.claim),
        detail=" · ".join(
            piece for piece in (f"{spoken(section)}, point {number}", point.kind.replace("-", " "), pages) if piece
        ),
        text="",
        words=(
            (TOPIC, ". ".join(_names(links, point.topics))),
            (ASIDE, _aliases(links, point.topics)),
            (ASIDE, ", ".join(plain(name.family) for work in cited for name in work.creators[:1])),
        ),
        facets={
            "part": (section.part,),
            "section": (section.slug,),
            "topic": _topics(links, point.topics),
            "point": (point.kind,),
        },
        topics=_names(links, point.topics),
        sections=1,
    )
