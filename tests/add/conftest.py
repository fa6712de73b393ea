"""Every service on loopback, and somebody at the terminal."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kb.add import openlibrary
from kb.verify import services
from tests.conftest import Result, Run
from tests.verify.conftest import Loopback
from tests.verify.conftest import server as server  # the fixture

#: Runs ``kb add`` with what somebody types.
Add = Callable[..., Result]


@pytest.fixture
def answers(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> Loopback:
    """All services, each below its name: ``/crossref/works/…``."""
    moved = tuple(replace(one, base=f"{server.address}/{one.name}", pause=0) for one in services.SERVICES)
    monkeypatch.setattr(services, "SERVICES", moved)
    monkeypatch.setattr(openlibrary, "BASE", f"{server.address}/openlibrary")
    return server


class Terminal(io.StringIO):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What somebody types at the terminal, a line for each question."""

    def type_lines(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))

    return type_lines


@pytest.fixture
def add(kb: Run, library: Path, answers: Loopback, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Runs ``kb add`` in a copy of the library, with nobody at the terminal."""
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*arguments: object) -> Result:
        return kb("add", *arguments, "--root", library, "--cache", library.parent / "answers.sqlite")

    return run
