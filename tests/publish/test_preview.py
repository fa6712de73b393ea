"""The preview shows what a build would make, page by page, whatever was edited and in whichever order."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.model import Severity
from kb.publish.serve import Preview
from kb.publish.skeletons import DRAWN
from tests.conftest import REPOSITORY, copy_library

EDITS = {one["name"]: one for one in yaml.safe_load((REPOSITORY / "tests/data/edits.yaml").read_text("utf-8"))}


def _draw(_: str, config: Path) -> Path:
    """A renderer that puts everything it is told into every page, as a menu and a theme do."""
    docs, drawn, told = config.parent / "docs", config.parent / DRAWN, config.read_text("utf-8")
    for path in docs.rglob("*.*"):
        target = drawn / path.relative_to(docs)
        if path.suffix == ".md":
            target = target.with_suffix("") / "index.html" if path.stem != "index" else target.with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8")
        target.write_text(
            f"<html><head><!-- kb:head --></head>{told}{text}<!-- kb:foot -->" if path.suffix == ".md" else text,
            "utf-8",
        )
    (drawn / "sitemap.xml").write_text("<urlset><loc>http://localhost:8000/</loc></urlset>")
    return drawn


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        for part in ("assets", "theme"):
            (Path(name) / "frontend" / part).mkdir(parents=True)
        patch.setattr("kb.publish.skeletons.FRONTEND", Path(name) / "frontend")
        patch.setattr("kb.publish.site.draw", _draw)
        patch.delenv("KB_REPO_URL", raising=False)
        yield Path(name)


def edit(root: Path, name: str, number: int) -> None:
    """Makes one edit, which may leave everything as it was; a section's file has the name that the check asks for."""
    one = EDITS[name]
    files, value = one["files"], one["values"][number % len(one["values"])]
    for path in sorted(root.glob(files)) or [root / files]:
        path.parent.mkdir(exist_ok=True)
        text = path.read_text("utf-8") if path.exists() else ""
        text = re.sub(one["pattern"], lambda _: value, text, count="*" not in files, flags=re.MULTILINE)
        path.write_text(text, "utf-8")
        if match := re.search(r'^number: "(.*)"\nslug: (.*)', text, re.MULTILINE):
            path.rename(path.with_name(f"{match[1]}-{match[2]}.yaml"))


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def shown(root: Path, folder: Path) -> dict[str, bytes]:
    """What a preview that has just been started shows."""
    fresh = Preview(root, folder)
    fresh.rebuild()
    return files(fresh.site_dir)


def follows(folder: Path, edits: list[tuple[str, int]]) -> None:
    """Edits a knowledge base while it is previewed, and compares."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        root, place, anew = copy_library(Path(name) / "library"), Path(name) / "served", Path(name) / "anew"
        place.mkdir()
        anew.mkdir()
        preview = Preview(root, place)
        preview.rebuild()
        failed = False
        for which, value in edits:
            edit(root, which, value)
            failed = any(problem.severity is Severity.ERROR for problem in preview.rebuild())
        if failed:
            return  # a fresh preview would show nothing
        preview.reindex()
        found, wanted = files(preview.site_dir), shown(root, anew)
        assert found.keys() == wanted.keys()
        for path, text in wanted.items():
            assert found[path] == text, path


def test_a_part_of_another_name_shows_on_every_page(folder: Path) -> None:
    follows(folder, [("slug of the part", 1)])


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 3)), min_size=1, max_size=6))
def test_edits_in_any_order_show_as_in_a_fresh_build(folder: Path, edits: list[tuple[str, int]]) -> None:
    follows(folder, edits)
