"""What a table is: rows with names and types, told by a named tuple whose docstring says what each column holds.

Text is plain but where Markdown is said. What is not known is none. What a record names and nobody knows has no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

from kb.link import Links
from kb.model import Section

Value = str | int | bool | None
Row = tuple[Value, ...]


class Column(NamedTuple):
    """A column: its name, the type of its values, and whether one may be missing."""

    name: str
    type: type
    optional: bool


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        row: the named tuple that describes its columns.
        make: gives its rows.
        key: the columns that tell rows apart; none where rows may be alike.
        refers: for a column that names a record: the table of that.
    """

    row: type[tuple[Any, ...]]
    make: Callable[[Links], Iterator[Row]]
    key: tuple[str, ...] = ()
    refers: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> Sequence[Column]:
        """Its columns, in order."""
        return [_column(name, hint) for name, hint in get_type_hints(self.row).items()]


def _column(name: str, hint: Any) -> Column:
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not NoneType]
    return Column(name, kinds[0], len(get_args(hint)) > 1)


def point_id(section: Section, number: int) -> str:
    """How a point is named: as its address ends."""
    return f"{section.slug}#p{number}"


def citation_id(section: Section, number: int) -> str:
    """How a citation is named, by its number among those of the section."""
    return f"{section.slug}#citation-{number}"


def update_id(section: Section, number: int) -> str:
    """How an update is named, by its number among those of the section."""
    return f"{section.slug}#update-{number}"


def known(names: Iterable[str], records: Iterable[str]) -> Sequence[str]:
    """Each name once, if there is such a record."""
    return [name for name in dict.fromkeys(names) if name in records]
