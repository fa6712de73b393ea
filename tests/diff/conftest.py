"""A repository in git with a knowledge base, to change and compare."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, copy_library

SECTION = "sections/1.1-security.yaml"
BIBLIOGRAPHY = "bibliography/references.bib"
_UPDATE = """updates:
  - point: 1
    way: confirms
    date: "2023-05"
    text: "Later models can be stolen, too."
    works: [doe2023theft]
questions: ["What stops a thief?"]
"""
_SINCE = """@misc{doe2023theft,
  author = {Doe, Jane},
  title = {Theft of Models},
  year = {2023},
  eprint = {2301.00001},
  archiveprefix = {arXiv},
  annotation = {Shows that models of today can be stolen through the
    interfaces by which they are sold, at a cost that hardly matters, and measures how near the copies come.},
  keywords = {attacks},
}
"""
_PATHS = """# Reading paths

What to read.

## A thief {#thief}

1. @sec-security: How models are stolen.

## A judge {#judge}

1. @sec-introduction: What is said.
"""


@dataclass(frozen=True)
class Repository:
    """A folder under git, and what ``kb diff`` says of it."""

    folder: Path
    kb: Run

    def git(self, *arguments: str) -> str:
        identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
        command = ["git", *identity, "-C", str(self.folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", "Change")

    def write(self, file: str, text: str) -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text("utf-8")
        assert old in text
        self.write(file, text.replace(old, new))

    def data(self, *arguments: str) -> Any:
        """What is printed as JSON."""
        result = self.kb("diff", "--root", self.folder, "--format", "json", *(arguments or ("HEAD",)))
        assert (result.status, result.err) == (0, "")
        return json.loads(result.out)

    def text(self, *arguments: str) -> str:
        """What is printed as Markdown."""
        result = self.kb("diff", "--root", self.folder, *(arguments or ("HEAD",)))
        assert (result.status, result.err) == (0, "")
        return result.out

    def found(self) -> list[tuple[str, str, str]]:
        """Kind, what became of it, and name of each record that differs from the last commit."""
        return [(one["kind"], one["what"], one["name"]) for one in self.data()["differences"]]


@pytest.fixture
def repository(tmp_path: Path, kb: Run) -> Repository:
    made = Repository(copy_library(tmp_path / "library"), kb)
    made.git("init", "--quiet", "--initial-branch=main")
    made.replace(SECTION, "topics: [attacks]\ncitations", f"{_UPDATE}topics: [attacks]\ncitations")
    made.write("bibliography/since.bib", _SINCE)
    made.write("docs/reading-paths.md", _PATHS)
    made.replace("mkdocs.yml", "- Home: index.md", "- Home: index.md\n  - Paths: reading-paths.md")
    assert kb("fmt", "--root", made.folder).status == 0
    made.commit()
    return made
