"""``kb serve``: shows the site and rebuilds what an edit changes."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from kb.cli.opening import find_root
from kb.cli.spec import CommandSpec


def _serve(options: Namespace) -> int:
    from kb.publish.serve import serve
    from kb.read.history import history_authors

    root = find_root(options.root)
    return serve(root, options.port, history_authors(root))


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise ArgumentTypeError(f"'{text}' is not a port: give a number from 1 to 65535")
    return int(text)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="port to listen on (default: 8000)")


COMMAND = CommandSpec(
    "serve",
    "Show the site on this computer; rebuild and reload it when a source changes.",
    _serve,
    _arguments,
)
