"""Records as YAML, and where a new point or a mended value goes in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from kb.read.canonical import quoted
from kb.read.yaml_source import compose, yaml_lines

#: What a slug or a cite key looks like; YAML reads none of these words as something else than text.
_NAME = re.compile(r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][a-z0-9-]*")
#: A value of a record, and whether it is a name rather than a text, for names stand without quotes.
Value = str | int | Sequence[str] | Sequence[int]


def as_item(values: Mapping[str, Value], names: Sequence[str], indent: str = "") -> str:
    """A record as one item of a YAML list, a field a line; what is empty is left out.

    Args:
        names: fields that hold names of records, which need no quotes.
    """
    written = [
        f"{name}: {_written(value, name in names)}" for name, value in values.items() if value != "" and value != ()
    ]
    return "".join(f"{indent}{'  ' if number else '- '}{line}\n" for number, line in enumerate(written))


def _written(value: Value, is_name: bool) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return value if is_name and _NAME.fullmatch(value) else quoted(value)
    return f"[{', '.join(_written(item, is_name) for item in value)}]"


def with_point(text: str, item: str) -> str | None:
    """The text of a section with one more point, behind its last; none where its points stand in brackets."""
    root, _ = compose("", text)
    if not isinstance(root, yaml.MappingNode):
        return None
    lines = yaml_lines(text if text.endswith("\n") else f"{text}\n")
    keys = [key.value for key, _ in root.value]
    if "points" not in keys:
        return "".join((*lines, "points:\n", item))
    number = keys.index("points")
    if getattr(root.value[number][1], "flow_style", True):
        return None
    end = root.value[number + 1][0].start_mark.line if number + 1 < len(keys) else len(lines)
    while lines[end - 1].startswith("#") or not lines[end - 1].strip():
        end -= 1
    return "".join((*lines[:end], item, *lines[end:]))


def record_of(root: yaml.Node | None, slug: str) -> yaml.Node | None:
    """The record of a list that has the given slug."""
    items: Sequence[yaml.Node] = root.value if isinstance(root, yaml.SequenceNode) else ()
    return next((item for item in items if ("slug", slug) in {(name, node.value) for name, node in values(item)}), None)


def values(node: yaml.Node, field: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Every single value of a record, with the field in which it stands."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from values(value, key.value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from values(value, field)
    elif isinstance(node, yaml.ScalarNode):
        yield field, node


def with_value(text: str, node: yaml.ScalarNode, old: str, new: str) -> str | None:
    """A text with other words in one of its values; none where that cannot be done without touching more.

    What is read afterwards differs in this one value and in nothing else.
    """
    start, end = node.start_mark.index, node.end_mark.index
    raw = text[start:end]
    value = node.value.replace(old, new)
    if node.style in ("|", ">"):
        written = raw.replace(old, new) if raw.count(old) == 1 else None
    elif node.tag.endswith(":str") or not re.fullmatch("[0-9]+", value):
        written = quoted(value)
    else:
        written = value
    if written is None:
        return None
    changed = f"{text[:start]}{written}{text[end:]}"
    return changed if _only(text, changed, node.value, value) else None


def _only(before: str, after: str, old: str, new: str) -> bool:
    """Whether the one difference between two documents is that a value was the old and is the new."""
    roots = [compose("", text)[0] for text in (before, after)]
    if None in roots:
        return False
    pairs = [list(values(root)) for root in roots if root]
    if [field for field, _ in pairs[0]] != [field for field, _ in pairs[1]]:
        return False
    changes = [(one.value, two.value) for (_, one), (_, two) in zip(*pairs, strict=True) if one.value != two.value]
    return changes == [(old, new)]
