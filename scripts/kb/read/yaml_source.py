"""YAML into plain values that remember where they stand, and from there into records.

Only what the knowledge base needs: mappings with string keys, lists and scalars. Tags, anchors, aliases and merge keys
are refused, so no document can run code, refer to itself or grow while it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from kb.model import Place, Problem

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Record = TypeVar("Record")

MAX_BYTES = 2_000_000
MAX_LINE = 5_000
MAX_DEPTH = 20

#: The C loader, where there is one.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: One line that opens more lists or mappings than may stand in one another.
_STAIRS = re.compile(rf"^[ ]*(?:[-?:][ ]+){{{MAX_DEPTH + 1}}}", re.MULTILINE)
_SCALARS = {
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:null",
    "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:timestamp",
}
_COLLECTIONS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


class _StopError(Exception):
    """The document cannot be read on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@lru_cache(maxsize=256)
def compose(file: str, text: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The node tree of one YAML document, or the problem that prevents it."""
    text = text.removeprefix("\ufeff")
    try:
        _refuse_depth(file, text)
        return yaml.compose(text, Loader=LOADER), []
    except _StopError as stop:
        return None, [stop.problem]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = f"broken YAML: {error.problem or error.context}"
        return None, [Problem(Place(file, line, column), "E101", message, _yaml_hint(text, line))]
    except yaml.YAMLError as error:
        return None, [Problem(Place(file), "E101", f"broken YAML: {_first_line(str(error))}")]
    except RecursionError:
        return None, [Problem(Place(file), "E103", f"nested deeper than {MAX_DEPTH}", "write it flatter")]


def unreadable(file: str, text: str) -> tuple[Problem, ...]:
    """What keeps a document from being read as plain values; none for an empty one."""
    root, problems = compose(file, text)
    return tuple(_foreign_nodes(file, root) if root else problems)


def read_record(file: str, text: str, adapter: TypeAdapter[Record]) -> tuple[Record | None, list[Problem]]:
    """One YAML document as a record of the adapter's type, or what is wrong with it."""
    return read_node(file, text, (), adapter)


def read_node(
    file: str, text: str, path: tuple[str, ...], adapter: TypeAdapter[Record]
) -> tuple[Record | None, list[Problem]]:
    """The part of a document under the given keys as a record of the adapter's type."""
    from pydantic import ValidationError

    document, problems = compose(file, text)
    if document is None:
        return None, problems or [Problem(Place(file), "E102", "the file is empty")]
    root = document
    for name in path:
        parent, root = root, _find(root, (name,))
        if root is parent:
            return None, [Problem(_place(file, parent), "E108", f"field '{'.'.join(path)}' is missing")]
    problems = list(_foreign_nodes(file, root))
    if problems:
        return None, problems
    try:
        return adapter.validate_python(_plain(file, root)), list(_cut_texts(file, text, root))
    except ValidationError as error:
        return None, [_type_problem(file, root, dict(item)) for item in error.errors(include_url=False)]


def scalars(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every single value of a document, keys among them, in the order of the text."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(reversed(node.value))
        elif isinstance(node, yaml.MappingNode):
            stack.extend(item for pair in reversed(node.value) for item in reversed(pair))


def _refuse_depth(file: str, text: str) -> None:
    """libyaml recurses once a level, so a deep document would end the process and not just the reading."""
    if len(text) > MAX_BYTES:
        raise _StopError(Problem(Place(file), "E103", f"the file is larger than {MAX_BYTES} characters", "split it"))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            message = f"line of {len(line)} characters, at most {MAX_LINE} are read"
            raise _StopError(Problem(Place(file, number), "E103", message, "break it with a | block"))
    if match := _STAIRS.search(text):
        number = text.count("\n", 0, match.start()) + 1
        raise _StopError(Problem(Place(file, number), "E103", f"nested deeper than {MAX_DEPTH}", "write it flatter"))
    depth = 0
    for match in re.finditer(r"[\[{]|[\]}]", text):
        depth += 1 if match.group() in "[{" else -1
        if depth > MAX_DEPTH:
            number = text.count("\n", 0, match.start()) + 1
            raise _StopError(Problem(Place(file, number), "E103", f"brackets nested deeper than {MAX_DEPTH}"))
        depth = max(depth, 0)


def _foreign_nodes(file: str, root: yaml.Node) -> Iterator[Problem]:
    """Problems for tags, aliases, merge keys, keys that are not strings and keys given twice."""
    seen: set[int] = set()
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_DEPTH:
            yield Problem(_place(file, node), "E103", f"nested deeper than {MAX_DEPTH}", "write it flatter")
            return
        if id(node) in seen:
            yield Problem(_place(file, node), "E104", "anchors and aliases are not read", "write the value out")
            continue
        seen.add(id(node))
        if node.tag not in (_SCALARS if isinstance(node, yaml.ScalarNode) else _COLLECTIONS):
            yield Problem(_place(file, node), "E104", f"YAML tag '{node.tag}' is not read", "write a plain value")
        elif isinstance(node, yaml.SequenceNode):
            stack.extend((item, depth + 1) for item in node.value)
        elif isinstance(node, yaml.MappingNode):
            yield from _foreign_keys(file, node)
            stack.extend((value, depth + 1) for _, value in node.value)


def _cut_texts(file: str, text: str, root: yaml.Node) -> Iterator[Problem]:
    """Texts without quotes that `` #`` cuts: what follows is a comment, which a sentence seldom wants."""
    if " #" not in text:
        return
    lines = yaml_lines(text)
    for node in scalars(root):
        end = node.end_mark
        rest = lines[end.line][end.column :] if not node.style and end.line < len(lines) else ""
        cut = re.match(r"\s*#(.)", rest)
        if cut and node.tag.endswith(":str") and (" " in node.value or not cut.group(1).isspace()):
            message = f"text is cut at ' #': '{rest.strip()[:40]}' is a comment"
            yield Problem(Place(file, end.line + 1, end.column + 2), "W110", message, "put the whole text in quotes")


def yaml_lines(text: str) -> list[str]:
    """The lines of a document as YAML counts them, which also ends one at a lone CR, U+0085, U+2028 and U+2029."""
    return re.findall("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$", text)


def _foreign_keys(file: str, node: yaml.MappingNode) -> Iterator[Problem]:
    names: set[str] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
            yield Problem(_place(file, key), "E104", "a key must be a plain word", "put it in quotes")
        elif key.value in names:
            yield Problem(_place(file, key), "E105", f"'{key.value}' is given twice", "keep one of them")
        elif key.value == "place":
            yield Problem(_place(file, key), "E107", "unknown field 'place'", "remove it")
        else:
            names.add(key.value)


def _place(file: str, node: yaml.Node) -> Place:
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)


def _plain(file: str, node: yaml.Node) -> Any:
    """Mappings as dicts that carry their place, lists as tuples, scalars as YAML 1.1 reads them.

    The place is a value among the others, under a key that no document may write (``E107``), because a frozen record
    must have it when it is made, and pydantic tells a validator neither where the value stood nor its path. Places in
    a mapping of their own, by path, would mean to walk through all records and make each a second time.
    """
    if isinstance(node, yaml.MappingNode):
        values: dict[str, Any] = {key.value: _plain(file, value) for key, value in node.value}
        start = node.start_mark
        values["place"] = Place(file, start.line + 1, start.column + 1, dict(_parts(node)))
        return values
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(file, item) for item in node.value)
    return _scalar(node)


def _parts(node: yaml.MappingNode) -> Iterator[tuple[str, tuple[int, int]]]:
    for key, value in node.value:
        mark = value.start_mark
        yield key.value, (mark.line + 1, mark.column + 1)
        if isinstance(value, yaml.SequenceNode):
            for number, item in enumerate(value.value):
                yield f"{key.value}.{number}", (item.start_mark.line + 1, item.start_mark.column + 1)


def _scalar(node: yaml.Node) -> Any:
    kind = node.tag.rsplit(":", 1)[-1]
    if kind == "int":
        return int(node.value) if re.fullmatch(r"[-+]?[1-9][0-9]{0,17}|0", node.value) else node.value
    if kind == "float":
        return float(node.value) if re.fullmatch(r"[-+]?[0-9]{1,17}\.[0-9]{0,17}", node.value) else node.value
    if kind == "bool":
        return node.value.lower() in {"true", "yes", "on"}
    return None if kind == "null" else node.value


def _type_problem(file: str, root: yaml.Node, error: dict[str, Any]) -> Problem:
    location: tuple[str | int, ...] = error["loc"]
    node = _find(root, location)
    place = _place(file, node)
    name = ".".join(str(piece) for piece in location) or "the document"
    match error["type"]:
        case "unexpected_keyword_argument" | "extra_forbidden":
            place = _place(file, _find_key(root, location))
            return Problem(place, "E107", f"unknown field '{location[-1]}'", _where_the_fields_are(file))
        case "missing" | "missing_argument":
            return Problem(place, "E108", f"field '{location[-1]}' is missing")
        case "literal_error":
            return Problem(place, "E109", f"'{name}' is '{error['input']}'", f"one of {error['ctx']['expected']}")
        case _ if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"):
            return Problem(place, "E106", f"'{name}' is empty", "write it or remove the field")
        case _:
            hint = "put it in quotes" if "string" in error["msg"] else _where_the_fields_are(file)
            return Problem(place, "E106", f"'{name}' has the wrong type: {_lower_first(error['msg'])}", hint)


def _where_the_fields_are(file: str) -> str:
    return "see docs/schema/section.json" if file.startswith("sections/") else "compare with the records around it"


def _find(root: yaml.Node, location: tuple[str | int, ...]) -> yaml.Node:
    """The node that a validation error speaks of, or the nearest above it."""
    node = root
    for piece in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(piece, int) and piece < len(node.value):
            node = node.value[piece]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == piece), node)
    return node


def _find_key(root: yaml.Node, location: tuple[str | int, ...]) -> yaml.Node:
    parent = _find(root, location[:-1])
    if isinstance(parent, yaml.MappingNode):
        return next((key for key, _ in parent.value if key.value == location[-1]), parent)
    return parent


def _yaml_hint(text: str, line: int) -> str:
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    if begins := re.search(r"[:\-\[{,]\s*([@`%])", here):
        return f"put text that begins with '{begins.group(1)}' in quotes"
    if "\t" in here:
        return "indent with spaces, not tabs"
    if ": " in here or here.count('"') % 2:
        return "put text that holds ': ', '#' or quotation marks in quotes"
    return "check the indentation and the quotes of this line and the one above"


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
