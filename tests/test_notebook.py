"""The notebook of the documentation: its cells run in order, and each question ends in a picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from tests.conftest import REPOSITORY

NOTEBOOK = REPOSITORY / "docs/notebooks/five-questions.ipynb"


def cells(kind: str) -> list[dict[str, Any]]:
    found = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == kind]


def test_every_question_ends_in_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(NOTEBOOK.parent)
    names: dict[str, Any] = {}
    first, *questions = cells("code")
    with mpl.rc_context({"backend": "agg"}):
        exec("".join(first["source"]), names)  # noqa: S102  our own
        for question in questions:
            exec("".join(question["source"]), names)  # noqa: S102
            drawn = [axes for axes in names["figure"].axes if axes.get_images() or axes.patches or axes.lines]
            assert drawn, question["id"]
            plt.close(names["figure"])
    assert len(questions) == 5
    assert (names["bridges"]["parts"] > 1).all()
    assert len(names["age"]) == len(names["order"])


def test_it_is_kept_without_what_it_printed() -> None:
    assert [cell["id"] for cell in cells("code") if cell["outputs"] or cell["execution_count"]] == []
    assert Path(NOTEBOOK).stat().st_size < 20_000
