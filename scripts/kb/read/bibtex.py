"""BibTeX into :class:`~kb.model.Work` records. pybtex reads it (:mod:`kb.read.placing`); it is slow to import."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.model import Name, Place, Problem, Work
from kb.read.persons import read_names

if TYPE_CHECKING:
    from pybtex.scanner import PybtexSyntaxError

    from kb.read.placing import PlacingParser

#: What is left over of an entry that ended too early.
_LOOSE = re.compile(r"\s*+(?:\}|,\s*+(?:\}|[\w-]+\s*=))")
#: Some programs write a comma after an entry.
_AFTER = re.compile(r"[ \t]*+,")
_SPACE = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
BOM = "\ufeff"


class _Lines:
    """Offsets as lines and columns."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.starts = [0]
        self.starts.extend(index + 1 for index, letter in enumerate(text) if letter == "\n")

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def unbalanced(self, offset: int) -> bool:
        """Whether the entry that begins at an offset lacks a closing brace before the next one begins."""
        following = self.text.find("\n@", offset + 1)
        entry = self.text[offset : following if following >= 0 else None]
        return entry.count("{") > entry.count("}")

    def percent(self, offset: int, error: int) -> bool:
        """Whether a comment within the entry that begins at an offset is what keeps it from being read."""
        line = self.text[max(offset, self.text.rfind("\n", offset, error) + 1) : error + 1]
        return ("%" in line and line.lstrip().startswith("%")) or self.text[error : error + 1] == "%"

    def place(self, offset: int) -> Place:
        return Place(self.file, *self.position(offset))


@dataclass(frozen=True)
class Bibliography:
    """What a ``.bib`` file holds.

    Attributes:
        works: entries by key, in the order of the file.
        broken: keys of entries that could be read only in part.
        spans: (start, end) offsets of every command in the text; what lies between is comment.
        entries: for every span the key of its entry; empty for ``@string`` and ``@preamble``.
        problems: what could not be read.
    """

    works: Mapping[str, Work]
    broken: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    entries: tuple[str, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=4)
def read_bibliography(file: str, text: str) -> Bibliography:
    """All entries of a text, whose byte order mark is no part of it. Linear in its length."""
    from kb.read.placing import PlacingParser

    text = text.removeprefix(BOM)
    parser = PlacingParser(text)
    lines = _Lines(file, text)
    works: dict[str, Work] = {}
    spans: list[tuple[int, int]] = []
    entries: list[str] = []
    problems: list[Problem] = []
    for command, body in parser.parse_bibliography():
        spans.append((parser.command_start, parser.pos))
        entries.append("")
        if command.lower() in {"string", "preamble"} or body[0] is None:
            continue
        key, values = body
        entries[-1] = key
        work, found = _work(command, key, values, parser, lines)
        problems += found
        if key in works:
            first = works[key].place
            message = f"duplicate key '{key}', first in line {first.line}"
            problems.append(Problem(work.place, "E112", message, "merge the two entries or change one key"))
        else:
            works[key] = work
    broken = set(parser.broken)
    for key, offset in _closed_early(text, spans, entries, {offset for offset, _ in parser.errors}):
        broken.add(key)
        message = f"a brace too many ends the entry '{key}' here"
        problems.append(Problem(lines.place(offset), "E111", message, "count the braces of this line"))
    spans = [(start, after.end() if (after := _AFTER.match(text, end)) else end) for start, end in spans]
    problems += [_syntax_problem(lines, offset, error) for offset, error in parser.errors]
    return Bibliography(works, frozenset(broken), tuple(spans), tuple(entries), tuple(problems))


def _closed_early(
    text: str, spans: list[tuple[int, int]], entries: list[str], wrong: set[int]
) -> Iterator[tuple[str, int]]:
    """Entries that a brace too many ends before their fields do, for then a comma or a brace follows."""
    for (start, end), key in zip(spans, entries, strict=True):
        if key and start not in wrong and _LOOSE.match(text, end):
            yield key, end - 1


def _work(
    command: str, key: str, values: list[tuple[str, list[str]]], parser: PlacingParser, lines: _Lines
) -> tuple[Work, list[Problem]]:
    parts = {name: lines.position(offset) for name, offset in parser.field_offsets}
    line, column = lines.position(parser.key_offset)
    place = Place(lines.file, line, column, parts)
    fields: dict[str, str] = {}
    problems: list[Problem] = []
    for name, pieces in values:
        if name.lower() in fields:
            message = f"field '{name}' is given twice in '{key}'"
            problems.append(Problem(place.of(name.lower()), "E113", message, "keep one of them"))
        fields.setdefault(name.lower(), _value(name.lower(), "".join(pieces)))
    names: dict[str, tuple[Name, ...]] = {}
    for role in ("author", "editor"):
        names[role], wrong = read_names(fields.get(role, ""))
        problems += [Problem(place.of(role), "E114", message, hint) for message, hint in wrong]
    others = fields.get("author", "").endswith(" and others")
    return Work(key, command.lower(), fields, names["author"], names["editor"], others, place), problems


def _value(name: str, text: str) -> str:
    """A value without line breaks and double blanks; other kinds of space are the writer's, but not in names."""
    return " ".join(text.split()) if name in ("author", "editor") else _SPACE.sub(" ", text).strip(" ")


def _syntax_problem(lines: _Lines, offset: int, error: PybtexSyntaxError) -> Problem:
    from pybtex.database.input.bibtex import UndefinedMacro

    reason = error.args[0]
    if isinstance(error, UndefinedMacro):
        return Problem(lines.place(offset), "E115", f"unknown macro '{reason}'", "put the value in braces")
    if lines.unbalanced(offset):
        return Problem(lines.place(offset), "E111", "the entry that begins here is never closed", "count its braces")
    if lines.percent(offset, error.lineno):
        message = f"a '%' inside the entry that begins here (line {lines.position(error.lineno)[0]})"
        return Problem(lines.place(offset), "E111", message, "comments stand between entries only")
    message = f"broken BibTeX in the entry that begins here: {reason} (line {lines.position(error.lineno)[0]})"
    return Problem(lines.place(offset), "E111", message, "compare with an entry that works; 'kb fmt' shows the form")
