"""The contract in the language of the browser: ``python -m kb.contract.typescript`` writes what differs.

``frontend/types/contract.d.ts`` declares the types, ``frontend/assets/constants.js`` holds the constants.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from kb.contract import exports, graph, lists, network, pages, search, sections, works

FRONTEND = Path(__file__).parent.parent / "frontend"
MODULES = (search, graph, works, sections, lists, network, exports, pages)
_HEAD = "/** The contract with Python, written by `make format` from `scripts/kb/contract/`, where it is told. */\n"
_SIMPLE = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)

Names = Mapping[Any, str]


def declarations(modules: Sequence[ModuleType] = MODULES) -> str:
    """The types of some modules.

    Raises:
        ValueError: if the docstring of a class leaves out one of its fields.
    """
    names = _names(modules)
    found = [piece for module in modules for piece in _declared(module, names)]
    return "\n".join((_HEAD, *found))


def constants(modules: Sequence[ModuleType] = MODULES) -> str:
    """The constants of some modules as JavaScript."""
    values = {name: value for module in modules for name, value in _constants(module).items()}
    return "\n".join((_HEAD, *(f"export const {name} = {json.dumps(value)};" for name, value in values.items()), ""))


@dataclass(frozen=True)
class Field:
    """A field of a class: its name, its type in TypeScript, and what it means."""

    name: str
    type: str
    meaning: str


def fields(kind: type, names: Names | None = None) -> list[Field]:
    """The fields of a class of the contract.

    Raises:
        ValueError: if its docstring leaves one out.
    """
    docs = _documented(kind)
    known = names or _all_names()
    return [Field(name, _type(hint, known), docs[name]) for name, hint in get_type_hints(kind).items()]


@cache
def _all_names() -> Names:
    return _names(MODULES)


def _names(modules: Sequence[ModuleType]) -> Names:
    return {value: name for module in modules for name, value in _aliases(module).items()}


def _declared(module: ModuleType, names: Names) -> Iterator[str]:
    for name, value in _aliases(module).items():
        below = value.__supertype__ if isinstance(value, NewType) else value
        yield f"export type {name} = {_type(below, {})};\n"
    for kind in _classes(module):
        yield _interface(kind, names) if is_dataclass(kind) else _tuple(kind, names)


def _aliases(module: ModuleType) -> dict[str, Any]:
    """The types of a module that have a name and no fields."""
    found = vars(module).items()
    return {name: value for name, value in found if get_origin(value) is Literal or _is_new_type(value, module)}


def _is_new_type(value: object, module: ModuleType) -> bool:
    """Whether a module tells of a type; others may take it from there."""
    return isinstance(value, NewType) and value.__module__ == module.__name__


def _constants(module: ModuleType) -> dict[str, int | str]:
    return {name: value for name, value in vars(module).items() if name.isupper() and isinstance(value, int | str)}


def _classes(module: ModuleType) -> Iterator[type]:
    """The classes that a module defines, in its order."""
    yield from (
        value for value in vars(module).values() if inspect.isclass(value) and value.__module__ == module.__name__
    )


def _interface(kind: type, names: Names) -> str:
    lines = [f"  /** {field.meaning} */\n  {field.name}: {field.type};" for field in fields(kind, names)]
    return "\n".join((f"/** {first_line(kind)} */", f"export interface {kind.__name__} {{", *lines, "}\n"))


def _tuple(kind: type, names: Names) -> str:
    found = fields(kind, names)
    elements = [f"{field.name}: {field.type}" for field in found]
    meanings = [f" * - {field.name}: {field.meaning}" for field in found]
    return "\n".join(
        ("/**", f" * {first_line(kind)}", *meanings, " */", f"export type {kind.__name__} = [{', '.join(elements)}];\n")
    )


def _type(hint: Any, names: Names) -> str:
    """A type of Python as one of TypeScript."""
    if hint in names:
        return names[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(map(json.dumps, inner))
    if origin in (Union, UnionType):
        return " | ".join(_type(one, names) for one in inner)
    if origin is not None and issubclass(origin, Mapping):
        return f"Record<{_type(inner[0], names)}, {_type(inner[1], names)}>"
    if origin is not None and issubclass(origin, Sequence):
        item = _type(inner[0], names)
        return f"({item})[]" if " | " in item else f"{item}[]"
    return _SIMPLE.get(hint) or str(hint.__name__)


def _documented(kind: type) -> dict[str, str]:
    _, _, attributes = inspect.cleandoc(kind.__doc__ or "").partition("Attributes:\n")
    docs = {name: " ".join(text.split()).replace("``", "`") for name, text in _ATTRIBUTE.findall(attributes)}
    if docs.keys() != get_type_hints(kind).keys():
        raise ValueError(f"the docstring of {kind.__name__} does not describe its fields")
    return docs


def first_line(kind: type) -> str:
    """The first line of the docstring of a class."""
    return inspect.cleandoc(kind.__doc__ or "").partition("\n")[0].replace("``", "`")


def files() -> dict[Path, str]:
    """The text of both files, by their paths."""
    return {FRONTEND / "types/contract.d.ts": declarations(), FRONTEND / "assets/constants.js": constants()}


def main() -> int:
    """Writes the files that differ, and says which."""
    for path, text in files().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            print(f"{path.relative_to(FRONTEND.parent)}: renewed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
