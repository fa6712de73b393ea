"""Where new records go in a text: between their neighbors, with every comment left where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import yaml

from kb.model import Work
from kb.read import BIBLIOGRAPHY
from kb.read.bibtex import BOM, read_bibliography
from kb.read.canonical import format_entry
from kb.read.yaml_source import compose, yaml_lines


def with_new_entries(text: str, works: Iterable[Work]) -> str:
    """The text of ``references.bib`` with entries of new keys, each behind the one before which its key sorts."""
    text = text.removeprefix(BOM)
    bibliography = read_bibliography(BIBLIOGRAPHY, text)
    ends = {key: end for (_, end), key in zip(bibliography.spans, bibliography.entries, strict=True) if key}
    inserted: dict[int, list[Work]] = defaultdict(list)
    for work in sorted(works, key=lambda work: work.key):
        earlier = [key for key in ends if key < work.key]
        inserted[ends[max(earlier)] if earlier else _head(text)].append(work)
    pieces, done = [], 0
    for end, new in sorted(inserted.items()):
        entries = "\n".join(map(format_entry, new))
        pieces += [text[done:end], f"\n\n{entries.rstrip()}" if end in ends.values() else f"{entries}\n"]
        done = end
    return "".join((*pieces, text[done:])).rstrip("\n") + "\n"


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
        after: the number of the record behind which it goes, -1 for the very first place; none for the end.
    """
    root, _ = compose("", text)
    if not isinstance(root, yaml.SequenceNode) or root.flow_style or not root.value:
        head = re.sub(r"^\s*\[\s*\]\s*$", "", text, count=1, flags=re.MULTILINE).strip("\n")
        return f"{head}\n\n{item}" if head else item
    lines = yaml_lines(text)
    starts = [node.start_mark.line for node in root.value]
    number = len(starts) - 1 if after is None else after
    blank = any(not lines[start - 1].strip() for start in starts[1:]) or len(starts) == 1
    if number < 0:
        start = _with_comment(lines, starts[0])
        return "".join((*lines[:start], item, "\n" * blank, *lines[start:]))
    end = _item_end(lines, starts[number + 1] if number + 1 < len(starts) else len(lines))
    before = "".join(lines[:end])
    return "".join((before, "\n" * (not before.endswith("\n")), "\n" * blank, item, *lines[end:]))


def _with_comment(lines: list[str], start: int) -> int:
    """The line on which the comment right above a record begins, else the record's own."""
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _item_end(lines: list[str], following: int) -> int:
    """The line behind a record, given the one on which the next begins: comments and empty lines are the next one's."""
    while following and (not lines[following - 1].strip() or lines[following - 1].startswith("#")):
        following -= 1
    return following
