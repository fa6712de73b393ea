"""Work that a copy of the process does: what it makes, what goes wrong in it, and where there can be none."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from kb.beside import beside
from kb.publish import site as publishing
from tests.conftest import Run


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine and however many threads other tests left, this process may be copied."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


@pytest.mark.usefixtures("alone")
def test_a_copy_of_the_process_makes_it_once() -> None:
    wait = beside(lambda: [os.getpid()])
    assert wait() != [os.getpid()]
    assert wait() is wait()


@pytest.mark.usefixtures("alone")
def test_what_goes_wrong_in_the_copy_is_raised_here() -> None:
    wait = beside(lambda: int("seven"))
    with pytest.raises(ValueError, match="seven"):
        wait()


@pytest.mark.usefixtures("alone")
def test_a_copy_that_ends_before_its_time_is_an_error() -> None:
    wait = beside(lambda: os._exit(9))
    with pytest.raises(ChildProcessError, match="broken off"):
        wait()


def test_a_process_with_threads_is_not_copied() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert beside(os.getpid)() == os.getpid()
    finally:
        done.set()
        thread.join()


def test_a_part_that_is_broken_off_leaves_the_last_site(
    library: Path, kb: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    assert kb("build", "--root", library, "--site-dir", target).status == 0
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}

    def broken(_: object) -> dict[str, str]:
        raise MemoryError("no room")

    monkeypatch.setattr(publishing, "index_files", broken)
    assert kb("build", "--root", library, "--site-dir", target).status == 1
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before
