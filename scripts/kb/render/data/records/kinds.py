"""The kinds of records that the search finds; a new one is an item of :data:`KINDS`, with what makes its records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from kb.contract.search import Kind
from kb.link import Links
from kb.link.people import Author
from kb.link.topics import NumberedPoint
from kb.model import Citation, Section, Term, Topic, Update, Work
from kb.read.latex import plain
from kb.read.names import printed_venue
from kb.render.data.records.record import ALIAS, ASIDE, BODY, HEADING, NAME, TITLE, TOPIC, Item, Record, Thing
from kb.render.text import markdown
from kb.render.text.counts import count_of, month_of, pages_of
from kb.render.text.reference import authors, label


@dataclass(frozen=True)
class KindSpec(Generic[Thing]):
    """A kind of records.

    Attributes:
        kind: what the browser has to know of it.
        plural: what people call many.
        things: what there is a record of, the most important first.
        record: the record, without its facets.
        sections: those in which a thing stands, or which cite it.
        topics: the slugs of its topics.
        speaks: whether what is found of it speaks for its sections.
    """

    kind: Kind
    plural: str
    things: Callable[[Links], Iterable[Thing]]
    record: Callable[[Links, Item[Thing]], Record]
    sections: Callable[[Links, Thing], Iterable[Section]] = lambda *_: ()
    topics: Callable[[Thing], tuple[str, ...]] = lambda _: ()
    speaks: bool = False


def _aliases(links: Links, slugs: tuple[str, ...]) -> str:
    """What people type for the topics of a record."""
    return ". ".join(alias for topic in links.topics.of(slugs) for alias in topic.aliases)


def _names(links: Links, slugs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(topic.name for topic in links.topics.of(slugs))


def _pages(section: Section) -> str:
    return pages_of(*section.pages) if section.pages else ""


def _page(number: int | None) -> str:
    return f"p. {number}" if number else ""


def spoken(section: Section) -> str:
    """How a text refers to a section: ``§4.7 Security and privacy``."""
    return f"{'§' if section.number else ''}{section.name}"


def address(section: Section) -> str:
    """Where the page of a section stands, below the site's root."""
    return f"sections/{section.slug}/"


def _topic(links: Links, item: Item[Topic]) -> Record:
    topic = item.thing
    works, group = len(links.topics.works(topic)), links.topics.broader(topic)
    return Record(
        kind=item.kind,
        url=f"topics/{topic.slug}/",
        title=topic.name,
        detail=f"{group.name if group else 'Group of topics'} · {count_of(works, 'work')}",
        text=topic.definition,
        words=((TITLE, topic.slug), (ALIAS, ". ".join(topic.aliases)), (BODY, topic.definition)),
        names=(topic.name, topic.slug.replace("-", " "), *topic.aliases),
        sections=len(links.topics.sections(topic)),
    )


def _section(links: Links, item: Item[Section]) -> Record:
    section = item.thing
    terms = [term for term in links.base.terms if term.slug in section.terms]
    works = len(links.works_of(section))
    prose = " ".join(markdown.plain(text) for text in (section.tldr, section.motivation, section.summary))
    return Record(
        kind=item.kind,
        url=address(section),
        title=section.name,
        detail=" · ".join(piece for piece in (_pages(section), count_of(works, "work") if works else "") if piece),
        text=prose,
        words=(
            *((HEADING, subsection.title) for subsection in section.subsections),
            *((TOPIC, f"{term.term} {' '.join(term.aliases)}") for term in terms),
            (TOPIC, ". ".join(_names(links, item.topics))),
            (TOPIC, _aliases(links, item.topics)),
            (BODY, section.tldr),
            (ASIDE, f"{prose} {' '.join(section.questions)}"),
            (ASIDE, " ".join(markdown.plain(point.claim) for point in section.points)),
            (ASIDE, ", ".join(section.authors)),
        ),
        topics=_names(links, item.topics),
        names=(section.title,),
        ids=(f"section {section.number}", f"§{section.number}", section.number) if section.number else (),
        author=section.authors[0].rpartition(" ")[2] if section.authors else "",
        sections=1,
    )


def _sections_of_term(links: Links, term: Term) -> Iterable[Section]:
    return (section for section in links.base.sections if section.slug == term.section)


def _term(links: Links, item: Item[Term]) -> Record:
    term = item.thing
    return Record(
        kind=item.kind,
        url=f"glossary/#{term.slug}",
        title=term.term,
        detail=" · ".join(piece for piece in (*map(spoken, item.sections), _page(term.page)) if piece),
        text=term.definition,
        words=((ALIAS, ". ".join(term.aliases)), (BODY, term.definition)),
        names=(term.term, *term.aliases),
        sections=sum(term.slug in section.terms for section in links.base.sections),
    )


def _author(_: Links, item: Item[Author]) -> Record:
    author = item.thing
    wrote = [count_of(len(author.works), "work")] if author.works else []
    wrote += [spoken(section) for section in author.sections]
    return Record(
        kind=item.kind,
        url=f"authors/{author.slug}/",
        title=author.name,
        detail=" · ".join(wrote),
        text="",
        words=((NAME, ". ".join(form for form in author.forms if form != author.name)),),
        names=(author.name, *author.forms),
        author=author.family,
        weight=len(author.works) + len(author.sections),
    )


def _work(links: Links, item: Item[Work]) -> Record:
    """A work, whether the report cites it or it came since."""
    return _cited(links, item) if item.thing.key in links.base.works else _since(links, item)


def _cited(links: Links, item: Item[Work]) -> Record:
    work = item.thing
    citations = links.citations_of(work)
    venue = links.venue_of(work)
    notes = dict.fromkeys(f"{section.heading_mark(citation.at)} {citation.note}" for section, citation in citations)
    detail = (authors(work, 3), work.year, venue.name if venue else "")
    return Record(
        kind=item.kind,
        url=f"works/{work.key}/",
        title=plain(work.title),
        detail=", ".join(piece for piece in detail if piece),
        text=" · ".join((*([plain(work.annotation)] if work.annotation else []), *notes)),
        words=_words_of_work(links, work, citations),
        topics=_names(links, item.topics),
        ids=_ids(work),
        names=tuple(dict.fromkeys(plain(name) for name in (work.title, work.known_as) if name)),
        year=int(work.year) if work.year.isdigit() else 0,
        author=plain(work.creators[0].family) if work.creators else "",
        sections=len(item.sections),
    )


def _since(links: Links, item: Item[Work]) -> Record:
    work = item.thing
    updates = links.updates_of(work)
    return Record(
        kind=item.kind,
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
        topics=_names(links, item.topics),
        ids=_ids(work),
        names=tuple(dict.fromkeys(plain(name) for name in (work.title, work.known_as) if name)),
        year=int(work.year) if work.year.isdigit() else 0,
        author=plain(work.creators[0].family) if work.creators else "",
    )


def _update(links: Links, item: Item[tuple[Section, Update]]) -> Record:
    section, update = item.thing
    works = [links.base.entries[key] for key in update.works if key in links.base.entries]
    lead = f"{spoken(section)}, point {update.point} · {update.way} it, {month_of(update.date)}"
    return Record(
        kind=item.kind,
        url=f"{address(section)}#since-{update.point}",
        title=markdown.plain(update.text),
        detail=" · ".join((lead, "; ".join(map(label, works)))),
        text="",
        words=((ASIDE, ", ".join(plain(name.family) for work in works for name in work.creators[:1])),),
        year=int(update.date[:4]) if update.date[:4].isdigit() else 0,
        sections=1,
    )


def _words_of_work(links: Links, work: Work, citations: list[tuple[Section, Citation]]) -> tuple[tuple[int, str], ...]:
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
        (BODY, ". ".join(dict.fromkeys(citation.note for _, citation in citations))),
        (ASIDE, printed_venue(work)),
        (ASIDE, ". ".join(dict.fromkeys(section.title for section, _ in citations))),
    )


def _ids(work: Work) -> tuple[str, ...]:
    """Cite key, DOI, arXiv id, and the label in the ways in which people write it."""
    named = label(work)
    bare = re.sub(r"[a-z]$", "", named)
    ids = (work.key, work.fields.get("doi", ""), work.fields.get("eprint", ""), named, bare)
    return tuple(dict.fromkeys(piece for piece in ids if piece))


def _point(links: Links, item: Item[NumberedPoint]) -> Record:
    section, number, point = item.thing.section, item.thing.number, item.thing.point
    pages = _page(point.pages[0] if point.pages else None)
    cited = [links.base.works[key] for key in point.works if key in links.base.works]
    return Record(
        kind=item.kind,
        url=f"{address(section)}#p{number}",
        title=markdown.plain(point.claim),
        detail=" · ".join(
            piece for piece in (f"{spoken(section)}, point {number}", point.kind.replace("-", " "), pages) if piece
        ),
        text="",
        words=(
            (TOPIC, ". ".join(_names(links, item.topics))),
            (ASIDE, _aliases(links, item.topics)),
            (ASIDE, ", ".join(plain(name.family) for work in cited for name in work.creators[:1])),
        ),
        topics=_names(links, item.topics),
        sections=1,
    )


KINDS: Sequence[KindSpec[Any]] = (
    KindSpec(
        Kind("topic", "Topic", weight=1.3),
        "Topics",
        things=lambda links: links.topics.records.values(),
        record=_topic,
        topics=lambda topic: (topic.slug,),
    ),
    KindSpec(
        Kind("section", "Section", weight=1.2, raised=True),
        "Sections",
        things=lambda links: links.base.sections,
        record=_section,
        sections=lambda _, section: (section,),
        topics=lambda section: section.topics,
    ),
    KindSpec(
        Kind("term", "Term", weight=1.2),
        "Terms",
        things=lambda links: links.base.terms,
        record=_term,
        sections=_sections_of_term,
    ),
    KindSpec(
        Kind("author", "Author", weight=1.1, shortened=True),
        "Authors",
        things=lambda links: sorted(
            links.people.authors.values(), key=lambda one: (-len(one.works) - len(one.sections), one.slug)
        ),
        record=_author,
    ),
    KindSpec(
        Kind("work", "Work", counted=True),
        "Works",
        things=lambda links: (
            *sorted(links.base.works.values(), key=links.importance),
            *links.base.since.values(),
        ),
        record=_work,
        sections=lambda links, work: links.sections_of(work),
        topics=lambda work: work.topics,
        speaks=True,
    ),
    KindSpec(
        Kind("point", "Point", weight=0.7, answer=5),
        "Points",
        things=lambda links: (
            NumberedPoint(section, number, point)
            for section in links.base.sections
            for number, point in enumerate(section.points, 1)
        ),
        record=_point,
        sections=lambda _, numbered: (numbered.section,),
        topics=lambda numbered: numbered.point.topics,
        speaks=True,
    ),
    KindSpec(
        Kind("update", "Since", weight=0.6),
        "Since the report",
        things=lambda links: ((section, update) for section in links.base.sections for update in section.updates),
        record=_update,
        sections=lambda _, dated: (dated[0],),
        speaks=True,
    ),
)
