"""What publishes the site: it waits for the check, is strict, runs pinned code and installs only what it needs."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.conftest import REPOSITORY

WORKFLOWS = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (REPOSITORY / ".github/workflows").glob("*.yml")
}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", ())]


def test_publishing_waits_for_the_check_and_is_strict() -> None:
    jobs = WORKFLOWS["publish"]["jobs"]
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert jobs["build"]["needs"] == "check"
    assert jobs["deploy"]["needs"] == "build"
    builds = [step["run"] for flow in WORKFLOWS.values() for step in steps(flow) if "kb build" in step.get("run", "")]
    assert len(builds) == 2
    assert all("--strict" in run for run in builds)


def test_actions_and_containers_are_pinned() -> None:
    for workflow in WORKFLOWS.values():
        for step in steps(workflow):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", f"own/step@{'0' * 40}")), step
        for job in workflow["jobs"].values():
            assert "@sha256:" in job.get("container", "@sha256:")


def test_the_site_installs_no_tools_of_tests_and_every_package_has_its_hash() -> None:
    packages: dict[str, set[str]] = {}
    for name in ("requirements", "requirements-dev"):
        text = (REPOSITORY / f"{name}.lock").read_text("utf-8")
        packages[name] = set(re.findall(r"^([\w.\[\]-]+==\S+)", text, re.MULTILINE))
        assert all("--hash=sha256:" in part for part in re.split(r"^(?=[\w.\[\]-]+==)", text, flags=re.MULTILINE)[1:])
    assert packages["requirements"] < packages["requirements-dev"]
    names = {package.partition("==")[0] for package in packages["requirements"]}
    assert not names & {"sphinx", "playwright", "pagefind", "pytest", "mypy", "hypothesis"}


def test_the_published_site_leads_to_the_repository_it_was_built_in_with_its_history() -> None:
    build = WORKFLOWS["publish"]["jobs"]["build"]["steps"]
    environment = next(step["env"] for step in build if "kb build" in step.get("run", ""))
    assert environment["KB_REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"
    assert next(step["with"] for step in build if "checkout" in step.get("uses", ""))["fetch-depth"] == 0
