"""``kb form``: puts what somebody wrote into an issue form in its place."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kb.cli.opening import find_root, known_names, opened
from kb.cli.printing import complain, one_line
from kb.cli.spec import DONE, PROBLEMS, CommandSpec, UsageError


def _form(options: Namespace) -> int:
    from kb.add.change import write
    from kb.forms import KINDS, FormError, form_of, propose, read_forms
    from kb.forms.answers import FOLDER

    root = find_root(options.root)
    forms = read_forms(root)
    kinds = known_names("kind of form", [options.kind] if options.kind else KINDS, KINDS)
    body = _read_issue(options.file)
    if options.kind and options.kind not in forms:
        raise UsageError(f"there is no {FOLDER}/{options.kind}.yml in '{root}'")
    loaded = opened(options)
    try:
        form = forms[options.kind] if options.kind else form_of((forms[kind] for kind in kinds if kind in forms), body)
        made = propose(form, body, loaded.sources, loaded.base, loaded.config.report, loaded.problems)
    except FormError as error:
        return max(complain(one_line(sentence), PROBLEMS) for sentence in error.sentences)
    if not options.dry_run:
        write(root, loaded.sources.texts, made.texts)
    print(made.title)
    for file in made.texts:
        print(f"{file}: {'would be rewritten' if options.dry_run else 'rewritten'}")
    return DONE


def _read_issue(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"'{file}' cannot be read as text: {getattr(error, 'strerror', '') or error}") from error


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the text of the issue, or - for standard input")
    parser.add_argument("--kind", metavar="KIND", help="which form it was (default: told by its headings)")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be written")


COMMAND = CommandSpec(
    "form",
    (
        "Put what somebody wrote into an issue form in its place. Exit status 1 says why that cannot be done; then "
        "nothing is written."
    ),
    _form,
    _arguments,
)
