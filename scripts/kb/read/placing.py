"""pybtex's parser of BibTeX, made to remember where things stand and to go on after a mistake."""

from __future__ import annotations

import re
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro, month_names
from pybtex.scanner import PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

_skip_space = re.compile(r"\s*").match
#: Where a command begins. Another ``@``, as in an address of e-mail, is part of a comment, as is ``@comment`` alone.
_COMMAND = re.compile(r"^[ \t]*@(?!comment\b[ \t]*[^\s{(])|@\s*[a-z]+\s*[{(]", re.MULTILINE | re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
#: Characters that macros may put into one file: ``@string{a = a # a}`` doubles with every line.
MAX_EXPANSION = 2_000_000


class PlacingParser(LowLevelParser):  # type: ignore[misc]  # pybtex has no type hints
    """Notes the offset of each entry's key and of each field's name; one bad entry does not hide the next."""

    def __init__(self, text: str) -> None:
        super().__init__(text, macros=CaseInsensitiveDict(month_names), handle_error=self.note_error)
        self.pos: int
        self.errors: list[tuple[int, PybtexSyntaxError]] = []
        self.broken: set[str] = set()
        self.field_offsets: list[tuple[str, int]] = []
        self.key_offset = 0
        self.expanded = 0

    def skip_to(self, patterns: list[Any]) -> Any:
        """As pybtex does it, but for ``@``, which begins a command at the start of a line or before ``name{`` only."""
        if patterns != [self.AT]:
            return super().skip_to(patterns)
        match = _COMMAND.search(self.text, self.pos)
        if match is None:
            return None
        self.pos = match.start() + match.group().index("@") + 1
        return True

    def parse_command(self) -> Any:
        """Skips what is put out of use as a whole."""
        try:
            return super().parse_command()
        except SkipEntry:
            self._skip_block()
            raise

    def _skip_block(self) -> None:
        """The rest of ``@comment{…}``, up to its closing brace, so that an entry put out of use stays so."""
        depth = 1
        for match in _BRACE.finditer(self.text, self.pos):
            depth += 1 if match.group() == "{" else -1
            if not depth:
                self.pos = match.end()
                return

    def substitute_macro(self, name: str) -> str:
        """The text of a macro, of which there must not be too much."""
        value: str = super().substitute_macro(name)
        self.expanded += len(value)
        if self.expanded > MAX_EXPANSION:
            raise PybtexSyntaxError(f"macros grow to more than {MAX_EXPANSION:,} characters", self)
        return value

    def note_error(self, error: PybtexSyntaxError) -> None:
        """Notes a mistake with its offset and goes on at the next entry."""
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
        """Without counting lines."""
        self.pos = _skip_space(self.text, self.pos).end()  # type: ignore[union-attr]  # it matches nothing, too

    def parse_entry_body(self, body_end: Any) -> None:
        """Notes where the key stands."""
        self.field_offsets = []
        self.eat_whitespace()
        self.key_offset = self.pos
        super().parse_entry_body(body_end)

    def parse_field(self) -> None:
        """Notes where the name of the field stands."""
        self.eat_whitespace()
        start = self.pos
        super().parse_field()
        if self.current_field_name:
            self.field_offsets.append((self.current_field_name.lower(), start))
