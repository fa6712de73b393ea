"""What tests share: the real knowledge base, a tiny one to play with, and the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kb.cli import load, main
from kb.link import Links
from kb.model import KnowledgeBase

REPOSITORY = Path(__file__).parent.parent
TINY = Path(__file__).parent / "data" / "tiny"
#: What the tiny knowledge base becomes with topics, people and venues.
LIBRARY = Path(__file__).parent / "data" / "library"


@dataclass(frozen=True)
class Result:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Result]


@pytest.fixture
def kb(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``kb`` with the given arguments."""

    def run(*arguments: object) -> Result:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        printed = capsys.readouterr()
        return Result(status, printed.out, printed.err)

    return run


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny knowledge base: three works, two sections."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def copy_library(folder: Path) -> Path:
    """A copy of the tiny knowledge base with topics, people and venues: four works, two sections."""
    shutil.copytree(TINY, folder)
    (folder / "bibliography/errata.yaml").unlink()
    return Path(shutil.copytree(LIBRARY, folder, dirs_exist_ok=True))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return copy_library(tmp_path / "library")


@pytest.fixture(scope="session")
def library_links(tmp_path_factory: pytest.TempPathFactory) -> Links:
    base = load(copy_library(tmp_path_factory.mktemp("library") / "library")).base
    assert base is not None
    return Links(base)


@pytest.fixture(scope="session")
def corpus() -> KnowledgeBase:
    """The real knowledge base."""
    base = load(REPOSITORY).base
    assert base is not None
    return base


@pytest.fixture(scope="session")
def links(corpus: KnowledgeBase) -> Links:
    return Links(corpus)


@pytest.fixture(scope="session")
def tiny_links() -> Links:
    base = load(TINY).base
    assert base is not None
    return Links(base)
