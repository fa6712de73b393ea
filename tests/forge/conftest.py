"""A forge on this computer: a repository with its origin, and a ``gh`` that writes down what it is asked."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import copy_library

_GH = """#!{python}
import json, pathlib, sys
arguments = sys.argv[1:]
said = [pathlib.Path(after).read_text("utf-8")
        for name, after in zip(arguments, arguments[1:]) if name in ("--body-file", "--notes-file", "--input")]
with open({log!r}, "a", encoding="utf-8") as stream:
    stream.write(json.dumps([arguments, said]) + "\\n")
print(json.loads(pathlib.Path({answers!r}).read_text("utf-8")).get(" ".join(arguments[:2]), ""))
"""


@dataclass(frozen=True)
class Forge:
    """A work tree in which the process stands, its origin, and the calls of ``gh``."""

    tree: Path
    origin: Path
    log: Path
    replies: Path

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of each call, but for how git gets its token."""
        return [arguments for arguments, _ in self._all if arguments[0] != "auth"]

    @property
    def texts(self) -> list[str]:
        """Texts that were handed over in files."""
        return [text for _, said in self._all for text in said]

    @property
    def _all(self) -> list[tuple[list[str], list[str]]]:
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [tuple(json.loads(line)) for line in lines]

    def reply(self, **replies: str) -> None:
        """What ``gh`` prints when it is called with two words: ``issue_list="7"``."""
        answers = {name.replace("_", " "): text for name, text in replies.items()}
        self.replies.write_text(json.dumps(answers), "utf-8")

    def git(self, *arguments: str) -> str:
        """What git says in the origin."""
        return subprocess.run(
            ["git", "-C", str(self.origin), *arguments], check=True, capture_output=True, text=True
        ).stdout


@pytest.fixture
def forge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Forge:
    tree, origin, programs = copy_library(tmp_path / "tree"), tmp_path / "origin.git", tmp_path / "bin"
    (tree / "docs/schema").mkdir()
    (tree / "docs/schema/keys.json").write_text("{}\n", "utf-8")
    (tree / "CITATION.cff").write_text("title: Tiny\nversion: 0.1.0\n", "utf-8")
    identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    for command in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "."],
        [*identity, "commit", "--quiet", "-m", "Begin"],
        ["clone", "--quiet", "--bare", str(tree), str(origin)],
        ["remote", "add", "origin", str(origin)],
    ):
        subprocess.run(["git", "-C", str(tree), *command], check=True)
    made = Forge(tree, origin, tmp_path / "log", tmp_path / "replies")
    made.reply()
    programs.mkdir()
    program = programs / "gh"
    program.write_text(_GH.format(python=sys.executable, log=str(made.log), answers=str(made.replies)), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    monkeypatch.chdir(tree)
    return made
