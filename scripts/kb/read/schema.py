"""The form of a section file as JSON Schema, for editors: ``python -m kb.read.schema`` prints it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from kb.model import Section


def section_schema() -> str:
    """JSON Schema of a section file, made from the model."""
    schema = _without_places(TypeAdapter(Section).json_schema())
    schema["$defs"].pop("Place", None)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A section of the report"}
    return json.dumps({**schema, **head}, ensure_ascii=False, indent=1) + "\n"


def _without_places(value: Any) -> Any:
    """Places are noted while reading; nobody writes them."""
    if isinstance(value, dict):
        properties = value.get("properties")
        if isinstance(properties, dict):
            properties.pop("place", None)
            value["required"] = [name for name in value.get("required", []) if name != "place"]
        return {name: _without_places(item) for name, item in value.items()}
    return [_without_places(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    print(section_schema(), end="")
