"""Bad input gives clear lines and nothing else: the rest is still checked, nothing is written, no traceback appears."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb import load
from kb.read.bibtex import read_bibliography
from kb.read.yaml_source import compose
from tests.conftest import REPOSITORY, Run

CASES: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / "scripts/kb/check/examples.yaml").read_text("utf-8"))


def spoil(root: Path, case: dict[str, Any]) -> None:
    path = root / case["file"]
    text = path.read_text("utf-8") if path.exists() else ""
    if "content" not in case:
        assert text.count(case["replace"]) == 1, "the case must change one place"
    path.write_text(case["content"] if "content" in case else text.replace(case["replace"], case["with"]), "utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_each_mistake_gives_its_line(case: dict[str, Any], request: pytest.FixtureRequest, kb: Run) -> None:
    root: Path = request.getfixturevalue(case.get("base", "tiny"))
    spoil(root, case)
    result = kb("check", "--root", root)
    problems = [line for line in result.lines if line.partition(":")[2][:1].isdigit()]
    assert sorted(problems) == sorted(case["expect"])
    assert result.status == any(re.search(r":\d+: E\d", line) for line in problems)
    assert kb("check", "--strict", "--root", root).status == 1
    assert result.err == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_of_one_file_the_check_says_what_it_says_of_all(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    root: Path = request.getfixturevalue(case.get("base", "tiny"))
    spoil(root, case)
    every = load(root).problems
    for file in {problem.place.file for problem in every} | {"sections/1-introduction.yaml"}:
        of_file = [problem for problem in load(root, {file}).problems if problem.place.file == file]
        assert of_file == [problem for problem in every if problem.place.file == file]


@pytest.mark.parametrize("case", [case for case in CASES if "right" in case], ids=lambda case: str(case["name"]))
def test_what_is_said_to_be_right_is(case: dict[str, Any], tiny: Path, kb: Run) -> None:
    spoil(tiny, {**case, "content" if "content" in case else "with": case["right"]})
    assert kb("check", "--strict", "--root", tiny).status == 0


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["file"] != "mkdocs.yml" and "base" not in case][::6],
    ids=lambda case: str(case["name"]),
)
def test_a_failed_build_leaves_the_last_site(case: dict[str, Any], tiny: Path, kb: Run) -> None:
    site = tiny / "site"
    site.mkdir()
    (site / "index.html").write_text("the last good site")
    spoil(tiny, case)
    result = kb("build", "--root", tiny)
    assert result.status == 1
    assert "nothing was written" in result.err
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text() == "the last good site"


def test_what_has_no_topic_and_what_no_name_is_printed_with_is_a_warning(library: Path, kb: Run) -> None:
    spoil(library, {"file": "sections/1.1-security.yaml", "replace": "    topics: [attacks]\n", "with": ""})
    spoil(library, {"file": "bibliography/venues.yaml", "replace": '"NIPS"', "with": '"NIPPS"'})
    result = kb("check", "--root", library)
    assert result.status == 0
    assert result.lines[:2] == [
        "bibliography/venues.yaml:8:7: W215 nothing is printed with the name 'NIPPS'; did you mean 'NIPS'?",
        "sections/1.1-security.yaml:10:5: W213 no topic is given; choose from bibliography/topics.yaml",
    ]
    assert kb("check", "--strict", "--root", library).status == 1


def test_bytes_that_are_not_utf8_are_placed(tiny: Path, kb: Run) -> None:
    path = tiny / "bibliography/references.bib"
    path.write_bytes(path.read_bytes().replace("Tramèr, Fl".encode(), b"Tram\xe8r, Fl"))
    assert kb("check", "--root", tiny).lines[0] == (
        "bibliography/references.bib:12:17: E001 not UTF-8; save the file as UTF-8"
    )


def test_a_link_out_of_the_knowledge_base_is_refused(tiny: Path, tmp_path: Path, kb: Run) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("secret: yes\n")
    (tiny / "sections/2-outside.yaml").symlink_to(outside)
    result = kb("check", "--root", tiny)
    assert result.lines[0] == (
        "sections/2-outside.yaml:1:1: E002 the path leads out of the knowledge base; replace the link"
    )


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 500, "a:\n" + "- " * 3000])
def test_depth_cannot_end_the_process(text: str) -> None:
    root, problems = compose("deep.yaml", text)
    assert root is None
    assert problems[0].code in {"E101", "E103"}


def test_two_mistakes_give_two_lines(tiny: Path, kb: Run) -> None:
    for case in CASES:
        if case["name"] in {"broken YAML", "a javascript URL in the bibliography"}:
            spoil(tiny, case)
    codes = [line.split()[1] for line in kb("check", "--root", tiny).lines[:2]]
    assert codes == ["E124", "E101"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.sampled_from("@{}(),=\"#%\\ \n\tabc1é<&'~$-"), max_size=200))
def test_no_bibtex_makes_the_reader_fail(text: str) -> None:
    bibliography = read_bibliography("x.bib", text)
    lines = text.count("\n") + 1
    assert all(1 <= problem.place.line <= lines for problem in bibliography.problems)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=st.sampled_from("abc:-[]{},\"'#&*!|>%@ \n\té1."), max_size=120))
def test_no_yaml_makes_the_reader_fail(text: str, tiny: Path) -> None:
    (tiny / "sections/1.1-security.yaml").write_text(text, "utf-8")
    loaded = load(tiny)
    assert loaded.failed()
    assert all(str(problem).count("\n") == 0 for problem in loaded.problems)


def test_an_annotation_of_a_few_words_is_a_warning(tiny: Path, kb: Run) -> None:
    label = "  label = {Tramèr and Zhang 2016},\n"
    annotated = f"  annotation = {{Steals models.}},\n{label}"
    spoil(tiny, {"file": "bibliography/references.bib", "replace": label, "with": annotated})
    result = kb("check", "--root", tiny)
    assert result.lines[0].endswith("W134 annotation of 2 words; say in 20 to 50 words what the work is and shows")
    assert result.status == 0
