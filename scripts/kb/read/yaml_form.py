"""YAML as ``kb fmt`` writes it: single values, records on one line, and a section with its fields in order.

What has no form of its own stays as its writer wrote it, comments among it: a file is its text with some values
written anew in their places.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import pairwise

import yaml

from kb.model import Section
from kb.read.faithful import comments
from kb.read.yaml_source import scalars, yaml_lines

#: Lists of a section whose records are written on one line each, with their fields in this order.
_ONE_LINE = {
    "subsections": ("number", "title", "page"),
    "figures": ("number", "at", "page", "about"),
    "related": ("section", "at", "to", "page", "why"),
    "key_works": ("work", "why"),
    "citations": ("work", "at", "page", "group", "role", "note"),
}
#: What ends a line for YAML, or may not stand in a file as it is.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_LINE_END = re.compile(r"[\n\x85\u2028\u2029]|\Z")
#: Comments on lines of their own, right above what they speak of.
_COMMENTS_ABOVE = re.compile(r"(?:^#.*\n)*\Z", re.MULTILINE)


def word(text: str) -> str:
    """A text for YAML: as it is where it is one plain word in lower case, else in quotes."""
    return text if re.fullmatch(r"[a-z][a-z0-9-]*", text) and text not in _RESERVED else quoted(text)


def quoted(text: str) -> str:
    """A text in the double quotes of YAML, on one line whatever it holds."""
    return _UNSAFE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return "".join(f"\\u{unit:04x}" if unit < 0x10000 else f"\\U{unit:08x}" for unit in map(ord, match.group()))


def spliced(text: str, edits: Iterable[tuple[int, int, str]], start: int = 0, stop: int | None = None) -> str:
    """A text, or a part of it, with something else in some spans: from where, to where, and what, in order.

    >>> spliced("a, b, c", [(3, 4, "x"), (7, 7, ", d")])
    'a, x, c, d'
    """
    pieces = []
    for begin, end, new in edits:
        pieces += [text[start:begin], new]
        start = end
    return "".join((*pieces, text[start:stop]))


def lines_of(text: str, node: yaml.Node) -> tuple[int, int]:
    """From where to where the lines of a value go. Comments and blank lines below it are what follows it."""
    start, last = node.start_mark.index - node.start_mark.column, node
    while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = _LINE_END.search(text, start + len(text[start : last.end_mark.index].rstrip()))
    return start, end.end() if end else len(text)


def comment_above(text: str, start: int, since: int = 0) -> int:
    """Where the comment right above a line begins; where the line does if there is none."""
    found = _COMMENTS_ABOVE.search(text, since, start)
    return found.start() if found else start


def without_trailing_space(text: str, root: yaml.Node) -> str:
    """White space at the ends of lines is taken away, but not within ``|`` and ``>``, where it is text."""
    blocks = [node for node in scalars(root) if node.style in ("|", ">")]
    kept = {line for node in blocks for line in range(node.start_mark.line + 1, node.end_mark.line)}
    return "".join(
        line if number in kept else re.sub(r"[ \t]+(?=[\n\x85\u2028\u2029]?$)", "", line)
        for number, line in enumerate(yaml_lines(text))
    )


def format_section(text: str, root: yaml.MappingNode) -> str:
    """A section with its fields in the order of the model, each with the comment above it, and one line a record."""
    order = [field.name for field in fields(Section)]
    own = [(lines_of(text, key)[0], lines_of(text, value)[1]) for key, value in root.value]
    starts = [own[0][0], *(comment_above(text, start, end) for (_, end), (start, _) in pairwise(own))]
    pieces = [
        (_rank(order, key.value), spliced(text, _records(text, key.value, value), start, stop))
        for (key, value), start, stop in zip(root.value, starts, (*starts[1:], len(text)), strict=True)
    ]
    return "".join((text[: starts[0]], *(piece for _, piece in sorted(pieces, key=lambda piece: piece[0]))))


def _rank(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _records(text: str, field: str, value: yaml.Node) -> Iterator[tuple[int, int, str]]:
    """The records of a field as they are to be written, each with the span in which it stands."""
    if field not in _ONE_LINE or not isinstance(value, yaml.SequenceNode) or value.flow_style:
        return
    for item in value.value:
        start, end = lines_of(text, item)
        flat = isinstance(item, yaml.MappingNode) and all(isinstance(one, yaml.ScalarNode) for _, one in item.value)
        if flat and text[start : item.start_mark.index].strip() == "-":  # not below its hyphen, nor beside another's
            yield start, end, _one_line(text[start:end], item, _ONE_LINE[field])


def _one_line(text: str, item: yaml.MappingNode, order: Sequence[str]) -> str:
    """A record in braces: the last comment in it goes behind it, those before stand above."""
    pairs = sorted(((key.value, value) for key, value in item.value), key=lambda pair: _rank(order, pair[0]))
    inside = ", ".join(f"{name}: {_scalar(value)}" for name, value in pairs)
    found = [f"  {comment}" for comment in comments(text)] if "#" in text else []
    return "".join(f"{line}\n" for line in (*found[:-1], f"  - {{{inside}}}{''.join(found[-1:])}"))


def _scalar(node: yaml.ScalarNode) -> str:
    return word(node.value) if node.tag.endswith(":str") else str(node.value)
