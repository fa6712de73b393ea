"""The renderer's settings: what every knowledge base has, and what one adds or sets otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

#: Style sheets, modules, theme and settings that come with the package.
FRONTEND = Path(__file__).parent.parent / "frontend"
#: Lists that a knowledge base adds to; any other list of its own takes the place of the package's.
_ADDED = ("extra_css", "extra_javascript", "markdown_extensions")


@cache
def _defaults() -> Mapping[str, Any]:
    settings: Mapping[str, Any] = yaml.safe_load((FRONTEND / "mkdocs.yml").read_text("utf-8"))
    return settings


def with_defaults(config: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a knowledge base upon those of the package."""
    return {**_merged(_defaults(), config), **{name: _added(name, config.get(name)) for name in _ADDED}}


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings are merged, anything else is replaced."""
    both = {
        name: _merged(below[name], above[name])
        for name in below.keys() & above.keys()
        if isinstance(below[name], dict) and isinstance(above[name], dict)
    }
    return {**below, **above, **both}


def _added(name: str, own: Any) -> list[Any]:
    """The package's list and what a knowledge base adds; an extension that it names has its options."""
    given = as_list(own)
    named = {next(iter(item)) if isinstance(item, dict) else item for item in given if isinstance(item, str | dict)}
    kept = [
        item
        for item in _defaults()[name]
        if (next(iter(item)) if isinstance(item, dict) else item) not in named - {"path"}
    ]
    return [*kept, *given]


def as_list(given: Any) -> list[Any]:
    """Extensions as a list, in which they may be written with their options."""
    if isinstance(given, dict):
        return [{name: options} if options else name for name, options in given.items()]
    return list(given) if isinstance(given, list) else []
