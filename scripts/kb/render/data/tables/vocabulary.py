"""Topics and terms as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.link import Links
from kb.render.data.tables.table import Table, known
from kb.render.text import markdown


class TopicRow(NamedTuple):
    """A topic of the controlled vocabulary, or a group of topics.

    Attributes:
        slug: the last piece of its address.
        name: as people call it.
        definition: what is in.
        broader: its group; none for a group.
        aliases: other names, set apart by semicolons.
        matches: nearest concepts of other vocabularies, set apart by semicolons.
    """

    slug: str
    name: str
    definition: str
    broader: str | None
    aliases: str | None
    matches: str | None


def topics(links: Links) -> Iterator[TopicRow]:
    """Each group before its topics."""
    known = links.topics.records
    for topic in links.base.topics:
        yield TopicRow(
            slug=topic.slug,
            name=topic.name,
            definition=topic.definition,
            broader=topic.broader if topic.broader in known else None,
            aliases="; ".join(topic.aliases) or None,
            matches="; ".join(topic.match) or None,
        )


class RelatedTopicRow(NamedTuple):
    """Two topics that belong together, as one of them says.

    Attributes:
        topic: which says so.
        related: the other.
    """

    topic: str
    related: str


def related_topics(links: Links) -> Iterator[RelatedTopicRow]:
    """As the vocabulary has them."""
    for topic in links.base.topics:
        for other in known(topic.related, links.topics.records):
            yield RelatedTopicRow(topic.slug, other)


class TermRow(NamedTuple):
    """A term of the glossary.

    Attributes:
        slug: the end of its address.
        term: as the report writes it.
        definition: in words of our own.
        section: which introduces it.
        page: of the report, on which it does so.
        aliases: other names, set apart by semicolons.
    """

    slug: str
    term: str
    definition: str
    section: str | None
    page: int | None
    aliases: str | None


def terms(links: Links) -> Iterator[TermRow]:
    """Sorted by slug."""
    known = {section.slug for section in links.base.sections}
    for term in links.base.terms:
        yield TermRow(
            slug=term.slug,
            term=term.term,
            definition=markdown.plain(term.definition),
            section=term.section if term.section in known else None,
            page=term.page,
            aliases="; ".join(term.aliases) or None,
        )


TABLES: Mapping[str, Table] = {
    "topics": Table(TopicRow, topics, ("slug",), {"broader": "topics"}),
    "related_topics": Table(
        RelatedTopicRow, related_topics, ("topic", "related"), {"topic": "topics", "related": "topics"}
    ),
    "terms": Table(TermRow, terms, ("slug",), {"section": "sections"}),
}
