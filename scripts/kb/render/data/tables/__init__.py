"""The knowledge base as tables of plain values, told once: for data frames, SQLite and Parquet.

Each module has some tables: for each the named tuple that describes a row, and what makes the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.link import Links
from kb.render.data.tables import argument, graph, literature, report, since, trust, vocabulary
from kb.render.data.tables.table import Row, Table, Value

#: Every table by its name.
TABLES: Mapping[str, Table] = {
    name: table
    for module in (vocabulary, report, literature, argument, since, trust, graph)
    for name, table in module.TABLES.items()
}
Rows = Mapping[str, Sequence[Row]]
#: What data frames are made of: the values of each column, by its name.
Columns = dict[str, list[Value]]


def rows_of(links: Links) -> Rows:
    """The rows of every table, by its name."""
    return {name: list(table.make(links)) for name, table in TABLES.items()}


def columns_of(links: Links) -> dict[str, Columns]:
    """Every table as data frames take it, by its name."""
    return {name: _columns(TABLES[name], found) for name, found in rows_of(links).items()}


def _columns(table: Table, found: Sequence[Row]) -> Columns:
    values = zip(*found, strict=True) if found else ((),) * len(table.columns)
    return {column.name: list(held) for column, held in zip(table.columns, values, strict=True)}
