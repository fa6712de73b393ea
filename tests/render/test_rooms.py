"""The rooms of ``kb.render``: each knows those before it, and what all share knows no page and no picture."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

RENDER = REPOSITORY / "scripts/kb/render"
#: For each room what it may know of ``kb.render``; ``shared`` are the modules beside the rooms.
KNOWS = {
    "text": {"text"},
    "data": {"text", "data", "shared"},
    "pictures": {"text", "data", "shared", "pictures"},
    "pages": {"text", "data", "shared", "pictures", "pages"},
    "shared": {"text", "data", "shared"},
}
#: The whole is put together here, of everything.
WHOLE = RENDER / "__init__.py"


def room(module: str) -> str:
    """The room of a module below ``kb.render``, by its dotted name."""
    first = module.split(".")[0]
    return first if (RENDER / first / "__init__.py").is_file() else "shared"


def known(path: Path) -> set[str]:
    """The rooms that a module imports from."""
    tree = ast.parse(path.read_text("utf-8"))
    found = {
        f"{node.module}.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    return {room(name.removeprefix("kb.render.")) for name in found if name.startswith("kb.render.")}


@pytest.mark.parametrize("name", KNOWS)
def test_a_room_knows_none_that_comes_after_it(name: str) -> None:
    paths = [path for path in RENDER.rglob("*.py") if path != WHOLE]
    modules = {path: ".".join(path.relative_to(RENDER).with_suffix("").parts) for path in paths}
    mine = [path for path, module in modules.items() if room(module) == name]
    assert mine
    assert {path.name: known(path) - KNOWS[name] for path in mine if known(path) - KNOWS[name]} == {}
