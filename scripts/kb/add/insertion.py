"""Where new records go in a text: between their neighbors, with every comment left where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

import yaml

from kb.model import Work
from kb.read import BIBLIOGRAPHY
from kb.read.bibtex import BOM, read_bibliography
from kb.read.canonical import format_entry
from kb.read.yaml_form import comment_above, lines_of, spliced
from kb.read.yaml_source import compose


def with_new_entries(text: str, works: Iterable[Work]) -> str:
    """The text of ``references.bib`` with entries of new keys, each behind the one before which its key sorts."""
    text = text.removeprefix(BOM)
    bibliography = read_bibliography(BIBLIOGRAPHY, text)
    ends = {key: end for (_, end), key in zip(bibliography.spans, bibliography.entries, strict=True) if key}
    inserted: dict[int, list[Work]] = defaultdict(list)
    for work in sorted(works, key=lambda work: work.key):
        earlier = [key for key in ends if key < work.key]
        inserted[ends[max(earlier)] if earlier else _head(text)].append(work)
    return spliced(text, _new(sorted(inserted.items()), ends.values())).rstrip("\n") + "\n"


def _new(inserted: Iterable[tuple[int, list[Work]]], ends: Collection[int]) -> Iterator[tuple[int, int, str]]:
    for at, works in inserted:
        entries = "\n".join(map(format_entry, works))
        yield at, at, f"\n\n{entries.rstrip()}" if at in ends else f"{entries}\n"


def _head(text: str) -> int:
    """Where the first entry begins, with the comment right above it; the end of a text without entries."""
    bibliography = read_bibliography(BIBLIOGRAPHY, text)
    number = next((number for number, key in enumerate(bibliography.entries) if key), None)
    if number is None:
        return len(text)
    gap_start = bibliography.spans[number - 1][1] if number else 0
    gap = text[gap_start : bibliography.spans[number][0]]
    blanks = list(re.finditer(r"\n[ \t]*\n", gap))
    return gap_start + (blanks[-1].end() if blanks else 0)


def with_item(text: str, item: str, after: int | None = None) -> str:
    """A YAML list of records with one more, set off by an empty line where the others are.

    Args:
        item: the record, its first line with a hyphen; ends with a line break.
        after: the number of the record behind which it goes, -1 for the very beginning; none for the end.
    """
    root, _ = compose("", text)
    if not isinstance(root, yaml.SequenceNode) or root.flow_style or not root.value:
        head = re.sub(r"^\s*\[\s*\]\s*$", "", text, count=1, flags=re.MULTILINE).strip("\n")
        return f"{head}\n\n{item}" if head else item
    text = text.removeprefix(BOM).rstrip("\n") + "\n"
    spans = [lines_of(text, node) for node in root.value]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    blank = "\n" * (not gaps or any(gap and not gap.splitlines()[-1].strip() for gap in gaps))
    number = len(spans) - 1 if after is None else after
    if number < 0:
        start = comment_above(text, spans[0][0])
        return spliced(text, [(start, start, item + blank)])
    end = spans[number][1]
    return spliced(text, [(end, end, blank + item)])
