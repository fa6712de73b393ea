"""A server on loopback that answers as the services do, and as badly as they can."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest


@dataclass
class Reply:
    """What the server says: a status, headers and a body, of which it can keep back the end, or all for a while."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    delay: float = 0.0


@dataclass
class Asked:
    """A question that reached the server."""

    path: str
    query: dict[str, list[str]]
    agent: str
    at: float


class Loopback:
    """A server whose answers a test gives, by the beginning of the path; the last given for a path stays."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Reply]] = {}
        self.asked: list[Asked] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                split = urlsplit(self.path)
                agent = self.headers.get("User-Agent", "")
                asked = Asked(unquote(split.path), parse_qs(split.query), agent, time.monotonic())
                outer.asked.append(asked)
                reply = outer.reply(asked.path)
                time.sleep(reply.delay)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                with suppress(BrokenPipeError):  # who asked waits no longer
                    self.wfile.write(reply.body[: len(reply.body) - reply.cut])
                self.close_connection = bool(reply.cut)

            def log_message(self, *arguments: Any) -> None:
                """Nothing is printed."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def give(self, path: str, *replies: Reply | dict[str, Any] | str) -> None:
        """Answers of a path, in the order of its questions."""
        self.answers[path] = [_reply(one) for one in replies]

    def reply(self, path: str) -> Reply:
        found = [beginning for beginning in self.answers if path.startswith(beginning)]
        if not found:
            return Reply(b"no such record", 404)
        replies = self.answers[max(found, key=len)]
        return replies.pop(0) if len(replies) > 1 else replies[0]


def _reply(value: Reply | dict[str, Any] | str) -> Reply:
    if isinstance(value, Reply):
        return value
    return Reply((value if isinstance(value, str) else json.dumps(value)).encode())


@pytest.fixture
def server() -> Iterator[Loopback]:
    loopback = Loopback()
    yield loopback
    loopback.server.shutdown()
    loopback.server.server_close()
