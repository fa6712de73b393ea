"""A form into a change that was checked: what is read from the files afterwards is what was meant, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from kb.add.change import RefusedError, changed
from kb.forms.answers import Form, FormError, answers
from kb.forms.records import WRITERS
from kb.model import KnowledgeBase, Problem, Report, Work
from kb.read import Sources

#: Sentences that one who filed a form is told at a time.
_MOST = 10


@dataclass(frozen=True)
class Proposal:
    """A change of the knowledge base that can be written as it is.

    Attributes:
        title: what it does, in words of the project only.
        texts: the new text of each file that changes, by its path.
        base: the knowledge base as it is then.
    """

    title: str
    texts: Mapping[str, str]
    base: KnowledgeBase


def propose(
    form: Form, body: str, sources: Sources, base: KnowledgeBase, report: Report, problems: Iterable[Problem] = ()
) -> Proposal:
    """What an issue asks for, in files.

    Args:
        body: the text of the issue.
        sources, base: the knowledge base as it is. problems: those that it has already.

    Raises:
        FormError: if the form cannot be taken over; the sentences are for the one who filled it in.
    """
    given = answers(form, body)
    try:
        draft = WRITERS[form.kind](given, base, sources.texts)
    except RefusedError as error:
        raise FormError(*(f"{line[:1].upper()}{line[1:]}." for line in str(error).splitlines())) from error
    change = changed(sources, report, problems, draft.texts)
    if found := (*change.problems, *change.left):
        raise FormError(*list(dict.fromkeys(map(_sentence, found)))[:_MOST])
    if draft.base is not None and _content(change.base) != _content(draft.base):
        raise FormError("This text would not be read again as it was written; a maintainer writes it in by hand.")
    return Proposal(draft.title, change.texts, change.base)


def _sentence(problem: Problem) -> str:
    text = f"{problem.message[:1].upper()}{problem.message[1:]}"
    return f"{text}; {problem.hint}." if problem.hint else f"{text}."


def _content(value: Any) -> Any:
    """What records say, wherever they stand."""
    if isinstance(value, Work):  # the names are read from its fields
        return value.key, value.type, sorted(value.fields.items())
    if is_dataclass(value):
        return type(value).__name__, [
            _content(getattr(value, item.name)) for item in fields(value) if item.name != "place"
        ]
    if isinstance(value, Mapping):
        return sorted((key, _content(item)) for key, item in value.items())
    return [_content(item) for item in value] if isinstance(value, tuple) else value
