"""Records into problems. A rule is a pure generator; to add one, write it in its module: rules collect themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kb.check import bibliography, provenance, sections, text, vocabulary
from kb.check.rule import Rule
from kb.model import KnowledgeBase, Problem

_MODULES = (bibliography, provenance, sections, vocabulary, text)
#: Modules whose rules find problems in the files of one folder alone.
_FOLDERS = {bibliography: "bibliography/", provenance: "bibliography/"}
_FOUND = [(value, _FOLDERS.get(module, "")) for module in _MODULES for value in vars(module).values()]
#: Each rule with the folder in which it finds problems; most find them anywhere.
_PLACES: tuple[tuple[Rule, str], ...] = tuple((value, folder) for value, folder in _FOUND if isinstance(value, Rule))
RULES: tuple[Rule, ...] = tuple(rule for rule, _ in _PLACES)


def check(
    base: KnowledgeBase, read_problems: Iterable[Problem] = (), files: Collection[str] | None = None
) -> list[Problem]:
    """All problems of the records, with those met while reading, each once, sorted by place.

    Args:
        files: where only the problems of some files are asked for, their paths: rules that find nothing in them are
            left out, so what is found in other files may lack something.
    """
    problems = set(read_problems)
    for rule, folder in _PLACES:
        if files is None or any(file.startswith(folder) for file in files):
            problems.update(rule.problems(base))
    return sorted(problems, key=lambda problem: problem.sort_key)
