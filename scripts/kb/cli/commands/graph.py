"""``kb graph``: prints the graph for other tools."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kb.cli.opening import opened
from kb.cli.output import hand_over
from kb.cli.spec import CommandSpec

_FORMATS = ("graphml", "gexf", "json", "csv", "dot")


def _graph(options: Namespace) -> int:
    from kb.link import Links
    from kb.link.export import portable, write

    base = opened(options).base
    return hand_over(write(portable(Links(base)), options.format), options.output)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=_FORMATS, default="graphml", help="default: graphml; csv: edges alone")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it (default: standard output)")


COMMAND = CommandSpec(
    "graph",
    "Print the graph of works, sections, topics and authors for other tools.",
    _graph,
    _arguments,
)
