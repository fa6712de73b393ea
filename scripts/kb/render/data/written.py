"""The whole knowledge base in one form, to be written wherever somebody wants it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from kb.link import Links
from kb.model import Imprint
from kb.render.data.sqlite import sqlite_file
from kb.render.data.tables import columns_of, rows_of
from kb.render.data.turtle import turtle

Form = Literal["sqlite", "ttl", "json", "parquet"]


def written(form: Form, path: Path, links: Links, imprint: Imprint) -> Mapping[Path, bytes]:
    """The files of a form by their paths: one at ``path``, or for Parquet one for each table in that folder.

    Raises:
        ModuleNotFoundError: if polars, which writes Parquet, is not installed.
    """
    match form:
        case "sqlite":
            return {path: sqlite_file(rows_of(links), imprint)}
        case "ttl":
            return {path: turtle(links, imprint).encode()}
        case "json":
            return {path: json.dumps(columns_of(links), ensure_ascii=False).encode()}
        case "parquet":
            from kb.render.data.parquet import parquet_files

            return {path / name: held for name, held in parquet_files(rows_of(links)).items()}
