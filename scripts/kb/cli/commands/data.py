"""``kb data``: writes everything for other programs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kb.cli.opening import opened
from kb.cli.output import save
from kb.cli.spec import CommandSpec, UsageError
from kb.read.config import imprint

_FORMS = ("sqlite", "ttl", "json", "parquet")


def _data(options: Namespace) -> int:
    from kb.link import Links

    loaded = opened(options)
    try:
        from kb.render.data.written import written

        files = written(options.form, options.output, Links(loaded.base), imprint(loaded.config.values))
    except ModuleNotFoundError as error:
        raise UsageError(f"Parquet needs {error.name}, which is not installed: pip install {error.name}") from error
    return save(files, options.output)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("form", choices=_FORMS, metavar="FORM", help=", ".join(_FORMS))
    parser.add_argument(
        "--output", "-o", type=Path, required=True, metavar="PATH", help="file, or for parquet the folder of its files"
    )


COMMAND = CommandSpec(
    "data",
    "Write the whole knowledge base for other programs: tables, linked data.",
    _data,
    _arguments,
)
