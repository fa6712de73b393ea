"""``mkdocs.yml``: the renderer's settings, and under ``extra.report`` what the knowledge base is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from kb.model import Place, Problem, Report
from kb.read.yaml_source import read_node, read_record

FILE = "mkdocs.yml"
#: Where a theme's own templates stand, if a knowledge base has some.
THEME = "docs/theme"

_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("site_name", "site_url", "site_description", "site_author", "copyright"), str),
    **dict.fromkeys(("nav", "extra_css", "extra_javascript"), list),
    **dict.fromkeys(("theme", "extra", "validation"), dict),
}
_KINDS: Mapping[type, str] = {str: "text", list: "list", dict: "mapping"}
_EXAMPLES: Mapping[type, str] = {str: "site_name: Title", list: "nav: [index.md]", dict: "theme: {name: material}"}
#: Text that the theme takes as it is.
_PLAIN = ("site_name", "site_url", "site_description", "site_author")
#: What plain text must not hold.
MARKUP = re.compile(r"[<>]|&(?!amp;)[#\w]")
#: Settings by which the renderer would run or read other files.
_REFUSED = ("hooks", "INHERIT")
_DEEPEST = 5


@dataclass(frozen=True)
class Config:
    """The settings as plain values, and the report."""

    values: Mapping[str, Any]
    report: Report


def read_config(root: Path) -> tuple[Config | None, list[Problem]]:
    """The settings of the knowledge base under ``root``."""
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(Place(FILE), "E001", f"cannot be read: {error}")]
    return config_of(text)


def config_of(text: str) -> tuple[Config | None, list[Problem]]:
    """The settings that a text holds."""
    try:
        values, problems = read_record(FILE, text, TypeAdapter(dict[str, Any]))
        if values is None:
            return None, problems
        plain = yaml.safe_load(text)
    except ValueError as error:  # a date in a thirteenth month, a number of 5,000 digits
        return None, [Problem(Place(FILE), "E101", f"broken YAML: {error}", "put the value in quotes")]
    problems = [Problem(values["place"].of(name), "E141", message, hint) for name, message, hint in _unusable(plain)]
    if problems:
        return None, problems
    report, problems = read_node(FILE, text, ("extra", "report"), TypeAdapter(Report))
    return (Config(plain, report), []) if report else (None, problems)


def _unusable(settings: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Settings that the site cannot be built with: name, message, hint."""
    for name, value in settings.items():
        kind = _TYPES.get(name)
        if name in _REFUSED:
            yield name, f"'{name}' is not used", "remove it"
        elif kind and not isinstance(value, kind):
            yield name, f"'{name}' is no {_KINDS[kind]}", f"write it as MkDocs does, for example {_EXAMPLES[kind]}"
        elif name in _PLAIN and MARKUP.search(value):
            yield name, f"markup in '{name}'", "write plain text"
    theme, nav = settings.get("theme"), settings.get("nav")
    if isinstance(theme, dict) and theme.get("custom_dir", THEME) != THEME:
        yield "theme", f"'theme.custom_dir' is {str(theme['custom_dir'])[:60]!r}", f"it can only be '{THEME}'"
    if isinstance(nav, list) and not all(_is_entry(item) for item in nav):
        hint = "each entry is a page, or 'Title: page', or 'Title:' with a list of entries; titles are plain text"
        yield "nav", "'nav' holds what is no entry of a menu", hint


def _is_entry(item: Any, depth: int = 0) -> bool:
    if isinstance(item, str):
        return True
    if not isinstance(item, dict) or len(item) != 1 or depth > _DEEPEST:
        return False
    ((title, value),) = item.items()
    if not isinstance(title, str) or MARKUP.search(title):
        return False
    within = isinstance(value, list) and value and all(_is_entry(entry, depth + 1) for entry in value)
    return isinstance(value, str) or bool(within)
