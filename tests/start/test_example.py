"""``kb init`` with nothing but a title."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.start.whole import assert_whole


@pytest.mark.parametrize(
    "more", [(), ("--pages", "3", "--pdf", "https://example.org/r.pdf", "--citation", "Me. 2020.")]
)
def test_a_title_makes_a_knowledge_base_that_passes_and_builds(more: tuple[str, ...], tmp_path: Path, kb: Run) -> None:
    folder = tmp_path / "new" / "deep"
    result = kb("init", folder, "--title", "R&D of <things> in *stars* and [brackets]", *more)
    assert (result.status, result.err) == (0, "")
    assert "README.md" in result.out
    checked = kb("check", "--strict", "--root", folder)
    assert checked.status == 0, checked.out
    assert checked.lines[0].startswith("5 works, 3 sections, 7 citations")
    assert kb("build", "--root", folder, "--strict").status == 0
    assert_whole(folder / "site")


def test_a_folder_that_holds_something_is_refused(tmp_path: Path, kb: Run) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = kb("init", tmp_path, "--title", "A title")
    assert result.status == 2
    assert "is not empty" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_refused(tmp_path: Path, kb: Run) -> None:
    (tmp_path / "file").write_text("mine")
    assert kb("init", tmp_path / "file", "--title", "A title").status == 2


def test_an_empty_folder_will_do(tmp_path: Path, kb: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert kb("init", ".", "--title", "A title").status == 0
    assert (tmp_path / "mkdocs.yml").is_file()
    assert kb("check", "--strict").status == 0


def test_a_title_is_asked_for_and_a_folder_that_cannot_be_written_is_told(tmp_path: Path, kb: Run) -> None:
    assert "--title" in kb("init", tmp_path / "a").err
    assert kb("init", tmp_path / "a", "--title", "A", "--pdf", "javascript:x").status == 2
    assert kb("init", tmp_path / "a", "--title", "A", "--pages", "many").status == 2
    assert not (tmp_path / "a").exists()
    assert kb("init", "/proc/none/here", "--title", "A").status != 0
