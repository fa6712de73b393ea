"""A folder served over loopback, and what was sent from it."""

from __future__ import annotations

import functools
import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Static(BaseHTTPRequestHandler):
    """Files of a folder. Connections are kept and an answer is one packet's write, as with every real server."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *arguments: Any, directory: Path, sent: list[Path]) -> None:
        self.directory, self.sent = directory, sent
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = self.directory / self.path.partition("?")[0].lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        self.sent += [path] if found else []
        body = path.read_bytes() if found else b""
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        head = (
            f"HTTP/1.1 {'200 OK' if found else '404 Not Found'}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}"
        )
        self.wfile.write(f"{head}\r\n\r\n".encode() + body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """The address of a folder, and the files that were sent from it."""
    sent: list[Path] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Static, directory=folder, sent=sent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()


def compressed(path: Path) -> int:
    """What a server that compresses would send; what is compressed already does not get smaller."""
    body = path.read_bytes()
    return min(len(body), len(gzip.compress(body, 9)))
