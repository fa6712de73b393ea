"""The site on this computer, rebuilt when a source changes.

The renderer draws again only when a shell or a hand-written file changed; otherwise what it drew last is stamped anew.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.model import Problem
from kb.publish.engine import EngineError
from kb.publish.place import replacing
from kb.publish.search import index_files
from kb.publish.shells import shells
from kb.publish.site import Drawing, assemble, draw_shells, update, write_files
from kb.render.memory import Memory

if TYPE_CHECKING:
    from kb.render.page import Site
    from kb.render.records import Findable


class Preview:
    """A site in a temporary folder that can be rebuilt.

    Args:
        root: the knowledge base. folder: where the site and the renderer's tree go.
        load: reads and checks a knowledge base.
    """

    def __init__(self, root: Path, folder: Path, load: Callable[[Path], Any]) -> None:
        self.root = root
        self.site_dir = folder / "site"
        self.drawing: Drawing | None = None
        self._load = load
        self._trees: Iterator[Path] = (folder / f"tree-{number}" for number in count())
        self._hand_written: dict[str, float] = {}
        self._memory = Memory()
        self._shown: Site | None = None
        self._index: tuple[Findable, dict[str, str]] | None = None
        self._writing = threading.Lock()

    def rebuild(self) -> list[Problem]:
        """Builds the site from the sources as they are now; on errors the last one stays. Returns all problems."""
        with self._writing:
            return self._rebuild()

    def _rebuild(self) -> list[Problem]:
        from kb.link import Links
        from kb.render import render

        loaded = self._load(self.root)
        if loaded.failed() or loaded.base is None:
            return list(loaded.problems)
        site = render(Links(loaded.base), self._memory)
        written = _times(self.root)
        if self.drawing is None or self.drawing.shells != shells(site) or written != self._hand_written:
            tree, old = next(self._trees), self.drawing
            self.drawing = draw_shells(self.root, loaded.config.values, site, tree, "mkdocs", _quiet)
            self._hand_written = written
            with replacing(self.site_dir) as work:
                assemble(site, self.drawing, work.new, _quiet, lambda: self._index_of(site))
            if old:
                shutil.rmtree(old.folder.parent)
        else:
            update(site, self._shown, self.drawing, self.site_dir)
        self._shown = site
        return list(loaded.problems)

    def reindex(self) -> None:
        """Brings the search up to date with the pages. It takes longer than they do, and nobody waits for it."""
        site = self._shown
        if site is None or self._index is None or self._index[0] == site.findable:
            return
        files = index_files(site.findable)
        with self._writing:
            if self._shown is site:  # else another rebuild has come first, and brings its own index
                write_files(files, self._index[1], self.site_dir)
                self._index = (site.findable, files)

    def _index_of(self, site: Site) -> dict[str, str]:
        files = index_files(site.findable)
        self._index = (site.findable, files)
        return files


def _quiet(text: str) -> None:
    """Progress that nobody needs to see."""


def _times(root: Path) -> dict[str, float]:
    """Hand-written files and the settings, with the time of their last change."""
    files = [root / "mkdocs.yml", *(path for path in (root / "docs").rglob("*") if path.is_file())]
    return {str(path): path.stat().st_mtime for path in files}


def serve(root: Path, port: int, load: Callable[[Path], Any]) -> int:
    """Serves the site on the loopback interface until it is interrupted. Returns the exit status."""
    from mkdocs.livereload import LiveReloadServer

    with tempfile.TemporaryDirectory(prefix="kb-serve-") as temporary:
        preview = Preview(root, Path(temporary), load)

        def build() -> None:
            start = time.monotonic()
            try:
                problems = preview.rebuild()
            except EngineError as error:
                print(f"kb: {error}", file=sys.stderr)
                return
            print(*problems, sep="\n", end="\n" if problems else "", flush=True)
            print(f"Built in {time.monotonic() - start:.1f} s", flush=True)
            threading.Thread(target=preview.reindex, daemon=True).start()

        build()
        if preview.drawing is None:
            return 1
        try:
            server = LiveReloadServer(
                builder=build,
                host="127.0.0.1",
                port=port,
                root=str(preview.site_dir),
                mount_path="/",
                polling_interval=0.2,
            )
        except OSError as error:
            print(f"kb: port {port} cannot be used: {error.strerror}; choose another with --port", file=sys.stderr)
            return 2
        for name in ("bibliography", "sections", "docs", "mkdocs.yml"):
            if (root / name).exists():
                server.watch(str(root / name))
        print(f"Serving on http://127.0.0.1:{port}/ (Ctrl-C ends it)", flush=True)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
    return 0
