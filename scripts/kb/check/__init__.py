"""Records into problems. A rule is a pure generator; to add one, write it in its module: rules collect themselves."""

from __future__ import annotations

from collections.abc import Iterable

from kb.check import bibliography, provenance, sections, text, vocabulary
from kb.check.rule import Rule
from kb.model import KnowledgeBase, Problem

_MODULES = (bibliography, provenance, sections, vocabulary, text)
RULES: tuple[Rule, ...] = tuple(
    value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)
)


def check(base: KnowledgeBase, read_problems: Iterable[Problem] = ()) -> list[Problem]:
    """All problems of the records, with those met while reading, each once, sorted by place."""
    problems = set(read_problems)
    for rule in RULES:
        problems.update(rule.problems(base))
    return sorted(problems, key=lambda problem: problem.sort_key)
