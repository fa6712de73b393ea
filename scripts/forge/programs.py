"""git and ``gh``, called with lists of arguments, so that no text is ever read by a shell."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

#: Who commits on the forge: the account of its own workflows.
COMMITTER = "github-actions[bot]"
_MAIL = "41898282+github-actions[bot]@users.noreply.github.com"


class RefusedError(Exception):
    """What was handed over is not what a workflow makes; nothing is done with it."""


def run(program: str, *arguments: str) -> str:
    """What a program prints.

    Raises:
        subprocess.CalledProcessError: if it fails.
    """
    return subprocess.run([program, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def git(*arguments: str) -> str:
    """What git prints, in the folder that the workflow works in."""
    return run("git", "-c", f"user.name={COMMITTER}", "-c", f"user.email={_MAIL}", *arguments)


def gh(*arguments: str) -> str:
    """What ``gh`` prints."""
    return run("gh", *arguments)


def push(*references: str) -> None:
    """Puts branches and tags on the forge, with the token that ``gh`` has."""
    gh("auth", "setup-git")
    git("push", "--force", "origin", *references)


def propose_branch(branch: str, title: str, body: Path) -> None:
    """Opens a pull request for a branch, unless one is open: then it shows the branch as it is now."""
    if gh("pr", "list", "--head", branch, "--state", "open", "--json", "number", "--jq", ".[].number").strip():
        return
    gh("pr", "create", "--head", branch, f"--title={title}", "--body-file", str(body))


def carried_out(task: Callable[[], None]) -> int:
    """The exit status of a task, with what went wrong in a line."""
    try:
        task()
    except (RefusedError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"{error.cmd[0]} {error.cmd[-1]} failed with status {error.returncode}", file=sys.stderr)
        return 1
    return 0
