"""Records before and after: which are the same, and what differs in them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from kb.diff.comparison import KINDS, Difference, Value, Values, What
from kb.diff.records import Item, Kind, kind_of

#: The part of all words that two texts must share to be one, reworded.
_ENOUGH = 1 / 3


def differences(before: Mapping[str, Sequence[Item]], after: Mapping[str, Sequence[Item]]) -> Iterator[Difference]:
    """What became of every record that is not as it was, by kind and in the order in which they stand."""
    for name in KINDS:
        found = _differences(name, kind_of(name), before[name], after[name])
        yield from sorted(found, key=lambda one: (one.file, one.line, one.name))


def _differences(name: str, kind: Kind, before: Sequence[Item], after: Sequence[Item]) -> Iterator[Difference]:
    pairs, gone, new = paired(kind, before, after)
    for old, item in pairs:
        values = tuple(_differing(old.values, item.values))
        if values:
            what = _what(kind, {one.name for one in values})
            yield Difference(name, what, item.name, item.place.file, item.place.line, values)
    nothing: Mapping[str, Value] = {}
    for item in gone:
        values = tuple(_differing(item.values, nothing))
        yield Difference(name, "removed", item.name, item.place.file, item.place.line, values)
    for item in new:
        values = tuple(_differing(nothing, item.values))
        yield Difference(name, "added", item.name, item.place.file, item.place.line, values)


def _differing(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Values]:
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield Values(name, old, new)


def _what(kind: Kind, names: set[str]) -> What:
    """What became of a record of which the named values differ."""
    if names <= kind.where:
        return "moved"
    return "reworded" if names == {kind.text} else "changed"


def paired(
    kind: Kind, before: Iterable[Item], after: Iterable[Item]
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Records that are one, before and after; those that are gone; those that are new.

    Linear in the number of records, but for those of a section that are known by their words alone.
    """
    pairs: list[tuple[Item, Item]] = []
    gone, new = list(before), list(after)
    for way in kind.ways:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for number, item in enumerate(new):
            waiting[way(item)].append(number)
        found = {}
        for number, item in enumerate(gone):
            if waiting[way(item)]:
                found[number] = waiting[way(item)].popleft()
        gone, new = _take(found, gone, new, pairs)
    if kind.text:
        gone, new = _take(_alike(kind.text, gone, new), gone, new, pairs)
    return pairs, gone, new


def _take(
    found: Mapping[int, int], gone: list[Item], new: list[Item], pairs: list[tuple[Item, Item]]
) -> tuple[list[Item], list[Item]]:
    """Adds the pairs that were found, by number, and gives what is left of both lists."""
    pairs += [(gone[old], new[number]) for old, number in found.items()]
    taken = set(found.values())
    left = [item for number, item in enumerate(gone) if number not in found]
    return left, [item for number, item in enumerate(new) if number not in taken]


def _alike(text: str, gone: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Records of one section, and of one work where they name one, whose words are most alike."""
    words = [_words(item, text) for item in new]
    numbers: dict[Hashable, list[int]] = defaultdict(list)
    for number, item in enumerate(new):
        numbers[item.of("of", "section", "work")].append(number)
    found: dict[int, int] = {}
    for old, item in enumerate(gone):
        own = _words(item, text)
        free = [number for number in numbers[item.of("of", "section", "work")] if number not in found.values()]
        best = max(free, key=lambda number: _shared(own, words[number]), default=None)
        if best is not None and _shared(own, words[best]) >= _ENOUGH:
            found[old] = best
    return found


def _words(item: Item, text: str) -> frozenset[str]:
    return frozenset(str(item.values.get(text, "")).lower().split())


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of all words that both have (Jaccard 1901); 0 where there are none."""
    return len(one & other) / max(1, len(one | other))
