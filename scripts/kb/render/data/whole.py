"""The whole knowledge base in the forms of other programs, each one file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kb.link import Links
from kb.model import Imprint
from kb.render.data.api.lists import list_files
from kb.render.data.sqlite import sqlite_file
from kb.render.data.tables import rows_of
from kb.render.data.turtle import turtle
from kb.render.page import Maker

#: Where the knowledge base stands as a whole, but for the end of the name.
WHOLE = "exports/knowledge-base"


def data_files(links: Links, imprint: Imprint) -> Mapping[str, Maker]:
    """Every such file by its path."""
    return {
        **list_files(links, imprint),
        f"{WHOLE}.sqlite": lambda: sqlite_file(rows_of(links), imprint),
        f"{WHOLE}.ttl": partial(turtle, links, imprint),
    }
