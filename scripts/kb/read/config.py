"""``mkdocs.yml``: the renderer's settings, and under ``extra.report`` what the knowledge base is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from kb.model import Place, Problem, Report
from kb.read.yaml_source import read_node, read_record

FILE = "mkdocs.yml"


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
    values, problems = read_record(FILE, text, TypeAdapter(dict[str, Any]))
    if values is None:
        return None, problems
    report, problems = read_node(FILE, text, ("extra", "report"), TypeAdapter(Report))
    return (Config(yaml.safe_load(text), report), []) if report else (None, problems)
