"""A dated edition: tagged, with its exports, and the citation says so."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from forge import edition, labels, release
from kb.cli import main
from kb.render.data.exports import FORMATS
from tests.conftest import REPOSITORY
from tests.forge.conftest import Forge


@pytest.fixture
def packed(forge: Forge, tmp_path: Path) -> Path:
    """The folder of an edition."""
    (forge.tree / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- New.\n\n## Before\n\n- Old.\n", "utf-8")
    assert main(["build", "--root", str(forge.tree)]) == 0
    assert edition.main([str(tmp_path / "edition")]) == 0
    return tmp_path / "edition"


def test_an_edition_holds_the_exports_and_says_what_is_new(packed: Path) -> None:
    files = sorted(path.name for path in (packed / "files").iterdir())
    whole = ["knowledge-base.sqlite", "knowledge-base.ttl"]
    lists = [f"{name}.{form.suffix}" for name in ("references", "since") for form in FORMATS]
    assert files == sorted(["graph.graphml", *whole, *lists])
    notes = (packed / "notes.md").read_text("utf-8")
    assert notes.startswith("4 works, 2 sections")
    assert notes.endswith("- New.\n")


def test_without_a_site_nothing_is_packed(forge: Forge, tmp_path: Path) -> None:
    assert edition.main([str(tmp_path / "edition")]) == 1
    assert forge.calls == []


def test_a_release_tags_attaches_and_dates_the_citation(packed: Path, forge: Forge) -> None:
    day = (packed / "date.txt").read_text("utf-8").strip()
    assert release.main([str(packed)]) == 0
    assert forge.git("tag").split() == [f"edition-{day}"]
    assert yaml.safe_load(forge.git("show", f"edition-{day}:CITATION.cff")) == {
        "title": "Tiny",
        "version": "0.1.0",
        "date-released": day,
    }
    assert forge.git("diff", "--name-only", "main", f"edition-{day}").split() == ["CITATION.cff"]
    made, _, pull = forge.calls
    assert made[:3] == ["release", "create", f"edition-{day}"]
    files = sorted(path.name for path in (packed / "files").iterdir())
    assert [Path(name).name for name in made[3 : 3 + len(files)]] == files
    assert pull[:5] == ["pr", "create", "--head", f"citation-{day}", f"--title=Date the citation {day}"]


def test_a_day_has_one_edition(packed: Path, forge: Forge, capfd: pytest.CaptureFixture[str]) -> None:
    assert release.main([str(packed)]) == 0
    calls = len(forge.calls)
    assert release.main([str(packed)]) == 1
    assert "there is an edition" in capfd.readouterr().err
    assert len(forge.calls) == calls


def test_a_date_that_is_none_is_refused(packed: Path, forge: Forge) -> None:
    (packed / "date.txt").write_text("--help; id", "utf-8")
    assert release.main([str(packed)]) == 1
    assert forge.calls == []


def test_the_citation_keeps_all_but_its_date() -> None:
    text = (REPOSITORY / "CITATION.cff").read_text("utf-8")
    once = release.cite(text, "2026-11-28")
    assert yaml.safe_load(once) == {**yaml.safe_load(text), "date-released": "2026-11-28"}
    assert release.cite(once, "2027-01-01") == once.replace("2026-11-28", "2027-01-01")


def test_labels_are_made_as_the_file_has_them(forge: Forge) -> None:
    labels.make(REPOSITORY / ".github/labels.yml")
    wanted = yaml.safe_load((REPOSITORY / ".github/labels.yml").read_text("utf-8"))
    assert [call[2] for call in forge.calls] == [label["name"] for label in wanted]
    assert all(len(label["description"]) <= 100 for label in wanted)


def test_the_citation_is_one_that_zenodo_reads() -> None:
    # Its CitationMetadataSchema (zenodo-rdm, github/schemas.py): a license is one text, and a title has three letters.
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text("utf-8"))
    assert isinstance(citation["license"], str)
    assert len(citation["title"]) >= 3
    assert all(author.get("name") or author.get("family-names") for author in citation["authors"])
