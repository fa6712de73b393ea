"""The command line. A command is told once, in its module of ``commands``; this is what all of them share.

Exit status: 0 done, 1 problems found, 2 usage.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from kb import __version__
from kb.cli.commands import NAMES, specs_of
from kb.cli.opening import UnsoundError, root_argument
from kb.cli.printing import complain, print_problems, silence
from kb.cli.spec import DONE, PROBLEMS, USAGE, UsageError

__all__ = ["DONE", "PROBLEMS", "USAGE", "command", "main"]


def command() -> NoReturn:
    """What the shell runs. The process ends here and now: to free all that was read, piece by piece, takes seconds."""
    status = main()
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status. Nothing ends in a traceback, wherever it comes from."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may know fewer letters than people's names have
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(arguments)
    except UsageError as error:
        return complain(str(error), USAGE)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        silence(sys.stdout)
        return DONE
    except OSError as error:
        silence(sys.stdout)
        where = f"{error.filename}: " if error.filename else ""
        return complain(f"{where}{error.strerror or error}; nothing more was done", PROBLEMS)
    except Exception as error:  # whatever is left is ours
        if os.environ.get("KB_TRACEBACK"):
            raise
        return complain(_our_fault(error), PROBLEMS)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        given = sys.argv[1:] if arguments is None else arguments
        options = _parser(given[:1]).parse_args(given)
        status: int = options.command(options)
    except UnsoundError as error:
        print_problems(error.problems)
        status = PROBLEMS
    finally:
        sys.stdout.flush()
    return status


def _our_fault(error: Exception) -> str:
    """What to do about a mistake of this program."""
    text = " ".join(str(error).split())[:200]
    return (
        f"this should not happen, and is a mistake of kb: {type(error).__name__}{': ' * bool(text)}{text}\n"
        "kb: your files and the last site are as they were. Undo what you changed last to go on, and report it as an "
        "issue of the project with the file that you changed; KB_TRACEBACK=1 in the environment shows where it happened"
    )


def _parser(beginning: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of arguments that begin so: where that is a command, the others need not be imported."""
    parser = argparse.ArgumentParser(
        prog="kb",
        description="Check, build and serve a knowledge base: a folder with mkdocs.yml, bibliography/ and sections/.",
        epilog="Exit status: 0 done, 1 problems found, 2 usage. 'kb COMMAND --help' tells more of a command.",
    )
    parser.add_argument("--version", action="version", version=f"kb {__version__}")
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for spec in specs_of(beginning if set(beginning) & set(NAMES) else NAMES):
        sub = subparsers.add_parser(spec.name, help=spec.about, description=spec.about)
        sub.set_defaults(command=spec.run)
        if spec.of_a_base:
            root_argument(sub)
        spec.arguments(sub)
    return parser
