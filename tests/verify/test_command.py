"""``kb verify``: what it prints, what it writes, and what it leaves alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kb.cli import DONE, PROBLEMS, USAGE
from kb.verify import services
from tests.conftest import Run
from tests.verify.conftest import Loopback, Reply

RECORD = {
    "type": "journal-article",
    "DOI": "10.1000/xyz123",
    "title": ["Stealing ℓ1 Models & More: 100% of APIs"],
    "author": [{"given": "Florian", "family": "Tramèr"}, {"given": "Fan", "family": "Zhang"}],
    "container-title": ["Journal of Things"],
    "volume": "3",
    "issue": "2",
    "page": "1-19",
    "issued": {"date-parts": [[2016]]},
}


@pytest.fixture
def crossref(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> Loopback:
    """Crossref alone, on loopback, with a record that has another last page."""
    service = services.Service("crossref", server.address, 0, services.crossref)
    monkeypatch.setattr(services, "SERVICES", (service,))
    server.give("/works/10.1000/xyz123", {"message": RECORD})
    return server


def verify(kb: Run, root: Path, *arguments: str) -> tuple[int, str]:
    result = kb("verify", *arguments, "--root", root, "--cache", root.parent / "answers.sqlite")
    return result.status, result.out + result.err


def test_what_differs_is_a_patch_that_applies(kb: Run, tiny: Path, crossref: Loopback) -> None:
    status, out = verify(kb, tiny, "tramer2016stealing")
    assert status == PROBLEMS
    assert "agree: author, title, year, venue, volume, number; differ: pages" in out
    subprocess.run(["patch", "-p1"], cwd=tiny, input=out, text=True, check=True, capture_output=True)
    text = (tiny / "bibliography/references.bib").read_text()
    assert "  pages = {1--19},\n" in text
    assert kb("check", "--root", tiny).status == DONE


def test_nothing_is_written_unless_it_is_asked_for(kb: Run, tiny: Path, crossref: Loopback) -> None:
    before = {path: path.read_bytes() for path in tiny.rglob("*.*") if path.is_file()}
    verify(kb, tiny, "tramer2016stealing")
    assert before == {path: path.read_bytes() for path in tiny.rglob("*.*") if path.is_file()}


def test_write_records_what_was_seen_and_takes_what_is_chosen(kb: Run, tiny: Path, crossref: Loopback) -> None:
    _, out = verify(kb, tiny, "tramer2016stealing", "--write")
    assert "bibliography/provenance.yaml: rewritten" in out
    assert "1--18" in (tiny / "bibliography/references.bib").read_text()
    seen = (tiny / "bibliography/provenance.yaml").read_text()
    assert "shows: [author, title, year, venue, volume, number]," in seen

    _, out = verify(kb, tiny, "tramer2016stealing", "--write", "--take", "pages", "--offline")
    assert "bibliography/references.bib: rewritten" in out
    assert "  pages = {1--19},\n" in (tiny / "bibliography/references.bib").read_text()
    assert (
        "shows: [author, title, year, venue, volume, number, pages],"
        in (tiny / "bibliography/provenance.yaml").read_text()
    )
    assert kb("check", "--root", tiny, "--strict").status == DONE
    assert verify(kb, tiny, "tramer2016stealing", "--offline")[0] == DONE


def test_a_service_that_gives_no_answer_is_named_and_the_others_go_on(
    kb: Run, tiny: Path, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = services.Service("dblp", f"{server.address}/dblp", 0, services.dblp)
    spoken = services.Service("crossref", server.address, 0, services.crossref)
    monkeypatch.setattr(services, "SERVICES", (silent, spoken))
    server.give("/dblp", Reply(b"Forbidden", 403))
    server.give("/works", {"message": {**RECORD, "page": "1-18"}})
    status, out = verify(kb, tiny, "tramer2016stealing")
    assert status == PROBLEMS
    assert "dblp          127.0.0.1 answered with status 403" in out
    assert "agree: author" in out


def test_a_work_that_no_service_knows(kb: Run, tiny: Path, crossref: Loopback) -> None:
    crossref.give("/works", {"message": {"items": []}})
    status, out = verify(kb, tiny, "uscopyrightoffice2021more")
    assert (status, "nothing found" in out) == (DONE, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tramer2016steling"], "is no cite key; did you mean 'tramer2016stealing'?"),
        (["--from", "crosref"], "is no service; did you mean 'crossref'?"),
        (["--write", "--take", "page"], "is no field; did you mean 'pages'?"),
        (["--take", "pages"], "--take says what to write, so it needs --write"),
    ],
)
def test_slips(kb: Run, tiny: Path, crossref: Loopback, arguments: list[str], message: str) -> None:
    status, out = verify(kb, tiny, *arguments)
    assert (status, message in out) == (USAGE, True)
    assert not crossref.asked
