"""The preview shows what a build would make, file by file, whatever was edited and in whichever order."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb import load
from kb.link import Links
from kb.model import Severity
from kb.publish.serve import Preview
from kb.publish.site import build_site
from kb.publish.skeletons import DRAWN
from kb.read.config import imprint, public_url
from kb.render import render
from kb.render.data.whole import data_files
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
        patch.setenv("KB_REPO_URL", "https://github.com/some/notes")  # without one, a preview says how to set it
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


def built(root: Path, target: Path) -> dict[str, bytes]:
    """Every file of the site, but sitemaps, which a preview has without dates."""
    loaded = load(root)
    assert loaded.base is not None
    assert loaded.config is not None
    links, settings = Links(loaded.base), loaded.config.values
    site = render(links, loaded.config.repository, (), public_url(settings))
    whole = data_files(links, imprint(settings))
    build_site(root, settings, site, target, "mkdocs", lambda _: None, whole)
    paths = (path for path in target.rglob("*") if path.is_file() and not path.name.startswith("sitemap"))
    return {str(path.relative_to(target)): path.read_bytes() for path in paths}


def follows(folder: Path, edits: list[tuple[str, int]]) -> None:
    """Edits a knowledge base while every file of its preview is looked at, and compares with a build."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        root = copy_library(Path(name) / "library")
        preview = Preview(root, Path(name) / "served")
        preview.rebuild()
        before = built(root, Path(name) / "before")
        for path in before:
            preview.bring(path)
        failed = False
        for which, value in edits:
            edit(root, which, value)
            failed = any(problem.severity is Severity.ERROR for problem in preview.rebuild())
        if failed:
            return  # nothing would be built
        wanted = built(root, Path(name) / "after")
        for path, text in wanted.items():
            preview.bring(path)
            assert (preview.site_dir / path).read_bytes() == text, path
        for path in before.keys() - wanted.keys():
            preview.bring(path)
            assert not (preview.site_dir / path).exists(), path


def test_a_part_of_another_name_shows_on_every_page(folder: Path) -> None:
    follows(folder, [("slug of the part", 1)])


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 3)), min_size=1, max_size=6))
def test_edits_in_any_order_show_as_a_build_would_make_them(folder: Path, edits: list[tuple[str, int]]) -> None:
    follows(folder, edits)
