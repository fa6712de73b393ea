"""What programs can read, for pages to say: fields of files, columns of tables."""

from __future__ import annotations

import inspect

from markupsafe import Markup

from kb.contract.typescript import fields
from kb.contract.works import CitingPlace, CitingSection, WayToRead, WorkRecord
from kb.render.data.sqlite import declared
from kb.render.data.tables import TABLES
from kb.render.engine import Templates
from kb.render.page import ROOT

#: What the record of a work is made of.
RECORDS = (WorkRecord, WayToRead, CitingSection, CitingPlace)


def record_fields(templates: Templates) -> Markup:
    """What the record of a work holds."""
    return templates.render("record_fields", ROOT, kinds=[(kind.__name__, fields(kind)) for kind in RECORDS])


def table_columns(templates: Templates) -> Markup:
    """What every table holds."""
    tables = [
        (
            name,
            (inspect.getdoc(table.row) or "").partition("\n")[0],
            table,
            zip(declared(table), fields(table.row), strict=True),
        )
        for name, table in TABLES.items()
    ]
    return templates.render("table_columns", ROOT, tables=tables)
