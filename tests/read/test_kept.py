"""What was read is kept from one run to the next, and never stands in the way of what is true."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import kb.read
from kb import load
from kb.model import KnowledgeBase, Name, Place, Severity
from kb.read import kept
from kb.read.kept import remembered
from tests.conftest import REPOSITORY

PLACE = Place("a.yaml", 3, 5, {"title": (3, 12)})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "kb" / "read" / "code"
    monkeypatch.setattr(kept, "_folder", lambda: folder)
    kept._make_room.cache_clear()
    yield folder
    kept._make_room.cache_clear()


def never() -> Place:
    raise AssertionError("it was read again")


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_what_was_read_is_not_read_again(folder: Path) -> None:
    assert remembered("x", "a.yaml", "text", lambda: PLACE) == PLACE
    again = remembered("x", "a.yaml", "text", never)
    assert again == PLACE
    assert again.parts == PLACE.parts


@pytest.mark.parametrize("other", [("y", "a.yaml", "text"), ("x", "b.yaml", "text"), ("x", "a.yaml", "text ")])
def test_another_name_file_or_text_is_something_else(folder: Path, other: tuple[str, str, str]) -> None:
    remembered("x", "a.yaml", "text", lambda: PLACE)
    assert remembered(*other, lambda: Name("Ada")) == Name("Ada")


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def turned(data: bytes) -> bytes:
    return data[:10] + bytes([data[10] ^ 1]) + data[11:]


@pytest.mark.parametrize("damage", [cut, turned, lambda _: b""], ids=["cut", "a bit", "empty"])
def test_a_damaged_file_is_none_and_is_replaced(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    remembered("x", "a.yaml", "text", lambda: PLACE)
    path = only(folder)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    other = Place("b.yaml")
    assert remembered("x", "a.yaml", "text", lambda: other) == other
    assert remembered("x", "a.yaml", "text", never) == other


BODIES = {
    "no JSON": pickle.dumps((PLACE,)),
    "another class": b'[{"Path": ["x"]}]',
    "a field less": b'[{"Name": ["Ada"]}]',
    "two things": b"[1, 2]",
    "two names": b'[{"tuple": [], "dict": []}]',
    "nothing": b"{}",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_file_that_holds_no_record_is_none(folder: Path, body: bytes) -> None:
    remembered("x", "a.yaml", "text", lambda: PLACE)
    only(folder).write_bytes(body + hashlib.sha256(body).digest())
    assert remembered("x", "a.yaml", "text", lambda: Name("Ada")) == Name("Ada")


@pytest.mark.parametrize("value", [date(2021, 8, 16), Severity.ERROR, [{"when": date(2021, 8, 16)}]])
def test_what_json_cannot_hold_is_not_kept(folder: Path, value: object) -> None:
    assert remembered("x", "a.yaml", "text", lambda: value) == value
    assert not folder.exists()


def test_the_whole_knowledge_base_is_read_as_it_was(folder: Path, library: Path) -> None:
    def read() -> KnowledgeBase:
        for function in (kb.read._read_works, kb.read.read_section, kb.read._read_list):
            function.cache_clear()
        base = load(library).base
        assert base is not None
        return base

    first, again = read(), read()
    assert list(folder.iterdir())
    assert again == first
    assert [work.place.parts for work in again.works.values()] == [work.place.parts for work in first.works.values()]


def test_no_file_of_the_knowledge_base_is_read_again(
    folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> None:
        for function in (kb.read._read_works, kb.read.read_section, kb.read._read_list):
            function.cache_clear()
        load(library)

    read()
    for reader in ("read_bibliography", "read_record"):
        monkeypatch.setattr(kb.read, reader, lambda *_: never())
    read()


def test_a_folder_that_cannot_be_written_is_none(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("a file")
    assert remembered("x", "a.yaml", "text", lambda: PLACE) == PLACE
    assert folder.read_text() == "a file"


def test_the_oldest_go_when_there_is_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = folder.parent / "older code"
    older.mkdir(parents=True)
    for number in range(3):
        path = older / f"{number:064}"
        path.write_bytes(b"x" * 100)
        os.utime(path, (number, number))
    (older / "not ours").write_bytes(b"x" * 1000)
    monkeypatch.setattr(kept, "_MOST", 250)
    remembered("x", "a.yaml", "text", lambda: PLACE)
    assert sorted(path.name for path in older.iterdir()) == [f"{1:064}", f"{2:064}", "not ours"]


def test_a_second_check_says_the_same_and_follows_edits(tiny: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(REPOSITORY / "scripts")}

    def check() -> str:
        command = [sys.executable, "-m", "kb", "check", "--root", str(tiny)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout

    path = tiny / "sections/1.1-security.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("role: policy", "role: proof").replace("p. 4", "p. 400"), "utf-8")
    wrong = check()
    assert "E109" in wrong
    assert check() == wrong
    path.write_text(text, "utf-8")
    assert "0 errors" in check()


def test_what_copies_of_the_process_read_is_what_one_reads(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    for name in ("bibliography", "sections", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    for file, right, wrong in (
        ("sections/4.7-security-and-privacy.yaml", "role: ", "role:\t: "),  # no YAML
        ("sections/4.1-modeling.yaml", "role: evidence", "role: proof"),  # no role
        ("bibliography/provenance.yaml", "shows: [author", "shows: [autor"),
        ("bibliography/references.bib", "@online{brockman2020math,", "@online{brockman2020math"),
        ("bibliography/since.bib", "  year = ", "  year =\n   "),  # not in canonical form
    ):
        path = root / file
        text = path.read_text("utf-8")
        assert right in text
        path.write_text(text.replace(right, wrong, 1), "utf-8")

    def check(cores: int) -> str:
        bound = f"import os; os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:{cores}])"
        command = [
            sys.executable,
            "-c",
            f"{bound}; from kb.cli import command; command()",
            "check",
            "--root",
            str(root),
        ]
        own = {"XDG_CACHE_HOME": str(tmp_path / f"{cores}"), "PYTHONPATH": str(REPOSITORY / "scripts")}
        return subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False).stdout

    alone = check(1)
    for file in ("4.7-security", "4.1-modeling", "provenance.yaml", "references.bib", "since.bib"):
        assert file in alone
    assert check(2) == alone
