"""An accepted issue becomes a pull request, or an answer that says why not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from forge import accept, propose
from forge.programs import git
from kb.forms.answers import FOLDER
from tests.conftest import REPOSITORY
from tests.forge.conftest import Forge
from tests.test_forms import HOSTILE, issue


@pytest.fixture
def forms(forge: Forge) -> Forge:
    shutil.copytree(REPOSITORY / FOLDER, forge.tree / FOLDER)
    return forge


def accepted(body: str, folder: Path) -> dict[str, Any]:
    """What the first half hands over to the second."""
    event, outcome = folder / "event.json", folder / "outcome.json"
    event.write_text(json.dumps({"issue": {"number": 12, "body": body}}), "utf-8")
    assert accept.main([str(event), str(outcome)]) == 0
    made: dict[str, Any] = json.loads(outcome.read_text("utf-8"))
    return made


def test_a_form_becomes_a_branch_and_a_pull_request(forms: Forge, tmp_path: Path) -> None:
    accepted(issue("point"), tmp_path)
    assert propose.main([str(tmp_path / "outcome.json")]) == 0
    changed = forms.git("diff", "--name-only", "main", "form-12").split()
    assert changed == ["docs/schema/keys.json", "sections/1.1-security.yaml"]
    assert "Training data can be drawn" in forms.git("show", "form-12:sections/1.1-security.yaml")
    assert forms.git("log", "-1", "--format=%an: %s", "form-12") == "github-actions[bot]: Add a point to section 1.1\n"
    (listing, create) = forms.calls
    assert listing[:2] == ["pr", "list"]
    assert create[:5] == ["pr", "create", "--head", "form-12", "--title=Add a point to section 1.1"]
    assert forms.texts[0].startswith("Closes #12.")


def test_accepted_once_more_it_renews_the_branch(forms: Forge, tmp_path: Path) -> None:
    for claim in ("One claim.", "Another claim."):
        accepted(issue("point", claim=claim), tmp_path)
        assert propose.main([str(tmp_path / "outcome.json")]) == 0
        forms.reply(pr_list="3")
        git("switch", "--quiet", "main")
    assert "Another claim." in forms.git("show", "form-12:sections/1.1-security.yaml")
    assert sum(call[:2] == ["pr", "create"] for call in forms.calls) == 1


def test_the_names_that_editors_offer_are_renewed(forms: Forge, tmp_path: Path) -> None:
    made = accepted(issue("topic"), tmp_path)
    assert "watermarks" in json.loads(made["files"]["docs/schema/keys.json"])["definitions"]["topics"]["enum"]


def test_what_cannot_be_taken_over_is_answered_in_the_issue(forms: Forge, tmp_path: Path) -> None:
    accepted(issue("point", works="nobody2020x", pages="200"), tmp_path)
    assert propose.main([str(tmp_path / "outcome.json")]) == 0
    assert [call[:2] for call in forms.calls] == [["issue", "comment"], ["issue", "edit"]]
    assert forms.calls[1][2:] == ["12", "--remove-label", "accepted"]
    assert "- Unknown work 'nobody2020x'" in forms.texts[0]
    assert forms.git("branch", "--format=%(refname:short)").split() == ["main"]


def test_an_issue_without_a_text_is_answered(forms: Forge, tmp_path: Path) -> None:
    event, outcome = tmp_path / "event.json", tmp_path / "outcome.json"
    event.write_text('{"issue": {"number": 12, "body": null}}', "utf-8")
    assert accept.main([str(event), str(outcome)]) == 0
    assert "not made with one of the forms" in outcome.read_text("utf-8")


def test_errors_of_the_knowledge_base_are_not_blamed_on_the_form(forms: Forge, tmp_path: Path) -> None:
    (forms.tree / "sections/1.1-security.yaml").write_text("number: [\n", "utf-8")
    assert "has errors now" in accepted(issue("point"), tmp_path)["sentences"][0]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_form_reaches_a_title_or_a_program(text: str, forms: Forge, tmp_path: Path) -> None:
    accepted(issue("point", claim=text), tmp_path)
    assert propose.main([str(tmp_path / "outcome.json")]) == 0
    assert forms.calls[1][:5] == ["pr", "create", "--head", "form-12", "--title=Add a point to section 1.1"]
    assert text[:20] not in forms.texts[0]


def test_answers_call_nobody_and_are_text() -> None:
    said = propose.answer(["Unknown work '@team <b>`x`</b> [a](b)'.\n# no"])
    assert "@team" not in said
    assert r"\<b\>\`x\`\</b\> \[a\](b)" in said
    assert "\n# no" not in said


@pytest.mark.parametrize(
    "outcome",
    [
        {"number": "12; id", "title": "Add a point", "files": {}},
        {"number": 12, "title": "Add --help\nx", "files": {}},
        {"number": 12, "title": "$(id)", "files": {}},
        {"number": 12, "title": "Add x", "files": {".github/workflows/check.yml": "x"}},
        {"number": 12, "title": "Add x", "files": {"../bibliography/topics.yaml": "x"}},
        {"number": 12, "title": "Add x", "files": {"sections/../mkdocs.yml": "x"}},
        {"number": 12, "title": "Add x", "files": {"scripts/kb/cli.py": "x"}},
    ],
)
def test_an_outcome_that_no_form_has_is_refused(outcome: dict[str, Any], forge: Forge, tmp_path: Path) -> None:
    file = tmp_path / "outcome.json"
    file.write_text(json.dumps(outcome), "utf-8")
    assert propose.main([str(file)]) == 1
    assert forge.calls == []
    assert forge.git("branch", "--format=%(refname:short)").split() == ["main"]


def test_a_link_in_the_place_of_a_file_is_refused(forge: Forge, tmp_path: Path) -> None:
    path = forge.tree / "bibliography/topics.yaml"
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    file = tmp_path / "outcome.json"
    file.write_text(json.dumps({"number": 1, "title": "Add x", "files": {"bibliography/topics.yaml": "x"}}), "utf-8")
    assert propose.main([str(file)]) == 1
    assert not (tmp_path / "elsewhere").exists()
