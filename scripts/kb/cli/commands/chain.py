"""``kb chain``: says how two sections or works meet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from kb.cli.opening import opened
from kb.cli.spec import DONE, PROBLEMS, CommandSpec, UsageError
from kb.model import KnowledgeBase


def _chain(options: Namespace) -> int:
    from kb.link.measures import chain, literature
    from kb.render.text.chain import chain_text

    base = opened(options).base
    start, end = (_node(base, name) for name in (options.start, options.end))
    path = chain(literature(base), start, end)
    if not path:
        print(f"Nothing that is cited leads from {options.start} to {options.end}.")
        return PROBLEMS
    print("\n".join(chain_text(base, path)))
    return DONE


def _node(base: KnowledgeBase, name: str) -> tuple[str, str]:
    for section in base.sections:
        if name in (section.slug, section.number):
            return "section", section.slug
    if name in base.works:
        return "work", name
    raise UsageError(f"'{name}' is neither the number or slug of a section nor the cite key of a work")


def _arguments(parser: ArgumentParser) -> None:
    for name, text in (("start", "number or slug of a section, or cite key of a work"), ("end", "the same")):
        parser.add_argument(name, metavar=name.upper(), help=text)


COMMAND = CommandSpec(
    "chain",
    "Print the shortest way between two sections or works, through what is cited.",
    _chain,
    _arguments,
)
