"""What there is: ``api/v1/index.json`` and the lists beside it, for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ApiFile:
    """A file, or files that are alike.

    Attributes:
        url: below the site's root; KEY and SLUG stand for each key and slug.
        about: what is in it.
        schema: address of its JSON Schema, below the site's root; empty for what is no JSON.
    """

    url: str
    about: str
    schema: str


@dataclass(frozen=True)
class ApiIndex:
    """What a program can read, and of what it is.

    Attributes:
        name: of the knowledge base.
        report: the title of the report that it is about.
        citation: how to cite the report.
        site: address of the site's root, with a slash at the end; all other addresses begin there.
        version: of the contract; it is part of the address.
        rights: who may use what; empty where the site does not say.
        counts: how many works, sections and so on there are.
        files: all that there is.
    """

    name: str
    report: str
    citation: str
    site: str
    version: str
    rights: str
    counts: Mapping[str, int]
    files: Sequence[ApiFile]


@dataclass(frozen=True)
class WorkSummary:
    """A work in the list of all.

    Attributes:
        key: by which it is cited.
        url: of its page, below the site's root.
        label: how the report cites it.
        title: plain.
        authors: plain names; of those who edited it, where nobody wrote it.
        year: in which this form of it appeared; empty where none is known.
        venue: the one name of where it was published; empty where none is known.
        doi: bare; empty where it has none.
        arxiv: its number there; empty where it has none.
        topics: their slugs.
        checked: how far the entry was checked: confirmed, consistent or as printed.
        since: whether it came since the report, which then does not cite it.
        sections: how many cite it.
    """

    key: str
    url: str
    label: str
    title: str
    authors: Sequence[str]
    year: str
    venue: str
    doi: str
    arxiv: str
    topics: Sequence[str]
    checked: str
    since: bool
    sections: int


@dataclass(frozen=True)
class SectionSummary:
    """A section in the list of all.

    Attributes:
        slug: the last part of its address.
        url: of its page, below the site's root.
        number: as printed; empty where it has none.
        title: as printed.
        part: slug of the part in which it stands.
        pages: first and last page of the report; empty where they are not known.
        authors: names as printed.
        tldr: one sentence, plain; empty where nobody has written it.
        topics: slugs, the most important first.
        works: how many it cites.
        points: how many it has.
    """

    slug: str
    url: str
    number: str
    title: str
    part: str
    pages: Sequence[int]
    authors: Sequence[str]
    tldr: str
    topics: Sequence[str]
    works: int
    points: int


@dataclass(frozen=True)
class TopicSummary:
    """A topic in the list of all, or a group of topics.

    Attributes:
        slug: the last part of its address.
        url: of its page, below the site's root.
        name: as people call it.
        definition: what is in.
        broader: slug of its group; empty for a group.
        works: how many carry it, or one of the topics of the group.
    """

    slug: str
    url: str
    name: str
    definition: str
    broader: str
    works: int


@dataclass(frozen=True)
class TopicRecord:
    """A topic, or a group of topics, and everything that carries it.

    Attributes:
        slug: the last part of its address.
        url: of its page, below the site's root.
        name: as people call it.
        definition: what is in.
        broader: slug of its group; empty for a group.
        narrower: slugs of the topics of a group.
        aliases: other names.
        related: slugs of topics that belong beside it.
        match: nearest concepts of other vocabularies, each with the vocabulary's name.
        works: keys, the most important first.
        sections: slugs.
        points: their ids.
    """

    slug: str
    url: str
    name: str
    definition: str
    broader: str
    narrower: Sequence[str]
    aliases: Sequence[str]
    related: Sequence[str]
    match: Sequence[str]
    works: Sequence[str]
    sections: Sequence[str]
    points: Sequence[str]
