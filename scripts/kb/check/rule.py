"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.model import KnowledgeBase, Place, Problem

#: What a rule yields: where, what, and what to do about it.
Finding = tuple[Place, str, str]


#: What a rule is given: the knowledge base, and the part of it that stands in the files whose problems are asked for.
Find = Callable[[KnowledgeBase, KnowledgeBase], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A check with a stable code. ``E`` fails the build, ``W`` does so only with ``--strict``."""

    code: str
    summary: str
    find: Find

    def problems(self, base: KnowledgeBase, part: KnowledgeBase) -> Iterator[Problem]:
        """What the rule finds, under its code; it may leave out what is not in the part that is asked for."""
        for place, message, hint in self.find(base, part):
            yield Problem(place, self.code, message, hint)


def rule(
    code: str, summary: str, *, alone: bool = False
) -> Callable[[Callable[[KnowledgeBase], Iterator[Finding]]], Rule]:
    """Makes a generator of findings a :class:`Rule`.

    Args:
        alone: what it finds in a record depends on that record alone, so it need not see the others.
    """
    return lambda find: Rule(code, summary, lambda base, part: find(part if alone else base))


def rule_within(code: str, summary: str) -> Callable[[Find], Rule]:
    """The same for one that looks at what is in the part, and for what that names in the whole."""
    return lambda find: Rule(code, summary, find)
