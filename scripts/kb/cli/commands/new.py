"""``kb new``: makes a section, point, topic, term or reading path."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from kb.add.kinds import KINDS
from kb.cli.change import carry_out, refusals
from kb.cli.opening import opened, root_argument
from kb.cli.spec import CommandSpec


def _new(options: Namespace) -> int:
    from kb.add.ask import clean, terminal
    from kb.add.new import new

    loaded = opened(options)
    given = {}
    for field in KINDS[options.record].fields:
        value = getattr(options, field.name) or ""
        given[field.name] = clean(value if isinstance(value, str) else "\n".join(map(clean, value)))
    with refusals() as refused:
        made = new(options.record, given, terminal(), loaded.base, loaded.sources, loaded.problems)
        return carry_out(loaded, made.change, made, options.dry_run)
    return refused.status


def _arguments(parser: ArgumentParser) -> None:
    parser.description = "Make a record from options or, at a terminal, from answers, and say what to do next."
    records = parser.add_subparsers(title="records", required=True, metavar="RECORD")
    for name, kind in KINDS.items():
        record = records.add_parser(name, help=kind.about, description=kind.about)
        record.set_defaults(record=name)
        root_argument(record)
        for field in kind.fields:
            action = "append" if field.repeated else "store"
            record.add_argument(f"--{field.name}", action=action, metavar="TEXT", help=field.about)
        record.add_argument("--dry-run", action="store_true", help="only print what would be written")


COMMAND = CommandSpec(
    "new",
    "Make a section, point, topic, term or reading path in its place.",
    _new,
    _arguments,
    of_a_base=False,
)
