"""Rules for topics, people and venues: what is one and has one name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from kb.check.rule import Finding, rule, rule_within
from kb.model import KnowledgeBase, Person, Place, Point, Section, Topic, Venue
from kb.read import folding, nearest
from kb.read.identifiers import is_slug
from kb.read.names import printed_venue, spoken, written

MOST_TOPICS = 5
MOST_WORDS = 40
#: Topics that a hint names.
MOST_MEANT = 3


def _identities(records: Sequence[Topic | Person | Venue], kind: str) -> Iterator[Finding]:
    """Slugs that are no addresses, and slugs and names that stand twice."""
    slugs: set[str] = set()
    names: set[str] = set()
    for record in records:
        if not is_slug(record.slug):
            yield record.place.of("slug"), f"'{record.slug}' is not a slug", "a-z, 0-9 and - only"
        for field, value, taken in (("slug", record.slug, slugs), ("name", record.name.casefold(), names)):
            if value in taken and not (field == "name" and kind == "person"):
                yield record.place.of(field), f"{kind} with the {field} '{getattr(record, field)}' stands twice", ""
            taken.add(value)


@rule("E211", "topic record is wrong")
def topics(base: KnowledgeBase) -> Iterator[Finding]:
    yield from _identities(base.topics, "topic")
    known = {topic.slug: topic for topic in base.topics}
    for topic in base.topics:
        words = len(topic.definition.split())
        if not 0 < words <= MOST_WORDS:
            message = f"the definition of '{topic.slug}' has {words} words"
            yield topic.place.of("definition"), message, f"write at most {MOST_WORDS}"
        if topic.broader and topic.broader not in known:
            yield topic.place.of("broader"), f"unknown group '{topic.broader}'", nearest(topic.broader, known)
        elif topic.broader and not known[topic.broader].is_group:
            yield topic.place.of("broader"), f"'{topic.broader}' is a topic, not a group", "the tree has two levels"
        for number, slug in enumerate(topic.related):
            if slug not in known or slug == topic.slug:
                yield topic.place.of(f"related.{number}"), f"'{slug}' is no other topic", nearest(slug, known)


def _called(slug: str, topics: Iterable[Topic]) -> str:
    """A hint to topics that people call so, if not by their slug."""
    wanted = set(_words(slug))
    found = [
        f"'{topic.slug}'"
        for topic in topics
        if not topic.is_group and wanted <= set(_words(f"{topic.slug} {topic.name} {' '.join(topic.aliases)}"))
    ]
    if not found:
        return "add it to bibliography/topics.yaml"
    return f"perhaps {' or '.join(found[:MOST_MEANT])}; all of them are in bibliography/topics.yaml"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folding.fold(text))


@rule_within("E212", "topic is unknown, a group, given twice or one too many")
def assignments(base: KnowledgeBase, part: KnowledgeBase) -> Iterator[Finding]:
    known = {topic.slug: topic for topic in base.topics}
    for place, name, slugs in _assigned(part) if known else ():
        for number, slug in enumerate(slugs):
            of = name.format(number)
            if slug not in known:
                hint = nearest(slug, known) or _called(slug, base.topics)
                yield place.of(of), f"unknown topic '{slug}'", hint
            elif known[slug].is_group:
                yield place.of(of), f"'{slug}' is a group of topics", "choose one of its topics"
            elif slug in slugs[:number]:
                yield place.of(of), f"topic '{slug}' is given twice", ""
            elif number == MOST_TOPICS:
                yield place.of(of), f"more than {MOST_TOPICS} topics", "keep those that it is about"


@rule_within("W213", "no topic")
def without_topics(base: KnowledgeBase, part: KnowledgeBase) -> Iterator[Finding]:
    for place, _, slugs in _assigned(part) if base.topics else ():
        if not slugs:
            yield place, "no topic is given", "choose from bibliography/topics.yaml"


def _assigned(base: KnowledgeBase) -> Iterator[tuple[Place, str, tuple[str, ...]]]:
    """Everything that carries topics: its place, the part of it that a topic is by its number, and the topics."""
    for work in base.entries.values():
        if work.key not in base.broken:
            yield work.place, "keywords", work.topics
    for section in base.sections:
        carriers: tuple[Section | Point, ...] = (section, *section.points)
        for record in carriers:
            yield record.place, "topics.{}", record.topics


@rule("E214", "person or venue record is wrong")
def merges(base: KnowledgeBase) -> Iterator[Finding]:
    yield from _identities(base.people, "person")
    yield from _identities(base.venues, "venue")
    taken: set[tuple[str, str]] = set()
    records: tuple[Person | Venue, ...] = (*base.people, *base.venues)
    for record in records:
        works: tuple[str, ...] = record.works if isinstance(record, Person) else ()
        for number, key in enumerate(works):
            if key not in base.works:
                yield record.place.of(f"works.{number}"), f"unknown work '{key}'", nearest(key, base.works)
        for number, form in enumerate(record.forms):
            for use in [(form, key) for key in works] or [(form, type(record).__name__)]:
                if use in taken:
                    yield record.place.of(f"forms.{number}"), f"'{form}' stands in two records", "keep one of them"
                taken.add(use)


@rule_within("E216", "name without an address of its own")
def addresses(base: KnowledgeBase, part: KnowledgeBase) -> Iterator[Finding]:
    """A name in no record must not have the address of one that is: nobody knows whether the two are the same."""
    people, venues = {person.slug for person in base.people}, {venue.slug for venue in base.venues}
    named = {(form, key) for person in base.people for form in person.forms for key in (person.works or ("",))}
    printed = {form for venue in base.venues for form in venue.forms}
    for work in part.works.values():
        for name in work.creators:
            form = written(name)
            if (form, work.key) not in named and (form, "") not in named and _taken(spoken(name), people):
                yield work.place.of("author"), f"'{form}' has no address of its own", "name it in people.yaml"
        venue = printed_venue(work)
        if venue and venue not in printed and _taken(venue, venues):
            yield work.place, f"the venue '{venue}' has no address of its own", "name it in venues.yaml"
    for section in part.sections:
        for number, author in enumerate(section.authors):
            if (author, "") not in named and _taken(author, people):
                yield section.place.of(f"authors.{number}"), f"'{author}' has no address", "name it in people.yaml"


def _taken(name: str, slugs: Collection[str]) -> bool:
    address = folding.slug(name)
    return not address or address in slugs


@rule_within("W215", "form of a name that nothing is printed with")
def unused_forms(base: KnowledgeBase, part: KnowledgeBase) -> Iterator[Finding]:
    names = {written(name) for work in base.works.values() for name in work.creators} if part.people else set()
    names |= {author for section in base.sections for author in section.authors}
    venues = {printed_venue(work) for work in base.works.values()} if part.venues else set()
    for records, printed in ((part.people, names), (part.venues, venues)):
        for record in records:
            for number, form in enumerate(record.forms):
                if form not in printed:
                    hint = nearest(form, tuple(printed)) or "remove it"
                    yield record.place.of(f"forms.{number}"), f"nothing is printed with the name '{form}'", hint
