"""Hooks for pre-commit, of this repository and for others: what they call is there, and they change no data."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, Run

OWN: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
    "hooks"
]
OFFERED: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
OF_DATA = [hook for hook in (*OWN, *OFFERED) if hook["id"] in ("kb-fmt", "kb-check")]


def test_own_hooks_look_at_code_and_data() -> None:
    assert [hook["id"] for hook in OWN] == ["kb-fmt", "kb-schema", "kb-check", "ruff-check", "ruff-format"]
    assert [hook["id"] for hook in OFFERED] == ["kb-fmt", "kb-check"]
    assert {hook["language"] for hook in OFFERED} == {"python"}, "so that pre-commit installs what they need"


@pytest.mark.parametrize("hook", OF_DATA, ids=lambda hook: f"{hook['id']}, {hook['language']}")
def test_a_hook_of_the_data_runs_and_looks_at_the_sources(hook: dict[str, Any], kb: Run) -> None:
    program, *arguments = hook["entry"].split()
    assert program in ("kb", ".venv/bin/kb")
    assert hook["pass_filenames"] is False
    assert kb(*arguments, "--root", REPOSITORY / "tests/data/tiny").status == 0
    for file in ("bibliography/references.bib", "sections/1.1-security.yaml"):
        assert re.search(hook["files"], file)
    assert not re.search(hook["files"], "scripts/kb/cli.py")


def test_the_hook_of_the_form_changes_nothing() -> None:
    assert all("--check" in hook["entry"].split() for hook in OF_DATA if hook["id"] == "kb-fmt")
