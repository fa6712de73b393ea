"""What the search knows of something that can be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kb.contract.search import Kind
from kb.model import Section

#: How much a word counts by where it stands.
TITLE, ALIAS, NAME, HEADING, TOPIC, BODY, ASIDE = 8, 7, 6, 4, 3, 2, 1

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Record:
    """Something that can be found.

    Attributes:
        kind: what it is.
        url: address below the site's root.
        title, detail, text: the lines that a result shows, plain; of ``text`` it shows what matched.
        words: what else the search looks through, with the weight of each text, for words and for words in a row.
        topics: names of its topics, to show.
        ids: what leads straight to it: cite key, DOI, arXiv id, label.
        names: what it is called, if its title is no sentence: a query that is one of them means it.
        year, author: for sorting; 0 and empty where there is none.
        sections: how many sections cite it, or deal with it; 0 for authors.
        weight: how much is made of it, if not that.
        facets: values by facet, for narrowing down.
        within: addresses of the sections for which it speaks when it is found.
    """

    kind: Kind
    url: str
    title: str
    detail: str
    text: str
    words: tuple[tuple[int, str], ...]
    topics: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    year: int = 0
    author: str = ""
    sections: int = 0
    weight: int = 0
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item(Generic[Thing]):
    """What a record and its values of facets are made from.

    Attributes:
        kind: what it is.
        thing: what the knowledge base has of it.
        sections: in which it stands, or which cite it.
        topics: slugs of its topics.
    """

    kind: Kind
    thing: Thing
    sections: tuple[Section, ...]
    topics: tuple[str, ...]
