"""``kb data``: everything in the form of another program, wherever somebody wants it."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest
from rdflib import Graph

import kb as door
from kb.render.data.tables import TABLES
from tests.conftest import REPOSITORY, Run


def test_every_form_holds_the_same_tables(kb: Run, library: Path, tmp_path: Path) -> None:
    for form, name in (("sqlite", "kb.sqlite"), ("json", "new/kb.json"), ("parquet", "tables")):
        assert kb("data", form, "--output", tmp_path / name, "--root", library).status == 0
    tables = door.load(library).tables()
    assert json.loads((tmp_path / "new/kb.json").read_text("utf-8")) == tables
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == set(TABLES)
    with closing(sqlite3.connect(tmp_path / "kb.sqlite")) as connection:
        for name, columns in tables.items():
            rows = list(zip(*columns.values(), strict=True))
            assert pl.read_parquet(tmp_path / f"tables/{name}.parquet").rows() == rows
            found = connection.execute(f"SELECT * FROM {name}")  # noqa: S608  names of ours
            assert sorted(found, key=str) == sorted(map(_as_sqlite, rows), key=str)


def _as_sqlite(row: tuple[object, ...]) -> tuple[object, ...]:
    """SQLite writes true and false as numbers."""
    return tuple(int(value) if isinstance(value, bool) else value for value in row)


def test_a_column_without_values_keeps_its_type(kb: Run, tiny: Path, tmp_path: Path) -> None:
    assert kb("data", "parquet", "-o", tmp_path, "--root", tiny).status == 0
    topics = pl.read_parquet(tmp_path / "work_topics.parquet")
    assert topics.schema == {"work": pl.String, "position": pl.Int64, "topic": pl.String}


def test_linked_data_begin_at_the_address_of_the_site(
    kb: Run, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_SITE_URL", "https://example.org/elsewhere")
    assert kb("data", "ttl", "-o", tmp_path / "kb.ttl", "--root", tiny).status == 0
    subjects = set(map(str, Graph().parse(tmp_path / "kb.ttl").subjects()))
    assert "https://example.org/elsewhere/works/brown2020language/" in subjects


def test_without_polars_it_says_what_parquet_needs(
    kb: Run, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "kb.render.data.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "polars", None)
    done = kb("data", "parquet", "-o", tmp_path / "tables", "--root", tiny)
    assert (done.status, done.err) == (2, "kb: Parquet needs polars, which is not installed: pip install polars\n")


def test_where_nothing_can_be_written_it_says_so(kb: Run, tiny: Path, tmp_path: Path) -> None:
    done = kb("data", "json", "-o", tmp_path, "--root", tiny)
    assert done.status == 2
    assert done.err.endswith("cannot be written: Is a directory\n")


def test_a_faulty_knowledge_base_is_not_given_away(kb: Run, tiny: Path, tmp_path: Path) -> None:
    (tiny / "sections/1.1-security.yaml").write_text("title: [", "utf-8")
    assert kb("data", "json", "-o", tmp_path / "kb.json", "--root", tiny).status == 1
    assert not (tmp_path / "kb.json").exists()


def test_the_example_of_the_documentation_runs(kb: Run, library: Path, tmp_path: Path) -> None:
    page = (REPOSITORY / "docs/about/api.md").read_text("utf-8")
    (program,) = re.findall(r"^```python\n(import polars.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert kb("data", "parquet", "-o", tmp_path / "exports", "--root", library).status == 0
    here = program.replace("http://127.0.0.1:8000", str(tmp_path))
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", here], capture_output=True, encoding="utf-8", check=True)
    assert "evidence" in done.stdout
