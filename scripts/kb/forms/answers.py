"""What somebody wrote into an issue form, field by field: in the issue, each is ``### Label`` and below it a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb.read.canonical import composed
from kb.read.citing import page_numbers

#: Where the forms stand; each is named by its kind.
FOLDER = ".github/ISSUE_TEMPLATE"
KINDS = ("work", "fault", "point", "topic", "term", "update")
#: What GitHub writes where a field was left empty.
_NOTHING = "_No response_"
#: Characters of one field that are read; a line of YAML has room for them.
LONGEST = 4_000


class FormError(Exception):
    """A form cannot be taken over. The sentences say why, to the one who filled it in."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Field:
    """A field of a form.

    Attributes:
        id: the field of the record that it becomes.
        label: what stands above it, in the form and in the issue.
        options: what one can choose from; empty where any text will do.
    """

    id: str
    label: str
    required: bool
    options: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """An issue form: what kind of record it asks for, and its fields in order."""

    kind: str
    fields: tuple[Field, ...]


def read_form(kind: str, text: str) -> Form:
    """A form as the repository defines it, without what is only said in it."""
    body = yaml.safe_load(text)["body"]
    return Form(kind, tuple(_field(item) for item in body if "id" in item))


def read_forms(root: Path) -> dict[str, Form]:
    """The forms of a repository that a record can be made of, by their kind."""
    found = {kind: root / FOLDER / f"{kind}.yml" for kind in KINDS}
    return {kind: read_form(kind, path.read_text("utf-8")) for kind, path in found.items() if path.is_file()}


def _field(item: Mapping[str, Mapping[str, object]]) -> Field:
    attributes = item["attributes"]
    options = attributes.get("options", ())
    required = bool(item.get("validations", {}).get("required"))
    chosen = tuple(map(str, options)) if isinstance(options, Sequence) else ()
    return Field(str(item["id"]), str(attributes["label"]), required, chosen)


def form_of(forms: Iterable[Form], body: str) -> Form:
    """The form with which an issue was made: the one whose headings it has.

    Raises:
        FormError: if it was made with none.
    """
    headings = {line.removeprefix("### ") for line in _lines(body) if line.startswith("### ")}
    fitting = [form for form in forms if {field.label for field in form.fields} <= headings]
    if not fitting:
        raise FormError("This issue was not made with one of the forms, or headings of the form were taken out.")
    return max(fitting, key=lambda form: len(form.fields))


def answers(form: Form, body: str) -> dict[str, str]:
    """What was written into each field, by its id; empty where nothing was.

    Raises:
        FormError: if a heading stands twice, a field that must be filled in is empty, a text is too long, or something
            was chosen that is no choice.
    """
    texts: dict[str, list[str]] = {}
    twice: list[str] = []
    lines: list[str] = []
    labels = {field.label for field in form.fields}
    for line in _lines(body):
        label = line.removeprefix("### ")
        if line.startswith("### ") and label in labels:
            twice += [label] if label in texts else []
            lines = texts.setdefault(label, [])
        else:
            lines.append(line)
    if twice:
        raise FormError(*(f"The heading '{label}' stands twice; take it out of your text." for label in twice))
    found = {field.id: _text(texts.get(field.label, ())) for field in form.fields}
    if wrong := [sentence for field in form.fields for sentence in _mistakes(field, found[field.id])]:
        raise FormError(*wrong)
    return found


def _lines(body: str) -> list[str]:
    """The lines of an issue, whose editors end them in two ways."""
    return [line.rstrip() for line in re.split(r"\r\n|\r|\n", body)]


def _text(lines: Iterable[str]) -> str:
    text = composed("\n".join(lines).strip())
    return "" if text == _NOTHING else text


def _mistakes(field: Field, text: str) -> Iterator[str]:
    if field.required and not text:
        yield f"'{field.label}' is empty, and nothing can be made of the form without it."
    elif len(text) > LONGEST:
        yield f"'{field.label}' has {len(text):,} characters; at most {LONGEST:,} are read."
    elif text and field.options and text not in field.options:
        yield f"'{text[:60]}' is none of the choices of '{field.label}': {', '.join(field.options)}."


def sentence(text: str) -> str:
    """A text of several lines as one."""
    return " ".join(text.split())


def names(text: str) -> tuple[str, ...]:
    """Cite keys or slugs, whatever stands between them."""
    return tuple(piece for piece in re.split(r"[\s,;]+", text) if piece)


def lines(text: str) -> tuple[str, ...]:
    """One item a line, or between commas."""
    return tuple(sentence(piece) for piece in re.split(r"[\n,]", text) if piece.strip())


def pages(label: str, text: str) -> tuple[int, ...]:
    """Pages, one by one or from the first to the last: ``3, 5-7``.

    Raises:
        FormError: if it is anything else.
    """
    try:
        return page_numbers(text)
    except ValueError as error:
        raise FormError(f"'{label}' is '{sentence(text)[:60]}'; {error}.") from error
