"""``kb stats``: counts what is there."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

from kb.cli.opening import UnsoundError, find_root
from kb.cli.spec import DONE, CommandSpec
from kb.cli.totals import totals
from kb.loading import load
from kb.model import KnowledgeBase


def _stats(options: Namespace) -> int:
    loaded = load(find_root(options.root))
    if loaded.base is None:
        raise UnsoundError(loaded.problems)
    print(stats(loaded.base))
    return DONE


def stats(base: KnowledgeBase) -> str:
    """The size of a knowledge base, as lines of name and number."""
    from kb.link.provenance import Level, standings

    works = base.works.values()
    lines = list(totals(base).items())
    lines += [(f"  {kind}", count) for kind, count in Counter(work.type for work in works).most_common()]
    for name in ("doi", "eprint", "url", "annotation", "shorttitle"):
        lines.append((f"works with {name}", sum(name in work.fields for work in works)))
    lines.append(
        ("works without identifier", sum(not {"doi", "eprint", "isbn", "url"} & set(work.fields) for work in works))
    )
    found = standings(base)
    levels = Counter(found[key].level for key in base.works)
    lines += [(f"entries {level}", levels[level]) for level in Level]
    roles = Counter(citation.role for section in base.sections for citation in section.citations)
    lines += [(f"role {role}", count) for role, count in roles.most_common()]
    lines.append(("sections with a summary", sum(bool(section.summary) for section in base.sections)))
    return "\n".join(f"{count:>7,}  {name}" for name, count in lines)


COMMAND = CommandSpec(
    "stats",
    "Print the size of the knowledge base.",
    _stats,
)
