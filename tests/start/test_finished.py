"""Two knowledge bases of other shapes, made by ``kb init``, are built and have everything that their pages name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.start.whole import OF_ANOTHER, assert_whole

DATA = Path(__file__).parent.parent / "data"
PACKAGE = Path(__file__).parent.parent.parent / "scripts/kb"


@pytest.mark.parametrize(
    ("name", "engine"), [("survey-soil", "mkdocs"), ("encyclopedia", "mkdocs"), ("encyclopedia", "zensical")]
)
def test_it_builds_and_nothing_is_missing(name: str, engine: str, tmp_path: Path, kb: Run) -> None:
    assert kb("check", "--strict", "--root", DATA / name).status == 0
    result = kb("build", "--strict", "--root", DATA / name, "--site-dir", tmp_path / "site", "--engine", engine)
    assert (result.status, result.err) == (0, "")
    assert_whole(tmp_path / "site")


def test_the_package_says_no_word_of_a_report() -> None:
    named = [
        path
        for path in PACKAGE.rglob("*")
        if path.suffix in (".py", ".html", ".js", ".css", ".yml") and OF_ANOTHER.search(path.read_text("utf-8"))
    ]
    assert named == []
