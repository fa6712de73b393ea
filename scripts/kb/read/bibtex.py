"""BibTeX into :class:`~kb.model.Work` records, with pybtex's parser made to remember where things stand."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pybtex.bibtex.exceptions import BibTeXError
from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString, Person
from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.errors import capture
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError

from kb.model import Name, Place, Problem, Work

_skip_space = re.compile(r"\s*").match
_SPECIAL = frozenset("{}\\~")


class _PlacingParser(LowLevelParser):  # type: ignore[misc]  # pybtex has no type hints
    """Notes the offset of each entry's key and of each field's name; one bad entry does not hide the next."""

    def __init__(self, text: str) -> None:
        super().__init__(text, macros=dict(month_names), handle_error=self.note_error)
        self.pos: int
        self.errors: list[tuple[int, PybtexSyntaxError]] = []
        self.broken: set[str] = set()
        self.field_offsets: list[tuple[str, int]] = []
        self.key_offset = 0

    def note_error(self, error: PybtexSyntaxError) -> None:
        if isinstance(error, UndefinedMacro):
            self.errors.append((self.pos - len(error.args[0]), error))
            return
        self.errors.append((self.command_start, error))
        error.lineno = self.pos
        if self.current_entry_key:
            self.broken.add(self.current_entry_key)
        # An unclosed brace would swallow every later entry: go on at the next line that begins one.
        following = self.text.find("\n@", self.command_start + 1)
        self.pos = self.end_pos if following < 0 else following

    def update_lineno(self, value: str) -> None:
        """Lines are counted from offsets, and only where somebody asks."""

    def eat_whitespace(self) -> None:
        self.pos = _skip_space(self.text, self.pos).end()  # type: ignore[union-attr]  # it matches nothing, too

    def parse_entry_body(self, body_end: Any) -> None:
        self.field_offsets = []
        self.eat_whitespace()
        self.key_offset = self.pos
        super().parse_entry_body(body_end)

    def parse_field(self) -> None:
        self.eat_whitespace()
        start = self.pos
        super().parse_field()
        if self.current_field_name:
            self.field_offsets.append((self.current_field_name.lower(), start))


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

    def place(self, offset: int) -> Place:
        return Place(self.file, *self.position(offset))


@dataclass(frozen=True)
class Bibliography:
    """What a ``.bib`` file holds.

    Attributes:
        works: entries by key, in the order of the file.
        broken: keys of entries that could be read only in part.
        spans: (start, end) offsets of every entry in the text; what lies between is comment.
        problems: what could not be read.
    """

    works: Mapping[str, Work]
    broken: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=4)
def read_bibliography(file: str, text: str) -> Bibliography:
    """All entries of a text. Linear in its length."""
    parser = _PlacingParser(text)
    lines = _Lines(file, text)
    works: dict[str, Work] = {}
    spans: list[tuple[int, int]] = []
    problems: list[Problem] = []
    for command, body in parser.parse_bibliography():
        spans.append((parser.command_start, parser.pos))
        if command.lower() in {"string", "preamble"} or body[0] is None:
            continue
        key, values = body
        work, found = _work(command, key, values, parser, lines)
        problems += found
        if key in works:
            first = works[key].place
            message = f"duplicate key '{key}', first in line {first.line}"
            problems.append(Problem(work.place, "E112", message, "merge the two entries or change one key"))
        else:
            works[key] = work
    problems += [_syntax_problem(lines, offset, error) for offset, error in parser.errors]
    return Bibliography(works, frozenset(parser.broken), tuple(spans), tuple(problems))


def _work(
    command: str, key: str, values: list[tuple[str, list[str]]], parser: _PlacingParser, lines: _Lines
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
        fields.setdefault(name.lower(), " ".join("".join(pieces).split()))
    names: dict[str, tuple[Name, ...]] = {}
    for role in ("author", "editor"):
        names[role], wrong = _names(fields.get(role, ""))
        problems += [
            Problem(place.of(role), "E114", f"name '{name}' cannot be read", "write Family, Given") for name in wrong
        ]
    others = fields.get("author", "").endswith(" and others")
    return Work(key, command.lower(), fields, names["author"], names["editor"], others, place), problems


def _names(text: str) -> tuple[tuple[Name, ...], list[str]]:
    names: list[Name] = []
    wrong: list[str] = []
    for part in split_name_list(text) if text else []:
        if part == "others":
            continue
        try:
            with capture() as captured:
                names.append(_name(part))
            wrong += [part] if captured else []
        except (InvalidNameString, BibTeXError, PybtexError):
            wrong.append(part)
    return tuple(names), wrong


def _name(text: str) -> Name:
    if text.startswith("{") and text.endswith("}"):
        return Name(text[1:-1], literal=True)
    family, comma, given = text.partition(", ")
    if comma and "," not in given and not _SPECIAL.intersection(text):
        return Name(family, given)  # the canonical form; pybtex is needed for all others
    person = Person(text)
    family = " ".join((*person.prelast_names, *person.last_names))
    return Name(family, " ".join((*person.first_names, *person.middle_names)), " ".join(person.lineage_names))


def _syntax_problem(lines: _Lines, offset: int, error: PybtexSyntaxError) -> Problem:
    reason = error.args[0]
    if isinstance(error, UndefinedMacro):
        return Problem(lines.place(offset), "E115", f"unknown macro '{reason}'", "put the value in braces")
    if lines.unbalanced(offset):
        return Problem(lines.place(offset), "E111", "the entry that begins here is never closed", "count its braces")
    message = f"broken BibTeX in the entry that begins here: {reason} (line {lines.position(error.lineno)[0]})"
    return Problem(lines.place(offset), "E111", message, "compare with an entry that works; 'kb fmt' shows the form")
