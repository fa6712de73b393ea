"""What the commands share that ask bibliographic services."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.verify.http import Http


def asking_arguments(parser: ArgumentParser, offline: str) -> None:
    """The options of commands that ask services."""
    parser.add_argument("--offline", action="store_true", help=offline)
    parser.add_argument("--contact", default="", metavar="MAIL", help="your address, which services ask for")
    parser.add_argument(
        "--cache", type=Path, metavar="FILE", help="where answers are kept (default: your cache folder)"
    )


def http_of(options: Namespace) -> Http:
    """Who asks services, with the answers that were kept."""
    from platformdirs import user_cache_path

    from kb.verify.http import Http
    from kb.verify.services import pause

    cache = options.cache or user_cache_path("kb", ensure_exists=True) / "answers.sqlite"
    return Http(cache, options.contact, options.offline, pause)
