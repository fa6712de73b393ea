"""``kb check``: looks for mistakes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from kb.cli.opening import find_root
from kb.cli.printing import print_problems
from kb.cli.spec import DONE, PROBLEMS, CommandSpec, UsageError
from kb.cli.totals import count, summary
from kb.loading import Loaded, load
from kb.model import check_url
from kb.read import nearest
from kb.read.config import FILE as CONFIG
from kb.read.config import site_url
from kb.read.garbage import without_garbage_collection


def _check(options: Namespace) -> int:
    if options.explain or options.list:
        return _explain(options.explain)
    with without_garbage_collection():
        return _look_for_mistakes(options)


def _look_for_mistakes(options: Namespace) -> int:
    root = find_root(options.root)
    files = {_below(root, given) for given in options.files}
    loaded = _only(load(root, files), files) if files else load(root)
    site = site_url(loaded.config.values if loaded.config else {})
    print_problems(loaded.problems, options.format, site)
    if options.format == "text" and loaded.base:
        print(count(loaded.problems) if files else summary(loaded.base, loaded.problems))
    if options.format == "text" and loaded.problems:
        print(_where_to_read(loaded.problems[0].code, site))
    return PROBLEMS if loaded.failed(options.strict) else DONE


def _below(root: Path, given: Path) -> str:
    """The path from the root of a file that was named from the current folder or from the root.

    Raises:
        UsageError: if there is no such file in the knowledge base.
    """
    for start in (Path.cwd(), root):
        path = (start / given).parent.resolve() / given.name  # a link is a file of its own
        if path.is_relative_to(root) and (path.is_symlink() or path.is_file()):
            return path.relative_to(root).as_posix()
    raise UsageError(f"'{given}' is no file of the knowledge base; name it from here or from {root}")


def _only(loaded: Loaded, files: Collection[str]) -> Loaded:
    """What was loaded with the problems of some files; with all where the settings kept anything from being checked.

    Raises:
        UsageError: if one of the files is none that the check reads.
    """
    known = {CONFIG, *loaded.sources.texts, *(problem.place.file for problem in loaded.problems)}
    for file in sorted(set(files) - known):
        raise UsageError(f"'{file}' is not read by the check; {nearest(file, tuple(known)) or 'leave it out'}")
    if loaded.base is None:
        return loaded
    return replace(loaded, problems=[problem for problem in loaded.problems if problem.place.file in files])


def _explain(code: str | None) -> int:
    """Prints what one code means, or every code with its meaning."""
    from kb.check.explain import as_text, explanations

    known = explanations()
    if code is None:
        print("\n".join(f"{one.code}  {one.means}" for one in known.values()))
        return DONE
    if code.upper() not in known:
        raise UsageError(f"'{code[:60]}' is no code of the check; 'kb check --list' names every one")
    print(as_text(known[code.upper()]), end="")
    return DONE


def _where_to_read(code: str, site: str) -> str:
    return f"What a code means: kb check --explain {code}, or {site}{check_url(code)}"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="print the problems of these files only (default: of all)"
    )
    parser.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how to print problems (default: text)"
    )
    parser.add_argument("--strict", action="store_true", help="warnings count as problems")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--explain", metavar="CODE", help="say what a code such as E204 means, and check nothing")
    instead.add_argument("--list", action="store_true", help="list every code in a sentence, and check nothing")


COMMAND = CommandSpec(
    "check",
    "Look for mistakes and print one line for each, then the totals.",
    _check,
    _arguments,
)
