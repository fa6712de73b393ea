"""Where a value stands in a YAML file, and the file with other words in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from kb.read.yaml_form import quoted
from kb.read.yaml_source import compose


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
