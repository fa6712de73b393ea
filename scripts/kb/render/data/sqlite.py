"""The tables as one SQLite file with full text search, made in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from kb.model import Imprint
from kb.render.data.tables import TABLES, Rows
from kb.render.data.tables.table import Table

TYPES = {str: "TEXT", int: "INTEGER", bool: "INTEGER"}
#: The table that is searched by words. ``kind`` is the name of another table and ``id`` names the record there.
SEARCH = "search"
_SEARCH = f"""\
CREATE VIRTUAL TABLE {SEARCH} USING fts5(kind UNINDEXED, id UNINDEXED, title, text, tokenize='porter unicode61');
"""
#: What of each table is searched.
_SEARCHED = {
    "works": "SELECT 'works', key, title || coalesce(' (' || known_as || ')', ''), annotation FROM works",
    "points": "SELECT 'points', id, NULL, claim FROM points",
    "citations": "SELECT 'citations', id, NULL, note FROM citations",
}


def sqlite_file(rows: Rows, imprint: Imprint) -> bytes:
    """The file. Foreign keys are declared, and hold.

    Raises:
        sqlite3.IntegrityError: if two rows of a table have the same key.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript("".join(schema()))
        for name, table in TABLES.items():
            values = ", ".join("?" * len(table.columns))
            connection.executemany(f"INSERT INTO {name} VALUES ({values})", rows[name])  # noqa: S608  names of ours
        connection.executemany("INSERT INTO about VALUES (?, ?)", vars(imprint).items())
        for searched in _SEARCHED.values():
            connection.execute(f"INSERT INTO {SEARCH} {searched}")
        connection.executescript("".join(indexes()))  # last, for one is made faster than it is kept
        connection.commit()
        return connection.serialize()


def schema() -> Iterator[str]:
    """The statements that make the tables, a statement each."""
    yield "CREATE TABLE about (\n  name TEXT NOT NULL PRIMARY KEY,\n  value TEXT NOT NULL\n);\n"
    for name, table in TABLES.items():
        kinds = zip(table.columns, declared(table), strict=True)
        lines = [f"{column.name} {kind}{_refers(table, column.name)}" for column, kind in kinds]
        if table.key:
            lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
        body = ",\n".join(f"  {line}" for line in lines)
        yield f"CREATE TABLE {name} (\n{body}\n);\n"
    yield _SEARCH


def indexes() -> Iterator[str]:
    """The statements that make an index of each column that names a record, where the key does not begin with it."""
    for name, table in TABLES.items():
        for column in table.refers:
            if (column,) != table.key[:1]:
                yield f"CREATE INDEX {name}_{column} ON {name} ({column});\n"


def declared(table: Table) -> list[str]:
    """The type of each column, as SQLite has it."""
    return [f"{TYPES[column.type]}{'' if column.optional else ' NOT NULL'}" for column in table.columns]


def _refers(table: Table, column: str) -> str:
    other = table.refers.get(column)
    return f" REFERENCES {other} ({TABLES[other].key[0]})" if other else ""
