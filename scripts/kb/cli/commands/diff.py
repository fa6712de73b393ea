"""``kb diff``: says what changed between two revisions."""

from __future__ import annotations

import io
import json
import sys
from argparse import ArgumentParser, Namespace

from kb.cli.opening import find_root
from kb.cli.printing import complain, one_line, print_problems, progress_on_terminal
from kb.cli.spec import DONE, PROBLEMS, CommandSpec, UsageError
from kb.read.garbage import without_garbage_collection


def _diff(options: Namespace) -> int:
    from kb.diff.markdown import markdown
    from kb.diff.revision import RevisionError
    from kb.diff.run import UnreadableError, compare

    root = find_root(options.root)
    try:
        with without_garbage_collection():
            found = compare(root, options.before, options.after, options.site, progress_on_terminal())
    except RevisionError as error:
        raise UsageError(one_line(str(error))) from error
    except UnreadableError as error:
        print_problems(error.problems)
        return complain(one_line(str(error)), PROBLEMS)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # for a forge, whatever is known here
    text = (
        markdown(found) if options.format == "markdown" else json.dumps(found.as_data(), ensure_ascii=False, indent=1)
    )
    print(text)
    return DONE


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("before", metavar="REV", help="a commit, branch or tag")
    parser.add_argument("after", nargs="?", metavar="REV", help="a later one (default: the files as they are)")
    parser.add_argument("--format", choices=("markdown", "json"), default="markdown", help="default: markdown")
    parser.add_argument("--site", action="store_true", help="build both sites and compare size and time, too")


COMMAND = CommandSpec(
    "diff",
    (
        "Print what changed between two revisions that git has: works, citations, points and all other records, edges "
        "of the graph, pages, and addresses that lead nowhere any more."
    ),
    _diff,
    _arguments,
)
