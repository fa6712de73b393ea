"""Records into problems. A rule is a pure generator; to add one, write it in its module: rules collect themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from kb.beside import beside
from kb.check import bibliography, provenance, sections, text, vocabulary
from kb.check.form import check_form
from kb.check.rule import Rule
from kb.model import KnowledgeBase, Problem, Report, Severity
from kb.read import (
    BIBLIOGRAPHY,
    ERRATA,
    MOVED,
    PROVENANCE,
    SINCE,
    Sources,
    is_unread,
    read_ahead,
    read_texts,
)

_MODULES = (bibliography, provenance, sections, vocabulary, text)
#: Modules whose rules find problems in some files alone.
_FILES = {bibliography: {BIBLIOGRAPHY, SINCE, ERRATA}, provenance: {PROVENANCE, BIBLIOGRAPHY, SINCE, MOVED}}
_FOUND = [(value, frozenset(_FILES.get(module, ()))) for module in _MODULES for value in vars(module).values()]
#: Each rule with the files in which it finds problems; without any it may find them anywhere.
_RULES: tuple[tuple[Rule, frozenset[str]], ...] = tuple((rule, at) for rule, at in _FOUND if isinstance(rule, Rule))
#: So many characters are sooner read by a copy of the process.
_MANY = 300_000
#: Lists of records of a knowledge base.
_LISTS = ("sections", "errata", "terms", "topics", "people", "venues", "provenance", "moved")
RULES: tuple[Rule, ...] = tuple(rule for rule, _ in _RULES)


def check(
    base: KnowledgeBase, read_problems: Iterable[Problem] = (), files: Collection[str] | None = None
) -> list[Problem]:
    """All problems of the records, with those met while reading, each once, sorted by place.

    Args:
        files: where only the problems of some files are asked for, their paths: rules that find nothing in them are
            left out, so what is found in other files may lack something.
    """
    problems = set(read_problems)
    part = base if files is None else _within(base, files)
    for rule, within in _RULES:
        if files is None or not within or within & set(files):
            problems.update(rule.problems(base, part))
    return sorted(problems, key=lambda problem: problem.sort_key)


def _within(base: KnowledgeBase, files: Collection[str]) -> KnowledgeBase:
    """What stands in some files: of each list the records, and the works and pages."""
    part: dict[str, Any] = {"pages": {file: text for file, text in base.pages.items() if file in files}}
    for name in _LISTS:
        part[name] = tuple(record for record in getattr(base, name) if record.place.file in files)
    for name in ("works", "since"):
        part[name] = {key: work for key, work in getattr(base, name).items() if work.place.file in files}
    return replace(base, **part)


def check_texts(
    sources: Sources, report: Report, read_problems: Iterable[Problem] = (), files: Collection[str] | None = None
) -> tuple[KnowledgeBase, list[Problem]]:
    """The records of texts, and all their problems: of reading, of the records and of the form of the files.

    Args:
        files: as :func:`check` takes it. Where the rules of provenance find nothing in them, it is not read, for no
            others look at it.
    """
    if files is None:
        _read_ahead(sources.texts)
    read = sources
    if files is not None and not _FILES[provenance] & set(files):
        read = replace(sources, texts={file: text for file, text in sources.texts.items() if file != PROVENANCE})
    base, found = read_texts(read, report)
    problems = check(base, (*read_problems, *found), files)
    wrong = {problem.place.file for problem in problems if problem.severity is Severity.ERROR}
    texts = {file: text for file, text in sources.texts.items() if files is None or file in files}
    return base, sorted((*problems, *check_form(texts, wrong)), key=lambda problem: problem.sort_key)


def _read_ahead(texts: Mapping[str, str]) -> None:
    """Lets two copies of this process read what no earlier run has kept, and look at its form.

    That takes less time, and of all that is needed to read, nothing stays in the memory of this process.
    """
    halves: tuple[dict[str, str], dict[str, str]] = ({}, {})
    unread = (file for file, text in texts.items() if is_unread(file, text))
    for file in sorted(unread, key=lambda file: -len(texts[file])):
        min(halves, key=_length)[file] = texts[file]
    if min(map(_length, halves)) > _MANY:
        for done in [beside(partial(_look_at, half)) for half in halves]:
            done()


def _length(texts: Mapping[str, str]) -> int:
    return sum(map(len, texts.values()))


def _look_at(texts: Mapping[str, str]) -> None:
    for file in texts:
        read_ahead(file, texts[file])
    list(check_form(texts))
