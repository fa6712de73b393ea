"""The site on this computer, as its sources are at the moment.

After an edit they are read and checked, and a page is made when somebody opens it. The renderer draws again only when a
skeleton or a hand-written file changed.
"""

from __future__ import annotations

import gc
import os
import posixpath
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.livereload import LiveReloadServer

from kb.loading import load
from kb.model import Problem
from kb.publish.engine import EngineError
from kb.publish.on_demand import OnDemand, OtherSkeletonError
from kb.publish.policy import script_hash
from kb.publish.site import Drawing, draw_skeletons, write_files
from kb.publish.skeletons import examples, sources
from kb.read.config import imprint, public_url
from kb.read.garbage import without_garbage_collection

if TYPE_CHECKING:
    from kb.render.page import Site


class Preview:
    """A site in a temporary folder, of which each file is made when it is asked for, so that none is ever stale.

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
        self._shown: OnDemand | None = None
        self._there: set[str] = set()
        self._making = threading.Lock()

    def rebuild(self) -> list[Problem]:
        """Takes the sources as they are now; on errors the last site stays. Returns all problems."""
        with self._making, without_garbage_collection():
            return self._rebuild()

    def _rebuild(self) -> list[Problem]:
        from kb.link import Links
        from kb.render import render
        from kb.render.data.whole import data_files

        loaded = load(self.root)
        if loaded.failed() or loaded.base is None or loaded.config is None:
            return list(loaded.problems)
        links, settings = Links(loaded.base), loaded.config.values
        site = render(links, loaded.config.repository, self._authors, public_url(settings))
        whole = data_files(links, imprint(settings))
        written, drawing = _times(self.root), self.drawing
        if drawing is None or drawing.sources != sources(settings, site) or written != self._hand_written:
            drawing = self._draw(site, settings)
            self._hand_written = written
        self._show(OnDemand(site, replace(drawing, settings=settings), whole))
        return list(loaded.problems)

    def _draw(self, site: Site, settings: Mapping[str, Any]) -> Drawing:
        tree, old = next(self._trees), self.drawing
        try:
            drawing = draw_skeletons(self.root, settings, site, examples(site), tree, "mkdocs", _quiet)
        except BaseException:
            shutil.rmtree(tree, ignore_errors=True)
            raise
        self.drawing = replace(drawing, preview=True)
        if old:
            shutil.rmtree(old.folder.parent)
        return self.drawing

    def _show(self, shown: OnDemand) -> None:
        self._shown = shown
        self._there.clear()

    def bring(self, path: str) -> None:
        """Sees to it that the file at a path below the site is there as it should be, or is not there.

        Raises:
            EngineError: if headings have changed, so that the renderer draws anew, and it fails.
        """
        with self._making, without_garbage_collection():
            if self._shown is None or path in self._there:
                return
            try:
                files = self._shown.files_at(path)
            except OtherSkeletonError:
                shown = self._shown
                self._show(OnDemand(shown.site, self._draw(shown.site, shown.drawing.settings), shown.whole))
                files = self._shown.files_at(path)
            write_files(files.items(), self.site_dir)
            if path not in files and not (self.site_dir / path).is_dir():
                (self.site_dir / path).unlink(missing_ok=True)
            self._there |= {path, *files}


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
        self._preview = preview
        self.error_handler = self._page_for
        threading.Thread(target=self._look, args=(_sources(preview.root),), daemon=True).start()

    def _look(self, seen: dict[str, tuple[int, int]]) -> None:
        while not self._shutdown:
            time.sleep(INTERVAL)
            now = _sources(self._preview.root)
            if now != seen:
                seen = now
                with self._rebuild_cond:
                    self._want_rebuild = True
                    self._rebuild_cond.notify_all()

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        """What is asked for, made first; where that fails, why, and the next edit may mend it."""
        try:
            for path in _files_meant(environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")):
                self._preview.bring(path)
        except Exception as error:
            message = f"kb: {_in_words(error)}"
            print(message, file=sys.stderr)
            start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
            return [message.encode()]
        found: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return found

    def _page_for(self, code: int) -> bytes | None:
        """The site's own page for an address that nothing has."""
        self._preview.bring(name := f"{code}.html")
        path = self._preview.site_dir / name
        return path.read_bytes() if path.is_file() else None

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """The page with the script that reloads it, which its policy then allows."""
        whole: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        script = whole.rpartition(b"</script>")[0].rpartition(b"<script>")[2]
        allowed = f"script-src 'self' '{script_hash(script.decode())}'".encode()
        return whole.replace(b"script-src 'self'", allowed, 1)


def _files_meant(path: str) -> Iterator[str]:
    """What may be meant by the path of an address, below the site: a file, and the page of a folder.

    >>> [list(_files_meant(path)) for path in ("/works/", "/works", "/../works/x.bib")]
    [['works/index.html'], ['works', 'works/index.html'], ['works/x.bib']]
    """
    inside = posixpath.normpath(f"/{path}").lstrip("/")
    if path.endswith("/"):
        yield f"{inside}/index.html".lstrip("/")
    else:
        yield inside
        if "." not in inside.rpartition("/")[2]:
            yield f"{inside}/index.html"


def _in_words(error: Exception) -> str:
    return str(error) if isinstance(error, EngineError) else f"{type(error).__name__}: {error}"


#: Seconds after an edit until what was shown before is cleared away. It takes a third of one, so no page should wait.
REST = 3
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
        rebuild(preview)
        if preview.drawing is None:
            return 1

        def build() -> None:
            rebuild(preview)
            clearing = threading.Timer(REST, gc.collect)
            clearing.daemon = True
            clearing.start()

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
    return 0


def rebuild(preview: Preview) -> None:
    """Rebuilds and says how it went. Whatever an edit raises, the last good site stays and requests are answered."""
    start = time.monotonic()
    try:
        problems = preview.rebuild()
    except Exception as error:
        print(f"kb: {_in_words(error)}; the last good site is shown", file=sys.stderr)
    else:
        print(*problems, sep="\n", end="\n" if problems else "", flush=True)
        print(f"Ready in {time.monotonic() - start:.1f} s", flush=True)
