"""The knowledge base as tables of plain values: one description for data frames, SQLite and what the pages say."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from kb.link import Links
from kb.model import Imprint
from kb.render.data.python import python_doors
from kb.render.data.sqlite import sqlite_file
from kb.render.data.tables import TABLES, columns_of, rows_of
from kb.render.engine import Templates
from tests.conftest import REPOSITORY

IMPRINT = Imprint("Notes", "https://example.org/notes/")
QUESTIONS = (REPOSITORY / "docs/about/questions.md").read_text("utf-8")
PAIR = re.compile(
    r"^## ([^{\n]+) \{#[^\n]*\n(?:(?!^## ).)*?^```sql\n(.*?)^```\n\n```python\n(.*?)^```", re.MULTILINE | re.DOTALL
)


def opened(links: Links) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(sqlite_file(rows_of(links), IMPRINT))
    return connection


@pytest.fixture(scope="module")
def database(links: Links) -> Iterator[sqlite3.Connection]:
    with closing(opened(links)) as connection:
        yield connection


@pytest.fixture(scope="module")
def frames(links: Links) -> dict[str, pl.DataFrame]:
    return {name: pl.DataFrame(table) for name, table in columns_of(links).items()}


def test_a_table_holds_what_the_records_say(library_links: Links) -> None:
    tables = columns_of(library_links)
    assert tables["citations"]["note"][0] == "GPT-3 & friends"
    assert tables["citations"]["id"][0] == "security#citation-1"
    assert tables["points"] == {
        "id": ["security#p1"],
        "section": ["security"],
        "position": [1],
        "kind": ["risk"],
        "page": [4],
        "claim": ["Models can be stolen."],
    }
    assert tables["topics"]["broader"] == [None, "safety", None, "rules"]
    edges = zip(*(tables["edges"][name] for name in ("source", "kind", "target")), strict=True)
    assert ("section:security", "cites", "work:brown2020language") in edges
    assert {len(column) for column in tables["works"].values()} == {len(library_links.base.works)}


def test_a_value_has_the_type_of_its_column(links: Links) -> None:
    for name, rows in rows_of(links).items():
        for column, values in zip(TABLES[name].columns, zip(*rows, strict=True), strict=True):
            held = {type(value) for value in values}
            assert held <= {column.type, *([type(None)] if column.optional else [])}, f"{name}.{column.name}"


def test_what_a_record_names_and_nobody_knows_has_no_row(library_links: Links) -> None:
    base = library_links.base
    gone = {key: work for key, work in base.works.items() if key != "tramer2016stealing"}
    with closing(opened(Links(replace(base, works=gone, topics=base.topics[2:])))) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM citations").fetchone() == (3,)


def test_the_file_of_the_whole_corpus_is_sound(database: sqlite3.Connection, links: Links) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("SELECT count(*) FROM works").fetchone() == (len(links.base.entries),)
    assert database.execute("SELECT value FROM about WHERE name = 'address'").fetchone() == (IMPRINT.address,)


def test_words_are_searched_in_works_points_and_notes(library_links: Links) -> None:
    with closing(opened(library_links)) as connection:
        found = connection.execute(
            "SELECT kind, id FROM search WHERE search MATCH 'steal model' ORDER BY kind"
        ).fetchall()
    assert ("citations", "security#citation-2") in found  # "attacks that steal a model"
    assert {kind for kind, _ in found} <= {"works", "points", "citations"}


@pytest.mark.parametrize(("sql", "program"), [pytest.param(*pair[1:], id=pair[0]) for pair in PAIR.findall(QUESTIONS)])
def test_sql_and_polars_answer_a_question_alike(
    sql: str, program: str, database: sqlite3.Connection, frames: dict[str, pl.DataFrame]
) -> None:
    names: dict[str, Any] = {"frames": frames, "pl": pl}
    exec(program, names)  # noqa: S102  our own
    answer = names["answer"].rows()
    assert answer
    assert database.execute(sql).fetchall() == answer
    assert max(text.count("\n") for text in (sql, program)) <= 10


def test_every_query_of_the_documentation_finds_something(database: sqlite3.Connection) -> None:
    about = REPOSITORY / "docs/about"
    pages = [path.read_text("utf-8") for path in (about / "api.md", about / "questions.md")]
    queries = [query for page in pages for query in re.findall(r"^```sql\n(.*?)^```", page, re.MULTILINE | re.DOTALL)]
    assert len(queries) == 12
    assert [query for query in queries if not database.execute(query).fetchall()] == []


def test_the_page_on_python_says_of_a_method_what_its_docstring_says(tiny_links: Links) -> None:
    told = python_doors(Templates(tiny_links))
    assert "<code>Loaded.graph() -&gt; nx.MultiDiGraph[str]</code>" in told
    assert "<li><code>ValueError</code>: if the settings cannot be read.</li>" in told
    assert "<li><code>since</code>: works that came since" in told
    assert not re.search(r"``|:\w+:`| Example: ", told)
