"""What tests share: the real knowledge base and its site, a tiny one to play with, and the command line."""

from __future__ import annotations

import fcntl
import functools
import os
import pickle
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol, TypeVar

import pytest

from kb import load
from kb.cli import main
from kb.link import Links
from kb.model import KnowledgeBase
from kb.render import render
from kb.render.page import Feed, Maker, Page, Site

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


Made = TypeVar("Made")


@dataclass(frozen=True)
class Once:
    """Makes a thing once a run: by the process of the run that asks first, and the others read what it made."""

    folder: Path

    def __call__(self, name: str, make: Callable[[], Made]) -> Made:
        path = self.folder / name
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                made = make()
                path.write_bytes(pickle.dumps(made))
                return made
        there: Made = pickle.loads(path.read_bytes())  # noqa: S301  written by ourselves a moment ago
        return there


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    own = tmp_path_factory.getbasetemp()
    return Once(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session", autouse=True)
def cache_folder(once: Once) -> Iterator[Path]:
    """A cache folder of the tests' own, which all processes of a run share."""
    folder = once.folder / "cache"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def corpus(once: Once) -> KnowledgeBase:
    """The real knowledge base."""
    base = once("corpus", lambda: load(REPOSITORY).base)
    assert base is not None
    return base


@pytest.fixture(scope="session")
def links(corpus: KnowledgeBase, once: Once) -> Links:
    return once("links", lambda: Links(corpus))


@dataclass(frozen=True)
class Rendered:
    """A site with all of its pages made."""

    pages: tuple[Page, ...]
    redirects: Mapping[str, str]
    feeds: tuple[Feed, ...]
    assets: Mapping[str, str]

    @classmethod
    def whole(cls, site: Site) -> Rendered:
        return cls(tuple(_with_files(page.make()) for page in site.pages), site.redirects, site.feeds, site.assets)


def _with_files(page: Page) -> Page:
    """A page whose files are made, so that it can be written down."""
    return replace(page, files={name: partial(str, read(make)) for name, make in page.files.items()})


def read(make: Maker) -> str:
    """The text of a file."""
    made = make()
    return made if isinstance(made, str) else made.decode()


def page_at(site: Site, url: str) -> Page:
    """One page of a site."""
    return next(page for page in site.pages if page.url == url).make()


@pytest.fixture(scope="session")
def rendered(links: Links, once: Once) -> Rendered:
    """Every page of the real knowledge base."""
    return once("rendered", lambda: Rendered.whole(render(links)))


@pytest.fixture(scope="session")
def tiny_links() -> Links:
    base = load(TINY).base
    assert base is not None
    return Links(base)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder of sites without a word; a wrong address has the site's own page, as on GitHub Pages."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / self.path.split("/")[1] / f"{code}.html"
        if not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


class Patient(ThreadingHTTPServer):
    """Lets many wait at once, for a page asks for dozens of files."""

    request_queue_size = 256


#: Where browsers find what is served, at whatever port that is; they trust it as what is on this computer.
HOST = "http://kb.localhost/"


@dataclass(frozen=True)
class Built:
    """A site: its files, and the address that it was built for, below a sub-path as on GitHub Pages."""

    folder: Path
    address: str


class Build(Protocol):
    """Builds a knowledge base to be served by a name."""

    def __call__(self, name: str, root: Path, repository: str = "") -> Built: ...


@pytest.fixture(scope="session")
def built(once: Once) -> Build:
    """Builds a knowledge base, once a run, to be served by its name; its sources are kept at an address, if any."""

    def build(name: str, root: Path, repository: str = "") -> Built:
        site = Built(once.folder / "sites" / name, f"{HOST}{name}/")

        def make() -> Built:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("KB_SITE_URL", site.address)
                patch.setenv("KB_REPO_URL", repository)
                assert main(["build", "--root", str(root), "--site-dir", str(site.folder)]) == 0
            return site

        return once(name, make)

    return build


@pytest.fixture(scope="session")
def whole(built: Build) -> Built:
    """The real site."""
    return built("kb", REPOSITORY)


@pytest.fixture(scope="session")
def port(once: Once) -> Iterator[int]:
    """Where on the loopback interface all that was built is served."""
    server = Patient(("127.0.0.1", 0), functools.partial(Quiet, directory=str(once.folder / "sites")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
