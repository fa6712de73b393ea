"""The site on this computer, rebuilt when a source changes.

The renderer draws again only when a skeleton or a hand-written file changed; else what it drew last is stamped anew.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.livereload import LiveReloadServer

from kb.loading import load
from kb.model import Problem
from kb.publish.engine import EngineError
from kb.publish.policy import script_hash
from kb.publish.search import index_files
from kb.publish.site import Drawing, Files, assemble, draw_skeletons, update, write_files
from kb.publish.skeletons import sources
from kb.publish.target import replacing
from kb.read.config import imprint, public_url
from kb.read.garbage import without_garbage_collection
from kb.render.memory import Memory

if TYPE_CHECKING:
    from kb.render.data.records import Findable
    from kb.render.page import Site


class Preview:
    """A site in a temporary folder that can be rebuilt.

    Args:
        root: the knowledge base. folder: where the site and the renderer's tree go.
        authors: names from the history of the files.
    """

    def __init__(self, root: Path, folder: Path, authors: Sequence[str] = ()) -> None:
        self.root = root
        self.site_dir = folder / "site"
        self.drawing: Drawing | None = None
        self._authors = authors
        self._trees: Iterator[Path] = (folder / f"tree-{number}" for number in count())
        self._hand_written: dict[str, tuple[int, int]] = {}
        self._memory = Memory()
        self._shown: Site | None = None
        self._whole: Files = dict
        self._late: tuple[Site | None, Mapping[str, str | bytes]] = (None, {})
        self._index: tuple[Findable, dict[str, str]] | None = None
        self._writing = threading.Lock()

    def rebuild(self) -> list[Problem]:
        """Builds the site from the sources as they are now; on errors the last one stays. Returns all problems."""
        with self._writing, without_garbage_collection():
            return self._rebuild()

    def _rebuild(self) -> list[Problem]:
        from kb.link import Links
        from kb.render import render
        from kb.render.data.whole import data_files

        loaded = load(self.root)
        if loaded.failed() or loaded.base is None or loaded.config is None:
            return list(loaded.problems)
        links = Links(loaded.base)
        address = public_url(loaded.config.values)
        site = render(links, self._memory, loaded.config.repository, self._authors, address)
        whole = partial(data_files, links, imprint(loaded.config.values))
        written = _times(self.root)
        drawn_from = sources(loaded.config.values, site)
        if self.drawing is None or self.drawing.sources != drawn_from or written != self._hand_written:
            tree, old = next(self._trees), self.drawing
            self.drawing = self._draw(site, loaded.config.values, tree)
            self._hand_written = written
            with replacing(self.site_dir) as work:
                assemble(site, self.drawing, work.new, _quiet, lambda: self._begin(site, whole))
            if old:
                shutil.rmtree(old.folder.parent)
        else:
            self._hand_written = {}  # if writing ends halfway, the next rebuild is a whole one
            update(site, self._shown, self.drawing, self.site_dir)
            self._hand_written = written
        self._whole, self._shown = whole, site  # in this order: who sees a site sees its whole
        return list(loaded.problems)

    def _draw(self, site: Site, settings: Mapping[str, Any], tree: Path) -> Drawing:
        try:
            return replace(draw_skeletons(self.root, settings, site, tree, "mkdocs", _quiet), preview=True)
        except BaseException:
            shutil.rmtree(tree, ignore_errors=True)
            raise

    def reindex(self) -> None:
        """Brings the search and the whole knowledge base as files up to date with the pages.

        It takes longer than they do, and nobody waits for it.
        """
        site, whole = self._shown, self._whole
        if site is None or site is self._late[0]:
            return
        files = self._late_files(site, whole)
        with self._writing:
            if self._shown is site:  # else another rebuild has come first, and brings its own
                write_files(files, self._late[1], self.site_dir)
                self._late = (site, files)

    def _late_files(self, site: Site, whole: Files) -> Mapping[str, str | bytes]:
        index = self._index
        if index is None or index[0] != site.findable:
            index = self._index = (site.findable, index_files(site.findable))
        return {**index[1], **whole()}

    def _begin(self, site: Site, whole: Files) -> Mapping[str, str | bytes]:
        self._late = (site, self._late_files(site, whole))
        return self._late[1]


def _quiet(text: str) -> None:
    """Progress that nobody needs to see."""


def _times(root: Path, *names: str) -> dict[str, tuple[int, int]]:
    """Files below some folders, hand-written ones and the settings by default: time of the last change, and size."""
    found = {}
    for name in names or ("mkdocs.yml", "docs"):
        for path in (root / name, *(root / name).rglob("*")):
            with suppress(OSError):  # it has just gone
                if path.is_file():
                    found[str(path)] = path.stat().st_mtime_ns, path.stat().st_size
    return found


class _Server(LiveReloadServer):
    """The server, which looks at the files itself: a folder may be moved away and come back."""

    def __init__(self, preview: Preview, build: Callable[[], None], port: int) -> None:
        super().__init__(builder=build, host="127.0.0.1", port=port, root=str(preview.site_dir), mount_path="/")
        self._watched_paths = {str(preview.root): 1}  # pages reload only where something is watched
        self._sources = preview.root
        threading.Thread(target=self._look, args=(_sources(preview.root),), daemon=True).start()

    def _look(self, seen: dict[str, tuple[int, int]]) -> None:
        while not self._shutdown:
            time.sleep(INTERVAL)
            now = _sources(self._sources)
            if now != seen:
                seen = now
                with self._rebuild_cond:
                    self._want_rebuild = True
                    self._rebuild_cond.notify_all()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """The page with the script that reloads it, which its policy then allows."""
        whole: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        script = whole.rpartition(b"</script>")[0].rpartition(b"<script>")[2]
        allowed = f"script-src 'self' '{script_hash(script.decode())}'".encode()
        return whole.replace(b"script-src 'self'", allowed, 1)


#: Seconds between two looks at the files.
INTERVAL = 0.3


def _sources(root: Path) -> dict[str, tuple[int, int]]:
    return _times(root, "bibliography", "sections", "docs", "mkdocs.yml")


def _room() -> tempfile.TemporaryDirectory[str]:
    """A temporary folder; those of previews that were killed are removed."""
    for path in Path(tempfile.gettempdir()).glob("kb-serve-*-*"):
        number = path.name.split("-")[2]
        with suppress(OSError):
            if number.isdecimal() and path.stat().st_uid == os.getuid() and not _lives(int(number)):
                shutil.rmtree(path, ignore_errors=True)
    return tempfile.TemporaryDirectory(prefix=f"kb-serve-{os.getpid()}-", ignore_cleanup_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def serve(root: Path, port: int, authors: Sequence[str] = ()) -> int:
    """Serves the site on the loopback interface until it is interrupted. Returns the exit status.

    For ``authors`` see :class:`Preview`.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # nothing stays behind
    with _room() as temporary:
        preview = Preview(root, Path(temporary), authors)
        indexing: list[threading.Thread] = []

        def build() -> None:
            rebuild(preview)
            indexing[:] = [threading.Thread(target=preview.reindex, daemon=True)]
            indexing[0].start()

        build()
        if preview.drawing is None:
            return 1
        server = _Server(preview, build, port)
        try:
            print(f"Serving on http://127.0.0.1:{port}/ (Ctrl-C ends it)", flush=True)
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        except OSError as error:
            print(f"kb: port {port} cannot be used: {error.strerror}; choose another with --port", file=sys.stderr)
            return 2
        finally:
            server.shutdown()
            indexing[0].join()
    return 0


def rebuild(preview: Preview) -> None:
    """Rebuilds and says how it went. Whatever an edit raises, the last good site stays and requests are answered."""
    start = time.monotonic()
    try:
        problems = preview.rebuild()
    except EngineError as error:
        print(f"kb: {error}", file=sys.stderr)
    except Exception as error:
        print(f"kb: {type(error).__name__}: {error}; the last good site is shown", file=sys.stderr)
    else:
        print(*problems, sep="\n", end="\n" if problems else "", flush=True)
        print(f"Built in {time.monotonic() - start:.1f} s", flush=True)
