"""Lines of tables for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def csv_line(values: Sequence[str]) -> str:
    """One line of a table as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([_harmless(value) for value in values])
    return text.getvalue()


def _harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@") else value
