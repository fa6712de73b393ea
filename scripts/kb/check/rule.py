"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.model import KnowledgeBase, Place, Problem

#: What a rule yields: where, what, and what to do about it.
Finding = tuple[Place, str, str]


@dataclass(frozen=True)
class Rule:
    """A check with a stable code. ``E`` fails the build, ``W`` does so only with ``--strict``."""

    code: str
    summary: str
    find: Callable[[KnowledgeBase], Iterator[Finding]]

    def problems(self, base: KnowledgeBase) -> Iterator[Problem]:
        """What the rule finds, under its code."""
        for place, message, hint in self.find(base):
            yield Problem(place, self.code, message, hint)


def rule(code: str, summary: str) -> Callable[[Callable[[KnowledgeBase], Iterator[Finding]]], Rule]:
    """Makes a generator of findings a :class:`Rule`."""
    return lambda find: Rule(code, summary, find)
