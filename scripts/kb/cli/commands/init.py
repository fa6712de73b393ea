"""``kb init``: makes a knowledge base."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from kb.cli.printing import one_line
from kb.cli.spec import DONE, CommandSpec, UsageError


def _init(options: Namespace) -> int:
    from kb.read.identifiers import safe_url
    from kb.start.command import NothingError, make, report_lines
    from kb.start.house import About
    from kb.start.writing import TakenError, refuse_taken, write_new

    if options.pdf and not safe_url(options.pdf):
        raise UsageError(f"'{options.pdf[:60]}' is no address; write it as https://example.org/report.pdf")
    about = About(options.title, options.citation, options.pages, options.pdf)
    try:
        refuse_taken(options.folder)
        start = make(about, options.bib or (), options.tex, options.markdown)
        write_new(options.folder, start.texts)
    except (TakenError, NothingError) as error:
        raise UsageError(str(error)) from error
    for line in report_lines(start):
        print(one_line(line))
    print(f"Made {options.folder}; its README.md says what to do next. To see it: kb serve --root {options.folder}")
    return DONE


def _count(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise ArgumentTypeError(f"'{text[:60]}' is not a number of pages")
    return int(text)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--bib", type=Path, action="append", metavar="FILE", help="BibTeX or biblatex; may be repeated")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--tex", type=Path, metavar="FILE", help="LaTeX of a survey or thesis, its main file")
    source.add_argument("--markdown", type=Path, metavar="FILE", help="the same in Markdown, cited as Pandoc does")
    parser.add_argument("--title", default="", help="title of the report, survey or thesis that it is about")
    parser.add_argument("--citation", default="", metavar="TEXT", help="how to cite that")
    parser.add_argument("--pages", type=_count, metavar="N", help="how many pages it has")
    parser.add_argument("--pdf", default="", metavar="URL", help="address of its PDF")


COMMAND = CommandSpec(
    "init",
    "Make a knowledge base in a new folder: an example, or what a bibliography or the source of a survey gives.",
    _init,
    _arguments,
    of_a_base=False,
)
