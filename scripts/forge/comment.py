"""What a pull request changes, in its one comment: ``python3 -m forge.comment DIFF.json``.

The file holds what ``kb diff`` printed in a workflow that ran the code of the pull request, so it is data that anybody
may have written: it is read as such and put into words here. Which pull request it is about is asked of the forge.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from forge.programs import COMMITTER, RefusedError, carried_out, gh
from kb.diff.comparison import comparison_of
from kb.diff.markdown import markdown

#: The first line of the comment, by which it is found again.
_MARK = "<!-- kb diff -->"
_COMMENTS = "repos/{owner}/{repo}/issues"
#: The numbers of comments that the account of the workflows wrote and that begin with the mark.
_OURS = f'.[] | select(.user.login == "{COMMITTER}" and (.body | startswith("{_MARK}"))) | .id'


def comment(diff: Path, run: Mapping[str, Any]) -> None:
    """Writes the comment, or renews it.

    Args:
        diff: what the workflow printed; missing where it could not compare.
        run: the workflow's run as the forge tells it.

    Raises:
        RefusedError: if the file is not what ``kb diff`` prints.
    """
    number = _pull_request(run)
    if number is None:
        print("No open pull request ends with this commit: there is a newer run, or none is needed.")
        return
    text = f"{_MARK}\n{_said(diff)}\nA preview of the site is among the artifacts of [the check]({run['html_url']}).\n"
    known = gh("api", "--paginate", f"{_COMMENTS}/{number}/comments", "--jq", _OURS).split()
    with tempfile.TemporaryDirectory() as folder:
        body = Path(folder) / "body.json"
        body.write_text(json.dumps({"body": text}), "utf-8")
        where = ("PATCH", f"{_COMMENTS}/comments/{known[0]}") if known else ("POST", f"{_COMMENTS}/{number}/comments")
        gh("api", "--silent", "--method", *where, "--input", str(body))


def _pull_request(run: Mapping[str, Any]) -> int | None:
    """The number of the open pull request whose last commit was checked."""
    head = f"head={run['head_repository']['owner']['login']}:{run['head_branch']}"
    asked = ("-f", "state=open", "-f", head, "-f", "per_page=100")
    found = json.loads(gh("api", "--method", "GET", "repos/{owner}/{repo}/pulls", *asked))
    return next((int(one["number"]) for one in found if one["head"]["sha"] == run["head_sha"]), None)


def _said(diff: Path) -> str:
    if not diff.is_file():
        return "The two revisions could not be compared; the check says why.\n"
    try:
        return markdown(comparison_of(json.loads(diff.read_text("utf-8"))))
    except (ValueError, OverflowError, RecursionError) as error:
        raise RefusedError("the file is not what kb diff prints as JSON") from error


def main(arguments: Sequence[str]) -> int:
    """Reads the event and the file, and comments."""
    (file,) = arguments
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    return carried_out(partial(comment, Path(file), event["workflow_run"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
