"""What tests share: the real knowledge base and its site, a tiny one to play with, and the command line."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of the tests' own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


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


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@dataclass(frozen=True)
class Served:
    """A site: its files, and the address at which they are served, below a sub-path as on GitHub Pages."""

    folder: Path
    address: str


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real site, built once and served on the loopback interface."""
    folder = tmp_path_factory.mktemp("served")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}/kb/"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_SITE_URL", address)
        assert main(["build", "--root", str(REPOSITORY), "--site-dir", str(folder / "kb")]) == 0
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(folder / "kb", address)
    server.shutdown()
