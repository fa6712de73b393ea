"""The command line as people and machines use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from pkgutil import iter_modules

import pytest

from kb.check.explain import explanations
from kb.cli import commands
from tests.conftest import REPOSITORY, Run


def spoil(tiny: Path) -> None:
    path = tiny / "sections/1.1-security.yaml"
    path.write_text(path.read_text("utf-8").replace("role: policy", "role: 100%,\\nproof"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("100%,\\nproof", '"100%, proof"'), "utf-8")


def test_help_and_readme_name_every_command(kb: Run) -> None:
    result = kb("--help")
    assert result.status == 0
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    modules = [module.name for module in iter_modules(commands.__path__)]
    assert "check" in modules
    for command in modules:
        assert f"    {command} " in result.out
        assert f"`kb {command}" in readme
    assert "Exit status: 0 done, 1 problems found, 2 usage" in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("chekc",), "invalid choice: 'chekc'"),
        (("check", "--format", "xml"), "invalid choice: 'xml'"),
        (("serve", "--port", "99999"), "'99999' is not a port"),
        (("build", "--engine", "hugo"), "invalid choice: 'hugo'"),
        (("check", "--explain", "E999"), "'E999' is no code of the check; 'kb check --list' names every one"),
        (("check", "--root", "/nowhere"), "'/nowhere' is not a folder"),
        (("check", "--root", "/"), "'/' holds no mkdocs.yml"),
    ],
)
def test_a_wrong_call_is_told_and_exits_with_2(arguments: tuple[str, ...], message: str, kb: Run) -> None:
    result = kb(*arguments)
    assert result.status == 2
    assert message in result.err
    assert "Traceback" not in result.err


def test_the_root_is_the_nearest_folder_upward(tiny: Path, kb: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny / "sections")
    assert kb("check").lines[0].startswith("3 works, 2 sections, 5 citations in 4 groups")


def test_problems_for_machines(tiny: Path, kb: Run) -> None:
    spoil(tiny)
    result = kb("check", "--root", tiny, "--format", "json")
    (problem,) = json.loads(result.out)
    assert (problem["file"], problem["line"], problem["code"]) == ("sections/1.1-security.yaml", 25, "E109")
    assert problem["severity"] == "error"
    assert problem["explained"] == "http://localhost:8000/checks/e109/"
    assert result.status == 1


def test_problems_as_annotations_are_escaped(tiny: Path, kb: Run) -> None:
    spoil(tiny)
    (line,) = kb("check", "--root", tiny, "--format", "github").lines
    assert line.startswith("::error file=sections/1.1-security.yaml,line=25,col=77,title=E109::")
    assert "'100%25, proof'" in line
    assert line.endswith("%0AWhat E109 means: http://localhost:8000/checks/e109/")


def test_a_problem_leads_to_its_explanation_once(tiny: Path, kb: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "What a code means" not in kb("check", "--root", tiny).out
    spoil(tiny)
    monkeypatch.setenv("KB_SITE_URL", "https://example.org/kb")
    lines = kb("check", "--root", tiny).lines
    assert lines[-1] == "What a code means: kb check --explain E109, or https://example.org/kb/checks/e109/"
    assert "".join(lines).count("What a code means") == 1


def test_a_code_is_explained_without_a_knowledge_base(tmp_path: Path, kb: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = kb("check", "--explain", "e204")
    assert result.status == 0
    assert result.lines[0] == "E204: unknown work"
    assert result.lines[-1].strip() == "works: [tramer2016stealing]"
    result = kb("check", "--list")
    assert (result.status, len(result.lines)) == (0, len(explanations()))
    assert (
        "E204  A citation, a point or a key work of a section names a cite key that the bibliography does not hold."
        in result.lines
    )


def test_only_the_problems_of_the_files_that_are_named(tiny: Path, kb: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(tiny)
    other = kb("check", "--root", tiny, "bibliography/references.bib", "mkdocs.yml", "docs/index.md")
    assert (other.status, other.lines) == (0, ["0 errors, 0 warnings"])
    monkeypatch.chdir(tiny / "sections")
    for name in ("1.1-security.yaml", "sections/1.1-security.yaml", tiny / "sections/1.1-security.yaml"):
        result = kb("check", name)
        assert result.status == 1
        assert result.lines[0].startswith("sections/1.1-security.yaml:25:77: E109 ")
        assert result.lines[1] == "1 errors, 0 warnings"


def test_a_file_that_is_not_read_is_a_wrong_call(tiny: Path, kb: Run) -> None:
    (tiny / "notes.txt").write_text("x")
    for name, message in (
        ("sections/1.2-none.yaml", "'sections/1.2-none.yaml' is no file of the knowledge base"),
        ("sections", "'sections' is no file of the knowledge base"),
        ("notes.txt", "'notes.txt' is not read by the check; leave it out"),
        ("/etc/passwd", "'/etc/passwd' is no file of the knowledge base"),
    ):
        result = kb("check", "--root", tiny, name)
        assert (result.status, result.out) == (2, "")
        assert message in result.err


def test_settings_that_cannot_be_read_are_said_whatever_was_named(tiny: Path, kb: Run) -> None:
    (tiny / "mkdocs.yml").write_text("nav: 7\n")
    result = kb("check", "--root", tiny, "sections/1.1-security.yaml")
    assert (result.status, result.lines[0].split(": ")[0]) == (1, "mkdocs.yml:1:6")


def test_a_warning_fails_only_when_strict(tiny: Path, kb: Run) -> None:
    path = tiny / "sections/1.1-security.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if "group: 3" not in line]
    path.write_text("\n".join(lines).replace("group: 4", "group: 3") + "\n", "utf-8")
    assert kb("check", "--root", tiny).status == 0
    assert kb("check", "--root", tiny, "--strict").status == 1
    assert "W126" in kb("check", "--root", tiny).out
    assert kb("build", "--root", tiny, "--site-dir", tiny / "site", "--strict").status == 1
    assert not (tiny / "site").exists()


def test_stats_count(tiny: Path, kb: Run) -> None:
    lines = [line.split(maxsplit=1) for line in kb("stats", "--root", tiny).lines]
    counts = {name: number for number, name in lines}
    assert (counts["works"], counts["citations"], counts["role model"], counts["points"]) == ("3", "5", "2", "1")


def test_in_a_pipe_it_is_quiet(tiny: Path) -> None:
    command = [sys.executable, "-m", "kb", "build", "--root", str(tiny), "--site-dir", str(tiny / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("Built ")


def test_builds_of_two_processes_are_the_same(tiny: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "kb", "build", "--root", str(tiny), "--site-dir", str(tiny / seed)]
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    one, two = (
        {path.relative_to(tiny / seed): path.read_bytes() for path in (tiny / seed).rglob("*") if path.is_file()}
        for seed in ("1", "2")
    )
    assert one == two


def test_a_chain_says_how_two_sections_meet(kb: Run) -> None:
    result = kb("chain", "law", "4.7", "--root", REPOSITORY)
    assert result.status == 0
    first, *steps, last = result.lines
    assert (first, last) == ("§3.2 Law", "§4.7 Security and privacy")
    # They share no work: §3.2 and some other section do, and that and §4.7.
    others = [line for line in steps if not line.startswith("    ")]
    assert [line.startswith("§") for line in others] == [False, True, False]
    assert steps[0].startswith("    §3.2")
    assert steps[-1].startswith("    §4.7")


def test_a_chain_leads_from_work_to_work(kb: Run, tiny: Path) -> None:
    result = kb("chain", "brown2020language", "uscopyrightoffice2021more", "--root", tiny)
    assert result.lines == [
        "Brown et al. 2020, Language Models are Few-Shot Learners [brown2020language]",
        "    §1.1, p. 4, model: GPT-3 & friends",
        "    §1.1.2, p. 8, example: prompting",
        "§1.1 Security",
        "    §1.1.1, p. 6, policy: fair use",
        "U.S. Copyright Office 2021, More Information on Fair Use [uscopyrightoffice2021more]",
    ]


def test_a_chain_between_what_shares_nothing(kb: Run, tiny: Path) -> None:
    result = kb("chain", "introduction", "security", "--root", tiny)
    assert (result.status, result.out) == (1, "Nothing that is cited leads from introduction to security.\n")
    result = kb("chain", "introduction", "nothing", "--root", tiny)
    assert (result.status, result.err) == (
        2,
        "kb: 'nothing' is neither the number or slug of a section nor the cite key of a work\n",
    )
