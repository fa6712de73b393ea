"""The forms of the YAML files as JSON Schema, for editors: ``python -m kb.read.schema --root DIR`` writes them.

``docs/schema/NAME.json`` says which fields a file has; it follows from the model alone. ``docs/schema/keys.json`` lists
the names that records give one another (cite keys, slugs); it follows from the data, and the others refer to it.

Draft 7, for every editor knows it, and beside ``$ref`` stands nothing, for some read what does and others do not.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import yaml
from pydantic import TypeAdapter

from kb.model import KnowledgeBase, NameOf, Place, Section
from kb.read import LISTS, read_sources, read_texts
from kb.read.config import read_config

FOLDER = "docs/schema"
KEYS = "keys.json"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_DEFINITION = "#/definitions/{model}"
_FIELD = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
_EXAMPLE = " Example: "


@dataclass(frozen=True)
class Doc:
    """What a record's docstring says of one field: a description, and a value as an example."""

    description: str
    example: Any


def documented(kind: type) -> dict[str, Doc]:
    """The fields that the ``Attributes:`` of a docstring describe.

    Raises:
        ValueError: if a field has no example.
    """
    _, _, attributes = inspect.cleandoc(kind.__doc__ or "").partition("Attributes:\n")
    found: dict[str, Doc] = {}
    for name, text in _FIELD.findall(attributes):
        description, example, value = " ".join(text.split()).partition(_EXAMPLE)
        if not example:
            raise ValueError(f"{kind.__name__}.{name} has no example")
        found[name] = Doc(description.replace("``", "`"), yaml.safe_load(value))
    return found


def schema_of(file: str) -> str:
    """The name of the schema of a source file: ``topics.json`` of ``bibliography/topics.yaml``."""
    return f"{Path(file).stem}.json" if file in LISTS else "section.json"


def schemas() -> dict[str, str]:
    """The text of every schema that follows from the model, by its name."""
    lists = {schema_of(file): _schema(tuple[kind, ...], kind) for file, kind in LISTS.items()}  # type: ignore[valid-type]
    return {"section.json": _schema(Section, Section), **lists}


def keys(base: KnowledgeBase) -> str:
    """The schema that lists the names which records of a knowledge base give one another."""
    names: Mapping[str, list[str]] = {
        "works": sorted(base.entries),
        "sections": [section.slug for section in base.sections],
        "topics": sorted(topic.slug for topic in base.topics if not topic.is_group),
        "groups": sorted(topic.slug for topic in base.topics if topic.is_group),
        "terms": sorted(term.slug for term in base.terms),
    }
    definitions = {kind: {"type": "string", **({"enum": known} if known else {})} for kind, known in names.items()}
    return _text({"$schema": _DRAFT, "title": "Names that records give one another", "definitions": definitions})


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _schema(form: Any, kind: type) -> str:
    """A schema as text: of a list of records, or of one."""
    made = _plain(TypeAdapter(form).json_schema(ref_template=_DEFINITION))
    definitions = {name: item for name, item in made.pop("$defs", {}).items() if name != Place.__name__}
    for record in records(kind):
        _describe(made if record is form else definitions[record.__name__], record)
    head = {"$schema": _DRAFT, "title": _first_line(kind)}
    return _text({**head, **made, **({"definitions": definitions} if definitions else {})})


def _first_line(kind: type) -> str:
    return inspect.cleandoc(kind.__doc__ or "").partition("\n")[0].replace("``", "`")


def _plain(value: Any) -> Any:
    """A schema as pydantic makes it, without places, which nobody writes, and without what would only be noise."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("properties"), dict):
        value = {**value, "properties": {name: item for name, item in value["properties"].items() if name != "place"}}
        value["required"] = [name for name in value.get("required", []) if name != "place"]
    if "anyOf" in value:  # a value, or none where the field is left out
        (value,) = (item for item in value["anyOf"] if item != {"type": "null"})
    named = {"prefixItems": "items"}  # what newer drafts call it
    noise = {name for name in ("title", "default") if not isinstance(value.get(name), dict)}
    return {named.get(name, name): _plain(item) for name, item in value.items() if name not in noise}


def records(kind: type) -> Iterator[type]:
    """A record and all those that it holds."""
    yield kind
    for hint in get_type_hints(kind).values():
        for part in (hint, *get_args(hint)):
            if is_dataclass(part) and part is not Place and isinstance(part, type):
                yield from records(part)


def _describe(schema: dict[str, Any], kind: type) -> None:
    """Puts into the schema of a record what its docstring says, and which names its fields may hold."""
    schema["description"] = _first_line(kind)
    docs = documented(kind)
    hints = get_type_hints(kind, include_extras=True)
    for name, value in schema["properties"].items():
        about = {"description": docs[name].description, "examples": [docs[name].example]} if name in docs else {}
        schema["properties"][name] = _alone(_named(value, hints[name])) | about


def _named(value: dict[str, Any], hint: Any) -> dict[str, Any]:
    """The schema of a value, or of the items of a list, that names other records."""
    kinds = [mark.records for mark in _marks(hint)]
    if not kinds:
        return value
    reference = {"$ref": f"{KEYS}#/definitions/{kinds[0]}"}
    return {"type": "array", "items": reference} if value.get("type") == "array" else reference


def _marks(hint: Any) -> Iterator[NameOf]:
    yield from (mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, NameOf))
    for part in get_args(hint):
        yield from _marks(part)


def _alone(value: dict[str, Any]) -> dict[str, Any]:
    return {"allOf": [value]} if "$ref" in value else value


def files(root: Path) -> dict[str, str]:
    """Every schema of the knowledge base under a folder, by its path from there.

    Raises:
        ValueError: if its settings cannot be read.
    """
    config, problems = read_config(root)
    if config is None:
        raise ValueError(str(problems[0]))
    base, _ = read_texts(read_sources(root), config.report)
    return {f"{FOLDER}/{name}": text for name, text in {**schemas(), KEYS: keys(base)}.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the schemas that differ, and says which."""
    parser = argparse.ArgumentParser(prog="python -m kb.read.schema", description="Renew the schemas for editors.")
    parser.add_argument("--root", type=Path, default=Path(), help="the knowledge base (default: this folder)")
    root: Path = parser.parse_args(arguments).root
    try:
        renewed = files(root)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for file, text in renewed.items():
        path = root / file
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            print(f"{file}: renewed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
