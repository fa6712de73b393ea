"""The files for other programs as JSON Schemas, from the classes and their docstrings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, NewType, get_args, get_origin, get_type_hints

from kb.contract.lists import ApiIndex, SectionSummary, TopicRecord, TopicSummary, WorkSummary
from kb.contract.network import Network
from kb.contract.sections import PointRecord, SectionRecord
from kb.contract.typescript import fields, first_line
from kb.contract.works import WorkRecord

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SIMPLE = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}
#: What each kind of file holds, by the name of its schema.
FORMS: dict[str, Any] = {
    "index": ApiIndex,
    "works": Sequence[WorkSummary],
    "work": WorkRecord,
    "sections": Sequence[SectionSummary],
    "section": SectionRecord,
    "points": Sequence[PointRecord],
    "topics": Sequence[TopicSummary],
    "topic": TopicRecord,
    "graph": Network,
}


def schema(name: str) -> str:
    """The text of the schema of one of :data:`FORMS`. It allows fields that it does not name, for such may come."""
    return json.dumps(_schema(FORMS[name]), ensure_ascii=False, indent=1) + "\n"


def records() -> Sequence[type]:
    """Every class that files are made of, each once, in the order of the files."""
    return list(dict.fromkeys(kind for form in FORMS.values() for kind in _records(form)))


def _schema(form: Any) -> Mapping[str, Any]:
    kinds = dict.fromkeys(_records(form))
    return {"$schema": _DRAFT, **_form(form), "$defs": {kind.__name__: _object(kind) for kind in kinds}}


def _object(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {
        "description": first_line(kind),
        "type": "object",
        "properties": {field.name: _form(hints[field.name]) | {"description": field.meaning} for field in fields(kind)},
        "required": list(hints),
    }


def _form(hint: Any) -> dict[str, Any]:
    """What a value of a type looks like. pydantic would say the same, and take a fifth of a second to begin."""
    origin, parts = get_origin(hint), get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, NewType):
        return _form(hint.__supertype__)
    if origin is UnionType:
        return {"type": [_SIMPLE[part] for part in parts]}
    if origin is Sequence:
        return {"type": "array", "items": _form(parts[0])}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _form(parts[1])}
    return {"type": _SIMPLE[hint]}


def _records(form: Any) -> Iterator[type]:
    """The classes that a form is made of."""
    if is_dataclass(form) and isinstance(form, type):
        yield form
        for hint in get_type_hints(form).values():
            yield from _records(hint)
    for part in get_args(form):
        yield from _records(part)
