"""Records into problems. A rule is a pure generator; to add one, write it in its module: rules collect themselves."""

from __future__ import annotations

from collections.abc import Iterable

from kb.check import bibliography, provenance, sections, text, vocabulary
from kb.check.form import check_form
from kb.check.rule import Rule
from kb.model import KnowledgeBase, Problem, Report, Severity
from kb.read import Sources, read_texts

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


def check_texts(
    sources: Sources, report: Report, read_problems: Iterable[Problem] = ()
) -> tuple[KnowledgeBase, list[Problem]]:
    """The records of texts, and all their problems: of reading, of the records and of the form of the files."""
    base, found = read_texts(sources, report)
    problems = check(base, (*read_problems, *found))
    wrong = {problem.place.file for problem in problems if problem.severity is Severity.ERROR}
    return base, sorted((*problems, *check_form(sources.texts, wrong)), key=lambda problem: problem.sort_key)
