"""``kb add``: puts works in their places."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from kb.cli.asking import asking_arguments, http_of
from kb.cli.change import carry_out, refusals
from kb.cli.opening import opened
from kb.cli.spec import CommandSpec, UsageError


def _add(options: Namespace) -> int:
    from kb.add.ask import clean, parts, terminal
    from kb.add.run import add
    from kb.add.works import Desk, Wishes

    loaded = opened(options)
    values = {name: clean(getattr(options, name) or "") for name in ("author", "title", "year", "venue", "type")}
    topics = None if options.topics is None else parts(clean(options.topics))
    given = {name: value for name, value in values.items() if value}
    wishes = Wishes(date.today(), given, topics, clean(options.note), options.anyway)
    if len(options.targets) > 1 and given:
        raise UsageError(f"--{next(iter(given))} speaks of one work; name one")
    desk = Desk(loaded.base, http_of(options), wishes, terminal())
    with refusals() as refused:
        outcome = add(map(clean, options.targets), desk, loaded.sources, loaded.problems)
        return carry_out(loaded, outcome.change, outcome, options.dry_run)
    return refused.status


def _arguments(parser: ArgumentParser) -> None:
    what = "DOI, arXiv id, ACL id, PMID, ISBN or URL of a work, or a .bib file"
    parser.add_argument("targets", nargs="+", metavar="WORK", help=what)
    asking_arguments(parser, "ask no service; take what --author and the like say, or ask at the terminal")
    for name, text in (
        ("author", "Family, Given and Family, Given, in place of what the record says"),
        ("title", "its title"),
        ("year", "its year"),
        ("venue", "the journal, proceedings, publisher or institution"),
        ("type", "the type of the entry, such as article or techreport"),
    ):
        parser.add_argument(f"--{name}", metavar=name.upper(), help=text)
    parser.add_argument("--topics", metavar="A,B", help="slugs of its topics, the most important first")
    parser.add_argument("--note", default="", metavar="TEXT", help="why it is here (default: Not cited by the report.)")
    parser.add_argument("--anyway", action="store_true", help="add it although a work with such a title is here")
    parser.add_argument("--dry-run", action="store_true", help="only print what would be written")


COMMAND = CommandSpec(
    "add",
    (
        "Look works up, put their entries in their places, and say what to do next. Exit status 1 says that one "
        "of them is here already, unknown, or would bring problems; then nothing is written."
    ),
    _add,
    _arguments,
)
