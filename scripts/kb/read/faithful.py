"""Whether two texts of one file say the same: what formatting must never change, comments included."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from kb.model import Work
from kb.read.bibtex import BOM, Bibliography, read_bibliography
from kb.read.latex import plain
from kb.read.names import written
from kb.read.persons import read_names
from kb.read.yaml_source import LOADER, compose

#: Fields of which the canonical form says the same in other characters than LaTeX would print.
_REWRITTEN = {"doi", "eprint", "url", "pages"}


def lost_in_bibliography(file: str, before: str, after: str, canonical_field: Callable[[str, str], str]) -> str:
    """What a formatted bibliography no longer says, or nothing."""
    old, new = read_bibliography(file, _line_ends(before)), read_bibliography(file, _line_ends(after))
    if new.problems:
        return f"it could not be read again: {new.problems[0].message}"
    for key, work in old.works.items():
        if key not in new.works:
            return f"the entry '{key}' would be lost"
        if _content(work, canonical_field) != _content(new.works[key], canonical_field):
            return f"the entry '{key}' would change"
    if len(old.works) != len(new.works):
        return "an entry would be added"
    lost = Counter(_between(old, _line_ends(before))) - Counter(_between(new, _line_ends(after)))
    return f"the comment '{next(iter(lost))[:40]}' would be lost" if lost else ""


def lost_in_yaml(file: str, before: str, after: str) -> str:
    """What a formatted YAML file no longer says, or nothing."""
    old, _ = compose(file, before)
    new, problems = compose(file, after)
    if new is None or old is None:
        return f"it could not be read again: {problems[0].message}" if problems else "it could not be read again"
    if _values(old) != _values(new):
        return "a value would change"
    lost = Counter(comments(before)) - Counter(comments(after))
    return f"the comment '{next(iter(lost))[:40]}' would be lost" if lost else ""


def _line_ends(text: str) -> str:
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def _content(work: Work, canonical_field: Callable[[str, str], str]) -> tuple[str, dict[str, object]]:
    content: dict[str, object] = {}
    for name, value in work.fields.items():
        if name in ("author", "editor"):
            names, mistakes = read_names(value)
            content[name] = ([_composed(written(person)) for person in names], mistakes, value.endswith(" and others"))
        elif name in _REWRITTEN:
            content[name] = canonical_field(name, value)
        else:
            content[name] = _composed(plain(value))
    return work.type, content


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _between(bibliography: Bibliography, text: str) -> Iterator[str]:
    """The lines of a bibliography that belong to no entry."""
    end = 0
    for (start, stop), key in zip(bibliography.spans, bibliography.entries, strict=True):
        yield from _lines(text[end:start])
        yield from () if key else _lines(text[start:stop])
        end = stop
    yield from _lines(text[end:])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _values(node: yaml.Node) -> Any:
    """Kinds and texts of all values of a document; fields of a mapping in any order."""
    if isinstance(node, yaml.MappingNode):
        return sorted((key.value, _values(value)) for key, value in node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_values(item) for item in node.value]
    return node.tag, _composed(node.value)


def comments(text: str) -> Iterator[str]:
    """Comments of a YAML document: what stands between its tokens, and behind the sign that begins a block of text."""
    end = 0
    for token in yaml.scan(text, Loader=LOADER):
        start = token.start_mark.index
        yield from _lines(text[end:start])
        end = max(end, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            yield from re.findall("#.*", text[start:end].partition("\n")[0])
