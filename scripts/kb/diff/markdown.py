"""A comparison for people, in Markdown that a forge shows as one comment.

Whatever somebody wrote stands in code, in which a forge looks for no markup, no links and nobody to call, and what is
no visible letter is written out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from kb.diff.comparison import KINDS, WHATS, Built, Comparison, Difference, Edge, Revision, Value, Values

#: A comment on GitHub holds 65,536 characters; something may be written around this text.
LIMIT = 60_000
#: How many items a list shows: as many as there is room for.
_SHOWN = (100, 50, 20, 10, 5, 2, 0)
#: Of one record, the lines that are shown, and of a line the letters.
_LINES, _LETTERS = 24, 500
#: A longer text is compared sentence by sentence.
_LINE = 120
_NOT_BUILT = "not built"
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_RUN = re.compile("`+")


def markdown(found: Comparison) -> str:
    """The comparison as a text of at most :data:`LIMIT` characters; lists are cut where they are too long."""
    texts = ("\n".join(_blocks(found, most)) for most in _SHOWN)
    return next(text for text in texts if len(text) <= LIMIT)


def _blocks(found: Comparison, most: int) -> Iterator[str]:
    yield f"## From {_revision(found.before)} to {_revision(found.after)}\n"
    yield f"{' '.join(_summary(found))}\n"
    if found.pages and found.pages.broken:
        yield from _addresses("Addresses that lead nowhere now", found.pages.broken, most)
        yield "Say in `bibliography/moved.yaml` where each leads, for addresses never change once published.\n"
    for kind, name in KINDS.items():
        own = [one for one in found.differences if one.kind == kind]
        if own:
            yield f"### {name}: {_counts(own)}\n"
            yield from _cut(map(_difference, own[:most]), len(own) - most)
    if found.edges:
        yield f"### Edges of the graph: {_counts(found.edges)}\n"
        yield from _fenced(_lines_cut([_edge(edge) for edge in found.edges], 3 * most))
        yield ""
    if found.pages:
        yield from _addresses("Pages that are new", found.pages.added, most)
        yield from _addresses("Pages that change", found.pages.changed, most)
        yield from _addresses("Pages that lead elsewhere now", [" → ".join(both) for both in found.pages.moved], most)
    if found.built:
        yield from _built(*found.built)


def _revision(revision: Revision) -> str:
    if not revision.name:
        return "the files as they are"
    return _code(revision.name) + (f" ({_code(revision.commit)})" if revision.commit else "")


def _summary(found: Comparison) -> Iterator[str]:
    """Everything that was found in a few sentences."""
    pages = found.pages
    if not (found.differences or found.edges or (pages and any((pages.added, pages.changed, pages.moved)))):
        yield "The knowledge base says what it said."
    for kind, name in KINDS.items():
        own = [one for one in found.differences if one.kind == kind]
        if own:
            yield f"{name}: {_counts(own)}."
    if found.edges:
        yield f"Edges of the graph: {_counts(found.edges)}."
    if pages:
        yield f"Pages: {len(pages.added):,} added, {len(pages.changed):,} changed, {len(pages.moved):,} moved."
        broken = f"{len(pages.broken):,} addresses lead nowhere now."
        yield f"**{broken}**" if pages.broken else "Every address still leads somewhere."
    for revision, errors in zip((found.before, found.after), found.errors, strict=True):
        if errors:
            yield f"Graph and pages were not compared: `kb check` finds {errors:,} errors in {_revision(revision)}."


def _counts(found: Sequence[Difference] | Sequence[Edge]) -> str:
    """How many there are of what: ``1 added, 12 changed``."""
    counts = Counter(one.what for one in found)
    return ", ".join(f"{counts[what]:,} {what}" for what in WHATS if counts[what])


def _cut(shown: Iterable[str], more: int) -> Iterator[str]:
    """Items of a list, and how many are not shown."""
    yield from shown
    if more > 0:
        yield f"- and {more:,} more"
    yield ""


def _difference(one: Difference) -> str:
    lines = [line for values in one.values for line in _values(values)]
    head = f"- {one.what}: {_code(one.name)} in {_code(one.file)}, line {one.line}"
    return "\n  ".join((head, *_fenced(_lines_cut(lines, _LINES))))


def _values(values: Values) -> Iterator[str]:
    """The lines of a value that differ, each with the value's name."""
    before, after = _lines(values.before), _lines(values.after)
    for tag, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (f"- {values.name}: {line}" for line in before[start:end])
            yield from (f"+ {values.name}: {line}" for line in after[first:last])


def _lines(value: Value) -> list[str]:
    """The items of a list, the sentences of a text that is more than a line."""
    found = value if isinstance(value, tuple) else _SENTENCE.split(value) if len(value) > _LINE else (value,)
    return [line for line in found if line]


def _edge(edge: Edge) -> str:
    times = f", {edge.times} times" if edge.times > 1 else ""
    return f"{'+' if edge.what == 'added' else '-'} {edge.source} {edge.kind} {edge.target}{times}"


def _addresses(title: str, addresses: Sequence[str], most: int) -> Iterator[str]:
    if addresses:
        yield f"### {title}: {len(addresses):,}\n"
        yield from _cut((f"- {_code(address)}" for address in addresses[:most]), len(addresses) - most)


def _built(*sites: Built | None) -> Iterator[str]:
    yield "### The built site\n"
    yield "| | before | after |\n|---|---:|---:|"
    rows = {
        "files": [f"{site.files:,}" if site else _NOT_BUILT for site in sites],
        "size, MB": [f"{site.bytes / 1e6:,.2f}" if site else _NOT_BUILT for site in sites],
        "`kb build`, s": [f"{site.seconds:,.1f}" if site else _NOT_BUILT for site in sites],
    }
    yield "".join(f"| {name} | {' | '.join(cells)} |\n" for name, cells in rows.items())


def _lines_cut(lines: Sequence[str], most: int) -> list[str]:
    shown = [_visible(line) for line in lines[:most]]
    return [*shown, f"  and {len(lines) - most:,} more lines"] if len(lines) > most else shown


def _fenced(lines: Sequence[str]) -> Iterator[str]:
    """Lines as code that forges color by their first letters."""
    fence = "`" * max(3, _longest_run("\n".join(lines)) + 1)
    yield f"{fence}diff"
    yield from lines
    yield fence


def _code(text: str) -> str:
    """A text as code within a line."""
    shown = _visible(text) or "?"
    fence = "`" * (_longest_run(shown) + 1)
    return f"{fence} {shown} {fence}" if "`" in shown else f"{fence}{shown}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, _RUN.findall(text)), default=0)


def _visible(text: str) -> str:
    """A text in one line, cut to a length, whose every letter can be seen."""
    shown = text if len(text) <= _LETTERS else f"{text[:_LETTERS]}…"
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in shown)
