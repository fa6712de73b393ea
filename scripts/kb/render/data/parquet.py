"""The tables as Parquet, which data frames and DuckDB read: a file for each."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import polars as pl

from kb.render.data.tables import TABLES, Rows

_TYPES = {str: pl.String, int: pl.Int64, bool: pl.Boolean}


def parquet_files(rows: Rows) -> Mapping[str, bytes]:
    """Every table by the name of its file; a column has its type also where it is empty."""
    return {f"{name}.parquet": _file(name, rows) for name in TABLES}


def _file(name: str, rows: Rows) -> bytes:
    schema = {column.name: _TYPES[column.type] for column in TABLES[name].columns}
    held = BytesIO()
    pl.DataFrame(list(rows[name]), schema=schema, orient="row").write_parquet(held)
    return held.getvalue()
