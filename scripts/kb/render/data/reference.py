"""What programs can read, for pages to say: fields of files, columns of tables."""

from __future__ import annotations

from markupsafe import Markup

from kb.contract.schema import records
from kb.contract.typescript import fields, first_line
from kb.render.data.api.lists import FILES, schema_url
from kb.render.data.sqlite import declared
from kb.render.data.tables import TABLES
from kb.render.data.turtle.cito import ROLES, WAYS
from kb.render.engine import ROLE_MEANINGS, Templates
from kb.render.page import ROOT


def record_fields(templates: Templates) -> Markup:
    """What every record in JSON holds."""
    kinds = [(kind.__name__, first_line(kind), fields(kind)) for kind in records()]
    return templates.render("record_fields", ROOT, kinds=kinds)


def api_files(templates: Templates) -> Markup:
    """What there is in JSON, at which address and with which schema."""
    files = [(url, about, schema_url(name) if name else "") for url, (about, name) in FILES.items()]
    return templates.render("api_files", ROOT, files=files)


def roles_in_cito(templates: Templates) -> Markup:
    """How the linked data say what a citation does, and what newer works do to a point."""
    roles = [(role, ROLE_MEANINGS[role], ROLES[role]) for role in ROLES]
    ways = [(way, f"a newer work {way} a point", WAYS[way]) for way in WAYS]
    return templates.render("roles_in_cito", ROOT, properties=(*roles, *ways))


def table_columns(templates: Templates) -> Markup:
    """What every table holds."""
    tables = [
        (
            name,
            first_line(table.row),
            table,
            zip(declared(table), fields(table.row), strict=True),
        )
        for name, table in TABLES.items()
    ]
    return templates.render("table_columns", ROOT, tables=tables)
