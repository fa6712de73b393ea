"""``kb verify``: holds entries against bibliographic services."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from kb.cli.asking import asking_arguments, http_of
from kb.cli.opening import known_names, opened
from kb.cli.output import rewritten
from kb.cli.spec import DONE, PROBLEMS, CommandSpec, UsageError
from kb.read import BIBLIOGRAPHY


def _verify(options: Namespace) -> int:
    from kb.read.canonical import FIELDS
    from kb.verify.run import proposal, verify, written
    from kb.verify.services import SERVICES

    loaded = opened(options)
    names = known_names("service", options.services or [one.name for one in SERVICES], [one.name for one in SERVICES])
    keys = known_names("cite key", options.keys or list(loaded.base.works), list(loaded.base.works))
    take = known_names("field", options.take, FIELDS)
    if take and not options.write:
        raise UsageError("--take says what to write, so it needs --write")
    http = http_of(options)
    texts = loaded.sources.texts
    done = []
    for one in verify((loaded.base.works[key] for key in keys), http, [one for one in SERVICES if one.name in names]):
        change = proposal(texts[BIBLIOGRAPHY], one)
        print(f"{one}\n{change}", end="", flush=True)
        done.append(one)
    for file, text in written(texts, loaded.base, done, take, date.today()).items() if options.write else ():
        print(f"{file}: {rewritten(loaded.root / file, text, only_look=False)}")
    return PROBLEMS if any(one.failed or one.differences for one in done) else DONE


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("keys", nargs="*", metavar="KEY", help="cite keys (default: every work)")
    parser.add_argument(
        "--from", dest="services", action="append", metavar="NAME", help="ask only this service; may be repeated"
    )
    parser.add_argument("--write", action="store_true", help="record in provenance.yaml which facts were seen")
    parser.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="FIELD",
        help="with --write: put the services' value of this field into the entries; may be repeated",
    )
    asking_arguments(parser, "ask nobody; use answers kept from earlier")


COMMAND = CommandSpec(
    "verify",
    (
        "Look works up at bibliographic services, print what agrees and, as a patch, what differs. "
        "Exit status 1 says that something differs or a service gave no answer."
    ),
    _verify,
    _arguments,
)
