"""Links that died are told in one issue."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from forge import links, tell
from forge.links import Finding, Link
from kb import load
from kb.model import Place
from kb.verify.http import Http
from tests.conftest import REPOSITORY
from tests.forge.conftest import Forge
from tests.verify.conftest import Loopback, Reply, server

__all__ = ["server"]
_FEED = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
_ENTRY = "<entry><id>http://arxiv.org/abs/{}v2</id></entry>"


@pytest.fixture
def bases(server: Loopback) -> dict[str, str]:
    return {"doi": f"{server.address}/doi", "arxiv": f"{server.address}/arxiv"}


def found(kinds: list[tuple[str, str]], bases: dict[str, str]) -> list[tuple[str, bool]]:
    asked = [Link(kind, value, Place("bibliography/references.bib", 3)) for kind, value in kinds]
    http = Http(None, pause=lambda _: 0.0, tries=0)
    return [(one.link.value, one.dead) for one in links.findings(asked, http, bases)]


def test_what_leads_somewhere_is_not_told(server: Loopback, bases: dict[str, str]) -> None:
    server.give("/doi/api/handles/10.1/a(b)", {"responseCode": 1})
    server.give("/page", "text")
    server.give("/arxiv/api/query", _FEED.format(_ENTRY.format("2005.14165")))
    asked = [("doi", "10.1/a(b)"), ("url", f"{server.address}/page"), ("arxiv", "2005.14165")]
    assert found(asked, bases) == []
    assert server.asked[0].path == "/arxiv/api/query"


def test_what_is_gone_is_dead_and_what_is_silent_is_not(server: Loopback, bases: dict[str, str]) -> None:
    server.give("/gone", Reply(status=410))
    server.give("/closed", Reply(status=403))
    server.give("/arxiv/api/query", _FEED.format(_ENTRY.format("2005.14165")))
    asked = [("doi", "10.1/none"), ("arxiv", "2005.14165"), ("arxiv", "2005.99999")]
    asked += [("url", f"{server.address}/{name}") for name in ("gone", "closed", "missing")]
    assert {value.rpartition("/")[2]: dead for value, dead in found(asked, bases)} == {
        "none": True,
        "2005.99999": True,
        "gone": True,
        "closed": False,
        "missing": True,
    }


def test_where_the_arxiv_does_not_answer_no_number_is_dead(server: Loopback, bases: dict[str, str]) -> None:
    server.give("/arxiv/api/query", "not xml")
    assert found([("arxiv", "2005.14165")], bases) == [("2005.14165", False)]


def test_numbers_are_asked_a_hundred_at_a_time(server: Loopback, bases: dict[str, str]) -> None:
    server.give("/arxiv/api/query", _FEED.format(""))
    numbers = [("arxiv", f"2005.{number:05}") for number in range(250)]
    assert len(found(numbers, bases)) == 250
    assert len(server.asked) == 3


def test_each_link_is_asked_once_and_known_by_its_place(library: Path) -> None:
    (library / "docs/index.md").write_text("# Tiny\n\n[a](https://example.org/a) [b](https://example.org/a)\n", "utf-8")
    base = load(library).base
    assert base is not None
    places = {link.value: str(link.place.of("")) for link in links.links(base)}
    assert len(places) == len(links.links(base))
    assert "docs/index.md" in places["https://example.org/a"]
    assert any(link.kind == "arxiv" for link in links.links(base))


def test_the_report_lists_the_dead_and_folds_the_silent() -> None:
    place = Place("bibliography/references.bib", 12)
    dead = Finding(Link("doi", "10.1/x", place), True, "there is no such page")
    silent = [Finding(Link("url", f"https://example.org/{n}", place), False, "status 403") for n in range(1000)]
    text = links.report([*silent, dead], 2000)
    assert text.startswith("Of 2,000 addresses and identifiers, 1 lead nowhere.\n")
    assert "- `DOI 10.1/x` in `bibliography/references.bib`, line 12: there is no such page\n" in text
    assert "<summary>1000 gave no answer" in text
    assert "- and 850 more" in text
    assert len(text) < 65_536
    assert links.report(silent, 2000) == ""


def test_the_whole_of_it_for_a_knowledge_base(forge: Forge, server: Loopback, bases: dict[str, str]) -> None:
    path = forge.tree / "bibliography/references.bib"
    path.write_text(path.read_text("utf-8").replace("https://", f"{server.address}/"), "utf-8")
    assert links.main(["report.md"], bases) == 0
    assert "lead nowhere" in (forge.tree / "report.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("report", "open_issues", "calls"),
    [
        ("Dead.\n", "", [["issue", "list"], ["label", "create"], ["issue", "create"]]),
        ("Dead.\n", "7\n5\n", [["issue", "list"], ["issue", "edit"]]),
        ("", "7\n", [["issue", "list"], ["issue", "close"]]),
        ("", "", [["issue", "list"]]),
    ],
)
def test_there_is_one_issue(report: str, open_issues: str, calls: list[list[str]], forge: Forge) -> None:
    forge.reply(issue_list=open_issues)
    (forge.tree / "report.md").write_text(report, "utf-8")
    assert tell.main(["report.md"]) == 0
    assert [call[:2] for call in forge.calls] == calls
    assert forge.texts == ([report] if report else [])
    if open_issues:
        assert forge.calls[-1][2] == "7"


def test_the_label_is_made_as_the_data_have_it(forge: Forge) -> None:
    (forge.tree / "report.md").write_text("Dead.\n", "utf-8")
    assert tell.main(["report.md"]) == 0
    (label,) = (
        one for one in yaml.safe_load((REPOSITORY / ".github/labels.yml").read_text("utf-8")) if one["name"] == "links"
    )
    looks = ["--force", "--color", label["color"], "--description", label["description"]]
    assert forge.calls[1] == ["label", "create", "links", *looks]
