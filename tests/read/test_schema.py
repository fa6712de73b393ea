"""What editors know of the YAML files: the schemas follow from the model, the names from the data, and both hold."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from referencing import Registry, Resource

from kb.model import KnowledgeBase, Section
from kb.read import LISTS
from kb.read.schema import FOLDER, KEYS, documented, files, keys, main, records, schema_of, schemas
from tests.conftest import REPOSITORY

KINDS = sorted(
    {record for kind in (Section, *LISTS.values()) for record in records(kind)}, key=lambda kind: kind.__name__
)
SOURCES = [*LISTS, *(f"sections/{path.name}" for path in sorted((REPOSITORY / "sections").glob("*.yaml")))]
#: The first line of a source file, before the name of its schema.
NAMED = "# yaml-language-server: $schema=../docs/schema/"


@pytest.fixture(scope="module")
def names(corpus: KnowledgeBase) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(keys(corpus))
    return found


def validator(schema: dict[str, Any], names: dict[str, Any]) -> jsonschema.Draft7Validator:
    registry: Registry[Any] = Registry().with_resource(KEYS, Resource.from_contents(names))
    return jsonschema.Draft7Validator(schema, registry=registry)


def mistakes(schema: dict[str, Any], names: dict[str, Any], text: str) -> list[str]:
    return [error.message for error in validator(schema, names).iter_errors(yaml.safe_load(text))]


def objects(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schemas of records within a schema."""
    yield from (item for item in (schema, *schema.get("definitions", {}).values()) if "properties" in item)


def test_the_schemas_that_editors_use_are_those_of_the_model() -> None:
    for name, text in schemas().items():
        assert (REPOSITORY / FOLDER / name).read_text("utf-8") == text, "renew it: make format"


def test_no_name_that_editors_offer_is_gone(names: dict[str, Any]) -> None:
    """New ones may be missing: who adds a work in the forge's own editor cannot run a command."""
    committed = json.loads((REPOSITORY / FOLDER / KEYS).read_text("utf-8"))["definitions"]
    for kind, item in names["definitions"].items():
        assert set(committed[kind]["enum"]) <= set(item["enum"]), "renew it: make format"


@pytest.mark.parametrize("file", SOURCES)
def test_every_file_names_its_schema_and_keeps_to_it(file: str, names: dict[str, Any]) -> None:
    text = (REPOSITORY / file).read_text("utf-8")
    assert text.partition("\n")[0] == f"{NAMED}{schema_of(file)}"
    assert mistakes(json.loads(schemas()[schema_of(file)]), names, text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described_with_an_example(kind: type) -> None:
    fields = [field.name for field in dataclasses.fields(kind) if field.name != "place"]
    assert sorted(documented(kind)) == sorted(fields)
    assert all(doc.description for doc in documented(kind).values())


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schemas_are_sound_and_their_examples_fit(name: str, names: dict[str, Any]) -> None:
    schema = json.loads(schemas()[name])
    jsonschema.Draft7Validator.check_schema(schema)
    for record in objects(schema):
        for field, value in record["properties"].items():
            (example,) = value["examples"]
            one = {**value, "definitions": schema.get("definitions", {})}
            assert not list(validator(one, names).iter_errors(example)), (name, field)


@pytest.mark.parametrize("name", [*sorted(schemas()), KEYS])
def test_nothing_stands_beside_a_reference(name: str) -> None:
    """Editors differ on what they do with it."""

    def look(value: Any) -> None:
        if isinstance(value, dict):
            assert "$ref" not in value or len(value) == 1
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(item)

    look(json.loads((REPOSITORY / FOLDER / name).read_text("utf-8")))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("topics.json", "- {slug: a, name: A}", "'definition' is a required property"),
        ("topics.json", "- {slug: a, name: A, definition: A., related: [privacyy]}", "'privacyy' is not one of"),
        ("topics.json", "- {slug: a, name: A, definition: A., broader: privacy}", "'privacy' is not one of"),
        ("glossary.json", "- {slug: a, term: A, definition: A., section: data, page: '3'}", "'3' is not of type"),
        ("glossary.json", "- {slug: a, term: A, definition: A., section: data, page: 3, x: y}", "'x' was unexpected"),
        ("errata.json", "- {label: A, work: b, kind: year, printed: c, wrong: d}", "'b' is not one of"),
        ("venues.json", "- {slug: a, name: A, kind: band, forms: [A]}", "'band' is not one of"),
        ("moved.json", "- {was: a, now: [b]}", "['b'] is not of type"),
    ],
)
def test_editors_see_a_slip_as_it_is_typed(name: str, text: str, message: str, names: dict[str, Any]) -> None:
    (found,) = mistakes(json.loads(schemas()[name]), names, text)
    assert message in found


def test_one_command_writes_them_for_any_knowledge_base(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tiny)]) == 0
    written = {path.relative_to(tiny).as_posix(): path.read_text("utf-8") for path in (tiny / FOLDER).iterdir()}
    assert written == files(tiny)
    works = json.loads(written[f"{FOLDER}/{KEYS}"])["definitions"]["works"]["enum"]
    assert works == ["brown2020language", "tramer2016stealing", "uscopyrightoffice2021more"]
    assert len(capsys.readouterr().out.splitlines()) == len(written)
    assert main(["--root", str(tiny)]) == 0
    assert capsys.readouterr().out == ""


def test_where_there_are_no_topics_any_name_is_taken(tiny: Path) -> None:
    names = json.loads(files(tiny)[f"{FOLDER}/{KEYS}"])
    assert names["definitions"]["topics"] == {"type": "string"}


def test_a_folder_that_is_no_knowledge_base_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path)]) == 1
    assert "mkdocs.yml" in capsys.readouterr().err
