"""What the search reads: ``search/index.json``, and the files of words, pairs, records and facets beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: Stands before names (value 0) and identifiers (value 1), which are looked up whole.
WHOLE = "="
#: Stands after the beginning of a word that so many files share that its best records are kept.
GOES_ON = "*"
#: What a value of a word says: bits for where the word stands, in a title or in a name, an alias or a topic; the rest,
#: in units of IMPACT, is how much it counts.
IN_TITLE, IN_NAME, IMPACT = 1, 2, 4


@dataclass(frozen=True)
class Kind:
    """What holds for all records of a kind.

    Attributes:
        name: as it stands in addresses.
        label: what a result calls it.
        weight: how much a record counts for what it is: a reader who types a word wants the page about it before one
            that names it.
        answer: how much more a record counts for a question, which a point answers sooner than the title of a work.
        shortened: whether of one of several words the beginning is enough, as people shorten names.
        counted: whether a result says how many sections cite it.
        raised: whether the one in which most of what was found stands is put among the first results.
    """

    name: str
    label: str
    weight: float = 1
    answer: float = 1
    shortened: bool = False
    counted: bool = False
    raised: bool = False


class Run(NamedTuple):
    """So many records of one kind in a row.

    Attributes:
        kind: of all of them.
        number: how many there are.
    """

    kind: Kind
    number: int


@dataclass(frozen=True)
class First:
    """What a search has to know before any other file.

    Attributes:
        folder: where the other files are, below the site's root.
        stop: words that say nothing of what a text is about.
        words: the first word of each file of words.
        records: the number of the first record of each file of records.
        kinds: the kinds of all records, in their order.
        length: for each record, how many words its title has.
        sections: for each record, how many sections cite it or deal with it.
        within: for each record the numbers, among those of the kind that is raised, of those for which it speaks.
        weight: for each record, how much is made of it.
    """

    folder: str
    stop: Sequence[str]
    words: Sequence[str]
    records: Sequence[int]
    kinds: Sequence[Run]
    length: Sequence[int]
    sections: Sequence[int]
    within: Sequence[Sequence[int]]
    weight: Sequence[int]


class Entry(NamedTuple):
    """What a file of words holds of a word.

    Attributes:
        others: words that are one with it.
        postings: records and values by turns, each record as the distance from the one before.
    """

    others: Sequence[str]
    postings: Sequence[int]


class Result(NamedTuple):
    """What a file of records holds of a record: the lines that a result shows, plain.

    Attributes:
        url: address below the site's root.
        title: the first line.
        detail: what it is and where it stands.
        text: of it the stretch is shown that matched.
        topics: names of its topics.
    """

    url: str
    title: str
    detail: str
    text: str
    topics: Sequence[str]


@dataclass(frozen=True)
class Value:
    """A value of a facet.

    Attributes:
        value: as it stands in the address.
        name: as people read it.
        parent: the value above it in a tree; empty at the top.
    """

    value: str
    name: str
    parent: str = ""


@dataclass(frozen=True)
class Facet:
    """A way to narrow down.

    Attributes:
        name: as it stands in the address.
        title: as people read it.
        many: whether it has so many values that the most used come first.
        unfolded: whether its values are in sight before anybody asks for them.
        values: in the order in which they are shown.
        of: for each record the numbers of its values.
    """

    name: str
    title: str
    many: bool
    unfolded: bool
    values: Sequence[Value]
    of: Sequence[Sequence[int]]


@dataclass(frozen=True)
class Facets:
    """What narrows down and sorts.

    Attributes:
        facets: in the order in which they are shown.
        year: for each record its year; 0 where it has none.
        title: for each record its rank by title.
        author: for each record its rank by author; those without one come last.
    """

    facets: Sequence[Facet]
    year: Sequence[int]
    title: Sequence[int]
    author: Sequence[int]
