"""Asking services: politely, from the cache where it can, and never with a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.verify.http import LARGEST, Http, UnavailableError
from tests.verify.conftest import Loopback, Reply


def client(cache: Path | None = None, offline: bool = False, pause: float = 0.0) -> Http:
    return Http(cache, "a@example.org", offline, lambda _: pause, tries=2, backoff=0.01)


def test_an_answer_is_asked_for_once_and_says_who_asks(server: Loopback, tmp_path: Path) -> None:
    server.give("/works", {"ok": True})
    for _ in range(2):
        assert client(tmp_path / "answers.sqlite").json(f"{server.address}/works", {"q": "a b"}) == {"ok": True}
    assert [(one.path, one.query) for one in server.asked] == [("/works", {"q": ["a b"]})]
    assert server.asked[0].agent.startswith("kb/")
    assert "mailto:a@example.org" in server.asked[0].agent


def test_that_there_is_no_such_record_is_an_answer_too(server: Loopback, tmp_path: Path) -> None:
    for _ in range(2):
        assert client(tmp_path / "answers.sqlite").json(f"{server.address}/works/1") is None
    assert len(server.asked) == 1


def test_offline_nobody_is_asked(server: Loopback, tmp_path: Path) -> None:
    server.give("/works", {"ok": True})
    client(tmp_path / "a.sqlite").json(f"{server.address}/works")
    assert client(tmp_path / "a.sqlite", offline=True).json(f"{server.address}/works") == {"ok": True}
    with pytest.raises(UnavailableError, match="never asked"):
        client(tmp_path / "a.sqlite", offline=True).json(f"{server.address}/others")
    assert len(server.asked) == 1


def test_a_busy_service_is_asked_again(server: Loopback) -> None:
    server.give("/works", Reply(status=429, headers={"Retry-After": "0"}), Reply(status=503), {"ok": True})
    assert client().json(f"{server.address}/works") == {"ok": True}
    assert len(server.asked) == 3


def test_what_failed_is_not_kept(server: Loopback, tmp_path: Path) -> None:
    server.give("/works", Reply(status=500))
    with pytest.raises(UnavailableError, match="status 500"):
        client(tmp_path / "a.sqlite").json(f"{server.address}/works")
    server.give("/works", {"ok": True})
    assert client(tmp_path / "a.sqlite").json(f"{server.address}/works") == {"ok": True}


def test_between_two_questions_there_is_time(server: Loopback) -> None:
    server.give("/", {"ok": True})
    waits: list[float] = []
    http = Http(None, pause=lambda _: 5.0, wait=waits.append)
    for number in range(3):
        http.json(f"{server.address}/{number}")
    assert waits[0] == 0
    assert all(4 < wait <= 5 for wait in waits[1:])


def test_an_address_that_moved_is_followed(server: Loopback) -> None:
    server.give("/old", Reply(status=301, headers={"Location": "/new"}))
    server.give("/new", {"ok": True})
    assert client().json(f"{server.address}/old") == {"ok": True}


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(b"{", 200), "not JSON"),
        (Reply(b"<html>Just a moment</html>", 200), "not JSON"),
        (Reply(json.dumps({"ok": True}).encode(), cut=5), "cannot be reached"),
        (Reply(status=403), "status 403"),
        (Reply(status=302, headers={"Location": "/works"}), "without end"),
        (Reply(b"x" * (LARGEST + 1)), "MB"),
    ],
)
def test_an_answer_that_is_none_is_said_in_a_line(server: Loopback, reply: Reply, why: str) -> None:
    server.give("/works", reply)
    with pytest.raises(UnavailableError, match=why) as caught:
        client().json(f"{server.address}/works")
    assert "\n" not in str(caught.value)


def test_a_service_that_does_not_answer_is_not_waited_for_for_ever(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.verify.http.TIMEOUT", (0.2, 0.2))
    server.give("/works", Reply(delay=1.5))
    with pytest.raises(UnavailableError, match=r"in time|cannot be reached"):
        client().json(f"{server.address}/works")


def test_a_service_that_is_not_there(server: Loopback) -> None:
    server.server.server_close()
    with pytest.raises(UnavailableError, match="cannot be reached"):
        client().json(f"{server.address}/works")
