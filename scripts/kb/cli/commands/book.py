"""``kb book``: writes the whole as one book."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kb.cli.opening import opened
from kb.cli.output import save
from kb.cli.spec import CommandSpec


def _book(options: Namespace) -> int:
    from kb.link import Links
    from kb.publish.book import book

    loaded = opened(options)
    made = book(Links(loaded.base), loaded.config.values, options.format)
    return save({options.output: made}, options.output)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=("pdf", "epub"), default="pdf", help="default: pdf")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="where to write it")


COMMAND = CommandSpec(
    "book",
    "Write the whole knowledge base as one book; it takes about a minute as PDF.",
    _book,
    _arguments,
)
