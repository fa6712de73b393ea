"""What a pull request changes is said in one comment, whatever its code handed over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from forge import comment
from forge.programs import git
from tests.conftest import Run
from tests.diff.test_markdown import HOSTILE, OURS, made, spoken
from tests.forge.conftest import Forge

RUN: dict[str, Any] = {
    "head_repository": {"owner": {"login": "somebody"}},
    "head_branch": "patch-1; $(id) `id` @octocat",
    "head_sha": "a" * 40,
    "html_url": "https://github.com/owner/name/actions/runs/7",
}
PULLS = [{"number": 5, "head": {"sha": "b" * 40}}, {"number": 12, "head": {"sha": "a" * 40}}]


def said(forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Any, comments: str = "") -> int:
    """Runs the task for a pull request that handed over some data, where there are some comments already."""
    event, diff = tmp_path / "event.json", tmp_path / "diff.json"
    event.write_text(json.dumps({"workflow_run": RUN}), "utf-8")
    if data is not None:
        diff.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    forge.replies.write_text(json.dumps({"api --method": json.dumps(PULLS), "api --paginate": comments}), "utf-8")
    return comment.main([str(diff)])


def test_the_comment_is_made_once_and_then_renewed(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(forge, tmp_path, monkeypatch, made("x").as_data()) == 0
    pulls, listing, post = forge.calls
    assert pulls == [
        *("api", "--method", "GET", "repos/{owner}/{repo}/pulls", "-f", "state=open"),
        *("-f", f"head=somebody:{RUN['head_branch']}", "-f", "per_page=100"),
    ]
    assert listing[2] == "repos/{owner}/{repo}/issues/12/comments"
    assert 'select(.user.login == "github-actions[bot]" and' in listing[4]
    assert post[:5] == ["api", "--silent", "--method", "POST", "repos/{owner}/{repo}/issues/12/comments"]
    (text,) = (json.loads(one)["body"] for one in forge.texts)
    assert text.startswith("<!-- kb diff -->\n## From `x` (`x`) to `x` (`x`)\n")
    assert text.endswith("A preview of the site is among the artifacts of [the check](" + RUN["html_url"] + ").\n")
    assert said(forge, tmp_path, monkeypatch, made("y").as_data(), "31\n32\n") == 0
    assert forge.calls[-1][3:5] == ["PATCH", "repos/{owner}/{repo}/issues/comments/31"]
    assert "`y`" in forge.texts[-1]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_was_handed_over_is_put_into_words_here(
    text: str, forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(forge, tmp_path, monkeypatch, made(text, times=50).as_data()) == 0
    body = json.loads(forge.texts[0])["body"]
    assert len(body) < 65_536
    ours = body.removeprefix("<!-- kb diff -->\n").rpartition("A preview of the site")[0]
    assert OURS.fullmatch(spoken(ours)), spoken(ours)
    assert len(forge.calls) == 3


@pytest.mark.parametrize(
    "data",
    ["", "x", "[" * 100_000, "7", "{}", '{"number": 1, "body": "@octocat"}', '"<!-- kb diff -->"'],
    ids=range(7),
)
def test_what_kb_diff_does_not_print_is_refused(
    data: str, forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert said(forge, tmp_path, monkeypatch, data) == 1
    assert "the file is not what kb diff prints as JSON" in capfd.readouterr().err
    assert forge.texts == []


def test_where_nothing_could_be_compared_the_comment_says_so(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(forge, tmp_path, monkeypatch, None) == 0
    assert "The two revisions could not be compared; the check says why.\n" in json.loads(forge.texts[0])["body"]


def test_a_pull_request_that_went_on_or_was_closed_is_left_alone(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RUN, "head_sha", "c" * 40)
    assert said(forge, tmp_path, monkeypatch, made("x").as_data()) == 0
    assert [call[:2] for call in forge.calls] == [["api", "--method"]]
    assert forge.texts == []


def test_the_whole_of_it_for_a_merge_as_the_forge_makes_it(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kb: Run
) -> None:
    git("switch", "--quiet", "-c", "patch")
    path = forge.tree / "bibliography/references.bib"
    path.write_text(path.read_text("utf-8").replace("year = {2016}", "year = {2017}"), "utf-8")
    git("commit", "--quiet", "--all", "-m", "Date it anew")
    git("switch", "--quiet", "main")
    git("commit", "--quiet", "--allow-empty", "-m", "Go on")
    git("merge", "--quiet", "--no-ff", "-m", "Merge", "patch")
    done = kb("diff", "HEAD^1", "HEAD", "--format", "json")
    assert said(forge, tmp_path, monkeypatch, done.out) == 0
    body = json.loads(forge.texts[0])["body"]
    assert "- changed: `tramer2016stealing` in `bibliography/references.bib`, line " in body
    assert "  - year: 2016\n  + year: 2017\n" in body
