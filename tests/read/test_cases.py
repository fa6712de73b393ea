"""What people's .bib and YAML files hold: each case gives an input and what is right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb import load
from kb.link import Links
from kb.read.canonical import formatted
from kb.read.latex import plain
from kb.read.names import printed_venue, spoken
from kb.render.access import access_links
from kb.render.engine import Templates
from kb.render.text.reference import label
from tests.conftest import Run

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent.parent / "data/cases.yaml").read_text("utf-8"))
BIB = "bibliography/references.bib"
#: Warnings that the little library gives for any work added to it, and the form, which has its own expectation.
EVERYWHERE = ("W213", "E130")


def prepared(root: Path, case: dict[str, Any]) -> Path:
    """The little library with the entries of a case added, or a section that says something else."""
    if "bib" in case:
        path = root / BIB
        path.write_text(f"{path.read_text('utf-8')}\n{case['bib']}", "utf-8")
    if "replace" in case:
        path = root / "sections/1.1-security.yaml"
        text = path.read_text("utf-8")
        assert text.count(case["replace"]) == 1, "the case must change one place"
        path.write_text(text.replace(case["replace"], case["with"]), "utf-8")
    for file, text in case.get("files", {}).items():
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text, "utf-8")
    return root


def problem_lines(out: str) -> list[str]:
    """What the check printed before the totals."""
    return [line for line in out.splitlines() if re.match(r"[^ ]+:\d+:\d+: ", line)]


def of_kind(kind: str) -> list[Any]:
    return [pytest.param(case, id=name) for name, case in CASES.items() if kind in case]


@pytest.mark.parametrize("case", of_kind("check"))
def test_what_the_check_says(case: dict[str, Any], library: Path, kb: Run) -> None:
    result = kb("check", "--root", prepared(library, case))
    lines = [line.split(" ", 1)[1] for line in problem_lines(result.out) if line.split(" ")[1] not in EVERYWHERE]
    assert lines == case["check"]
    assert result.err == ""


@pytest.mark.parametrize("case", of_kind("fmt"))
def test_what_formatting_writes(case: dict[str, Any]) -> None:
    form = formatted("x.bib", case["bib"])
    assert (form.text, form.unreadable, form.refused) == (case["fmt"], (), "")
    assert formatted("x.bib", form.text).text == form.text


@pytest.mark.parametrize("case", of_kind("refused"))
def test_what_formatting_leaves_alone(case: dict[str, Any], library: Path, kb: Run) -> None:
    path = prepared(library, case) / BIB
    before = path.read_bytes()
    result = kb("fmt", "--root", library)
    assert path.read_bytes() == before
    assert result.status == 1
    assert f"{BIB}: left as it is; it cannot be read whole" in result.lines
    assert any(case["refused"] in line for line in result.lines)


@pytest.mark.parametrize("case", of_kind("shows"))
def test_what_readers_see(case: dict[str, Any], library: Path) -> None:
    base = load(prepared(library, case)).base
    assert base is not None
    links = Links(base)
    work = base.works[case["bib"].partition("{")[2].partition(",")[0]]
    reference = Templates(links).reference("", work).striptags()
    shown: dict[str, Any] = {
        "title": plain(work.title),
        "authors": [spoken(name) for name in work.authors],
        "families": [name.family for name in work.authors],
        "addresses": list(links.people.slugs(work)),
        "venue": printed_venue(work),
        "label": label(work),
        "ways": [[link.text, link.url] for link in access_links(work)],
    }
    for name, right in case["shows"].items():
        assert reference == right if name == "reference" else shown[name] == right, (name, reference, shown)
