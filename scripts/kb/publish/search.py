"""The search index: records into files of JSON that the browser fetches as it needs them.

``search/index.json``
    what a search has to know first: how many records of which kind there are, how long their titles are, and which file
    holds which words and records.
``search/HASH/words-N.json``
    words in order, each with the other words that are one with it and the records that hold it.
``search/HASH/pairs.json`` and ``search/HASH/pairs-N.json``
    two words in a row, in order, each with the records and offsets where they stand; only a query in quotes needs them.
``search/HASH/records-N.json``
    what results show.
``search/HASH/facets.json``
    what narrows down and sorts; only the search page needs it.
``search/HASH/spelling.json``
    words to choose from when a query has one that nothing holds.

What they hold is told in :mod:`kb.contract.search`.

Why not Pagefind: ``docs/decisions/search.md``.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import log2
from typing import Any

from kb.contract import text as _json
from kb.contract.search import (
    GOES_ON,
    IMPACT,
    IN_NAME,
    IN_TITLE,
    WHOLE,
    Entry,
    Facet,
    Facets,
    First,
    Kind,
    Result,
    Run,
)
from kb.publish.words import STOP_WORDS, cut, identifier, root, sentences, simple, spellings
from kb.render.data.records import Findable, Record
from kb.render.data.records.record import ASIDE, NAME, TITLE, TOPIC

FOLDER = "search"
#: Sizes, in characters of JSON, at which a file of words or records is full. A query needs a few of each.
WORDS_FILE, RECORDS_FILE = 24_000, 10_000
#: How many records are kept for the beginning of a word that several files share.
BEGINNINGS = 200
MOST_IMPACT = 31
#: For each record, how much a word counts in it and where it stands.
Postings = dict[int, int]


@dataclass
class _Word:
    """A word of the index: the others that are one with it, and its records."""

    others: list[str]
    postings: Postings


def index_files(findable: Findable) -> dict[str, str]:
    """The whole index, by path below the site's root. Linear in the number of words."""
    records = findable.records
    entries = _entries(records)
    words = list(_word_files(entries))
    blocks = list(_record_files(records))
    pairs = list(_pair_files(records))
    files = {f"words-{number}.json": text for number, (_, text) in enumerate(words)}
    files |= {f"records-{number}.json": text for number, (_, text) in enumerate(blocks)}
    files |= {f"pairs-{number}.json": text for number, (_, text) in enumerate(pairs)}
    files["pairs.json"] = _json([pair for pair, _ in pairs])
    files["facets.json"] = _json(_facets(findable))
    files["spelling.json"] = _json(_spelling(records, entries))
    folder = f"{FOLDER}/{_hash(files)}"
    first = First(
        folder=folder,
        stop=sorted(STOP_WORDS),
        words=[word for word, _ in words],
        records=[number for number, _ in blocks],
        kinds=_runs([record.kind for record in records]),
        length=[min(len(simple(record.title)), 99) for record in records],
        sections=[record.sections for record in records],
        within=_within(records),
        weight=[record.weight or record.sections for record in records],
    )
    return {f"{folder}/{name}": text for name, text in files.items()} | {f"{FOLDER}/index.json": _json(first)}


def _hash(files: Mapping[str, str]) -> str:
    """Files of one index have one name, so that a browser may keep them and never mixes two."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    return digest.hexdigest()[:12]


def _runs(kinds: Sequence[Kind]) -> list[Run]:
    """Equal neighbors as one."""
    return [Run(kind, sum(1 for _ in same)) for kind, same in groupby(kinds)]


def _within(records: Sequence[Record]) -> list[list[int]]:
    """The sections for which each record speaks, by their number among what is raised with what is found in it."""
    raised = [record.url for record in records if record.kind.raised]
    numbers = {url: number for number, url in enumerate(raised)}
    return [[numbers[url] for url in record.within if url in numbers] for record in records]


def _entries(records: Sequence[Record]) -> dict[str, _Word]:
    found: dict[str, Postings] = defaultdict(dict)
    for number, record in enumerate(records):
        for word, value in _values(record).items():
            found[word][number] = value
        for form in (form for name in record.names for form in (identifier(name), " ".join(simple(name)))):
            if form:
                found[WHOLE + form].setdefault(number, 0)
        for name in filter(None, map(identifier, record.ids)):
            found[WHOLE + name][number] = 1
    entries = {word: _Word([], postings) for word, postings in found.items()}
    _join(entries)
    return entries


def _values(record: Record) -> dict[str, int]:
    """What each word counts in one record: more, the weightier its field, and written twice less than twice as much."""
    title = dict.fromkeys(cut(record.title), float(TITLE))
    impact = dict(title)
    of_name = set(title)
    for weight, text in record.words:
        words = Counter(cut(text))
        if weight >= TOPIC:
            of_name.update(words)
        for word, count in words.items():
            if word not in STOP_WORDS:
                # A name does not mean more by being written twice, nor does a word of a long text.
                often = 1 if weight >= NAME or weight == ASIDE else 1 + log2(count)
                impact[word] = impact.get(word, 0) + weight * often
    return {
        word: IMPACT * min(MOST_IMPACT, round(value)) + IN_NAME * (word in of_name) + IN_TITLE * (word in title)
        for word, value in impact.items()
    }


def _join(entries: dict[str, _Word]) -> None:
    """Lets words with one root, in either spelling, know of each other."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in entries:
        if not word.startswith(WHOLE) and word.isalpha():
            groups[root(word)].append(word)
    for group in groups.values():
        for word in group:
            entries[word].others = [other for other in group if other != word]
        for spelling in {other for word in group for other in spellings(word)}.difference(entries):
            entries[spelling] = _Word(group, {})


def _word_files(entries: Mapping[str, _Word]) -> Iterator[tuple[str, str]]:
    """The first word and the text of each file."""
    lines = [(word, f"{_json(word)}:{_entry_text(entries[word])}") for word in sorted(entries)]
    files = list(_packed(lines, WORDS_FILE))
    firsts = [file[0][0] for file in files]
    # A beginning is written "be*" and stands where it sorts, before the words that begin so.
    for line in _shared_beginnings(files, entries):
        files[max(0, bisect_right(firsts, line[0]) - 1)].append(line)
    for first, file in zip(firsts, files, strict=True):
        yield first, f"{{{','.join(text for _, text in sorted(file))}}}"


def _packed(lines: Iterable[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    file: list[tuple[str, str]] = []
    total = 0
    for line in lines:
        if file and total + len(line[1]) > size:
            yield file
            file, total = [], 0
        file.append(line)
        total += len(line[1])
    if file:
        yield file


def _entry_text(entry: _Word) -> str:
    return _json(Entry(entry.others, _deltas(entry.postings)))


def _deltas(postings: Postings) -> list[int]:
    """Record and value by turns, each record as the distance from the one before."""
    flat: list[int] = []
    before = 0
    for record in sorted(postings):
        flat += (record - before, postings[record])
        before = record
    return flat


def _shared_beginnings(
    files: Sequence[Sequence[tuple[str, str]]], entries: Mapping[str, _Word]
) -> list[tuple[str, str]]:
    """The best records for every beginning of a word that two or more files share, so that one file answers it."""
    shared: set[str] = set()
    for before, after in pairwise(files):
        last, first = before[-1][0], after[0][0]
        shared.update(first[:length] for length in range(1, len(first) + 1) if last.startswith(first[:length]))
    words = sorted(word for word in entries if not word.startswith(WHOLE))
    lines = []
    for beginning in sorted(shared):
        if not beginning.startswith(WHOLE):
            best = _best(words[bisect_left(words, beginning) :], beginning, entries)
            name = beginning + GOES_ON
            lines.append((name, f"{_json(name)}:{_entry_text(_Word([], best))}"))
    return lines


def _best(words: Iterable[str], beginning: str, entries: Mapping[str, _Word]) -> Postings:
    values: Postings = {}
    for word in words:
        if not word.startswith(beginning):
            break
        if word == beginning:
            continue  # it has an entry of its own
        for record, value in entries[word].postings.items():
            values[record] = max(values.get(record, 0), value)
    best = sorted(values, key=lambda record: (-values[record], record))[:BEGINNINGS]
    return {record: values[record] for record in best}


def _pair_files(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """The first pair and the text of each file."""
    # As text at once: there are many pairs, most of them stand in one record, and lists would take twice the memory.
    pairs: dict[str, str] = defaultdict(str)
    last: dict[str, int] = {}
    for number, record in enumerate(records):
        for offset, pair in _pairs(record):
            pairs[pair] += f",{number - last.get(pair, 0)},{offset}"
            last[pair] = number
    for file in _packed(((pair, f"{_json(pair)}:[{pairs[pair][1:]}]") for pair in sorted(pairs)), WORDS_FILE):
        yield file[0][0], f"{{{','.join(text for _, text in file)}}}"


def _pairs(record: Record) -> Iterator[tuple[int, str]]:
    """Two words in a row within one sentence, and the offset of the first of them."""
    offset = 0
    for text in dict.fromkeys((record.title, record.text, record.detail, *(text for _, text in record.words))):
        for words in sentences(text):
            for first, second in pairwise(words):
                yield offset, f"{first} {second}"
                offset += 1
            offset += 1


def _record_files(records: Sequence[Record]) -> Iterator[tuple[int, str]]:
    """The number of the first record and the text of each file."""
    lines = [(number, _json(_result(record))) for number, record in enumerate(records)]
    for file in _packed([(str(number), text) for number, text in lines], RECORDS_FILE):
        yield int(file[0][0]), f"[{','.join(text for _, text in file)}]"


def _result(record: Record) -> Result:
    return Result(record.url, record.title, record.detail, record.text, record.topics)


def _facets(findable: Findable) -> Facets:
    records = findable.records
    facets = [replace(facet, of=_numbers(facet, records)) for facet in findable.facets]
    titles = [simple(record.title) for record in records]
    authors = [(not record.author, simple(record.author)) for record in records]
    return Facets(facets, [record.year for record in records], _ranks(titles), _ranks(authors))


def _numbers(facet: Facet, records: Sequence[Record]) -> list[list[int]]:
    """The values of each record, by their number among those of the facet."""
    numbers = {value.value: number for number, value in enumerate(facet.values)}
    return [[numbers[value] for value in record.facets.get(facet.name, ()) if value in numbers] for record in records]


def _ranks(keys: Sequence[Any]) -> list[int]:
    """The rank of each item when all are sorted; equal ones share a rank."""
    ranks = [0] * len(keys)
    rank, before = -1, None
    for number in sorted(range(len(keys)), key=keys.__getitem__):
        rank += keys[number] != before
        ranks[number], before = rank, keys[number]
    return ranks


def _spelling(records: Sequence[Record], entries: Mapping[str, _Word]) -> list[str]:
    """Words of titles that are no sentences, of names and of aliases, the most used first."""
    found = {word for record in records if record.names for word in simple(record.title)}
    found |= {word for record in records for weight, text in record.words if weight > TOPIC for word in simple(text)}
    words = [word for word in found if word.isalpha() and len(word) > 3 and word not in STOP_WORDS and word in entries]
    return sorted(words, key=lambda word: (-len(entries[word].postings), word))
