"""``kb new``: what is asked, where the record goes, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kb.add import paths, records
from kb.add.ask import Ask
from kb.add.change import Change, RefusedError, changed
from kb.add.kinds import KINDS, Field, Kind
from kb.add.records import Answers, Placed
from kb.model import KnowledgeBase, Problem
from kb.read import Sources, nearest

_PUT: Mapping[str, Callable[[KnowledgeBase, Mapping[str, str], Answers], Placed]] = {
    "section": records.new_section,
    "point": records.new_point,
    "topic": records.new_topic,
    "term": records.new_term,
    "path": paths.new_path,
}


@dataclass(frozen=True)
class New:
    """A new record and what the files become."""

    placed: Placed
    change: Change

    def __str__(self) -> str:
        place = self.placed.place(self.change.base)
        steps = [f"  {step}" for step in (*self.placed.next, "kb check --strict")]
        return "\n".join((f"{place.file}:{place.line}", self.placed.written, "Next:", *steps))


def new(
    kind: str, given: Answers, ask: Ask | None, base: KnowledgeBase, sources: Sources, problems: Iterable[Problem]
) -> New:
    """A record of a kind, from options and answers, in its place.

    Args:
        given: what options say. ask: asks for what they do not; none where there is nobody to ask.

    Raises:
        RefusedError: if something is missing, or the record is there already.
    """
    placed = _PUT[kind](base, sources.texts, completed(KINDS[kind], given, ask))
    return New(placed, changed(sources, base.report, problems, {placed.file: placed.text}))


def completed(kind: Kind, given: Answers, ask: Ask | None) -> dict[str, str]:
    """What options say, completed by answers: of what is needed, and of all where no option says anything.

    Raises:
        RefusedError: if something that is needed is missing.
    """
    answers = {name: value for name, value in given.items() if value}
    for field in kind.fields:
        if field.name not in answers and ask and (field.needed or not any(given.values())):
            answers[field.name] = _answer(field, ask)
        elif wrong := _no_choice(field, answers.get(field.name, "")):
            raise RefusedError(f"--{field.name}: {wrong}", usage=True)
    lacks = [f"--{field.name}" for field in kind.fields if field.needed and not answers.get(field.name)]
    if lacks:
        raise RefusedError(f"say {', '.join(lacks)}", usage=True)
    return {name: value for name, value in answers.items() if value}


def _answer(field: Field, ask: Ask) -> str:
    question = field.about if field.needed else f"{field.about} (none: leave empty)"
    answers = [ask(question)]
    while wrong := _no_choice(field, answers[-1]):
        answers = [ask(f"{wrong}. {question}")]
    while field.repeated and answers[-1]:
        answers.append(ask("and then (no more: leave empty)"))
    return "\n".join(answer for answer in answers if answer)


def _no_choice(field: Field, answer: str) -> str:
    """What is wrong with an answer that is none of the choices."""
    if not answer or not field.choices or answer in field.choices:
        return ""
    return f"'{answer[:40]}' is none of them; {nearest(answer, field.choices) or ', '.join(field.choices)}"
