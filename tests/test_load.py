"""The door for those who come from Python."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import kb
from tests.conftest import REPOSITORY


def test_what_the_readme_shows_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    (lines,) = re.findall(r"```python\n(.*?)```", (REPOSITORY / "README.md").read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(lines, names)  # noqa: S102  our own
    assert names["loaded"].problems == []
    assert "Extracting Training Data from Large Language Models" in names["about"]
    assert len(names["evidence"]) > 500


def test_what_the_page_on_python_shows_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    page = (REPOSITORY / "docs/about/python.md").read_text("utf-8")
    names: dict[str, Any] = {}
    exec("".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL)), names)  # noqa: S102  our own
    corpus = names["loaded"].base
    mentions = sum(len(section.citations) for section in corpus.sections)
    assert len(names["citations"]) == names["roles"].sum() == len(names["cites"]) == mentions
    assert len(names["works"]) == len(corpus.entries)
    assert names["oldest"].columns == ["label", "title"]
    assert max(names["cited_by"], key=names["cited_by"].get).startswith("work:")
    assert {kind for _, kind in names["graph"].nodes(data="kind")} == {"work", "section", "part", "topic", "author"}


def test_an_empty_knowledge_base_has_tables_with_columns(tiny: Path) -> None:
    assert kb.load(tiny).tables()["topics"].keys() == {"slug", "name", "definition", "broader", "aliases", "matches"}


def test_what_is_wrong_is_a_problem_and_raises_nothing(tiny: Path) -> None:
    (tiny / "sections/1.1-security.yaml").write_text("title: [", "utf-8")
    loaded = kb.load(str(tiny))
    assert loaded.failed()
    assert {problem.place.file for problem in loaded.problems} >= {"sections/1.1-security.yaml"}


def test_without_settings_there_is_no_knowledge_base(tmp_path: Path) -> None:
    loaded = kb.load(tmp_path)
    assert (loaded.base, loaded.config) == (None, None)
    assert loaded.failed()
    with pytest.raises(ValueError, match="E001"):
        loaded.tables()
