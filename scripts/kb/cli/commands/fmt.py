"""``kb fmt``: writes the canonical form."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from kb.cli.opening import find_root
from kb.cli.output import rewritten
from kb.cli.printing import print_problems
from kb.cli.spec import DONE, PROBLEMS, CommandSpec
from kb.model import Severity
from kb.read import read_sources


def _fmt(options: Namespace) -> int:
    from kb.read.canonical import formatted

    root = find_root(options.root)
    sources = read_sources(root)
    problems = list(sources.problems)
    illegible = {problem.place.file for problem in problems if problem.severity is Severity.ERROR}
    lines: list[str] = []
    for file, text in sources.texts.items():
        form = formatted(file, text)
        if file in illegible or form.unreadable or form.refused:
            problems += [problem for problem in form.unreadable if file not in illegible]
            lines.append(f"{file}: left as it is; {form.refused or 'it cannot be read whole'}")
            illegible.add(file)
        elif form.text != text:
            lines.append(f"{file}: {rewritten(root / file, form.text, options.check)}")
    print_problems(sorted(problems, key=lambda problem: problem.sort_key))
    print("".join(f"{line}\n" for line in lines), end="")
    return PROBLEMS if illegible or (options.check and lines) else DONE


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only say which files differ, and exit with 1 if any does")


COMMAND = CommandSpec(
    "fmt",
    "Write the .bib and YAML files in their canonical form; comments are kept.",
    _fmt,
    _arguments,
)
