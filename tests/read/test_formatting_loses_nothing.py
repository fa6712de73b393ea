"""Whatever is formatted says what it said, comments included, and stays; whatever is not has its reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.read.bibtex import read_bibliography
from kb.read.canonical import formatted
from kb.read.faithful import comments
from kb.read.writing import replace_text
from tests.check_bib_folder import faults
from tests.conftest import Run

PIECES = st.sampled_from(
    r"A \'E {\'e} {\'Et } \u\ \i {\o} \ss $x$ $5 \$ & \& % \% -- - { } {{ }} , = # @ ~ `` '' \textbf{x} \foo 3 é 明 "
    .split(" ")
)  # fmt: skip
VALUES = st.lists(PIECES, max_size=6).map(" ".join)
COMMENTS = st.sampled_from(["", "% one\n", "% one\n\n% two ann@example.org\n", "\n\n", "@comment{x}\n", "text\n"])
NAMES = st.sampled_from(["title", "note", "pages", "author", "doi", "url", "Year", "odd"])
ENTRIES = st.builds(
    lambda comment, key, fields, end: (
        f"{comment}@misc{{{key}, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields) + f"}}{end}"
    ),
    COMMENTS,
    st.sampled_from("abcdef"),
    st.lists(st.tuples(NAMES, VALUES), max_size=4, unique_by=lambda pair: pair[0]),
    st.sampled_from(["\n", "\r\n", "\n% after\n", " "]),
)
FILES = st.builds(lambda start, entries: start + "".join(entries), st.sampled_from(["", "\ufeff"]), st.lists(ENTRIES))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(FILES, st.integers(0, 400), st.sampled_from(["", "{", "}", ",", "%", "\\", '"', "\n", "\r", "\u2028"]))
def test_a_bibliography_loses_nothing(text: str, at: int, slip: str) -> None:
    text = text[:at] + slip + text[at + 1 :] if at < len(text) else text
    assert [fault for fault in faults(text) if not fault.startswith("refused")] == []
    form = formatted("x.bib", text)
    assert form.text == text or not (form.unreadable or form.refused)
    assert sorted(re.findall("one|two|after", form.text)) == sorted(re.findall("one|two|after", text))


SECTION = (Path(__file__).parent.parent / "data/library/sections/1.1-security.yaml").read_text("utf-8")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.integers(0, len(SECTION) - 1),
    st.sampled_from(["\u2028", "\x85", "\r", "  \n", " # why\n", "\n\n", "é", "e\u0301", '"', "'", "|", "- ", ": "]),
)  # fmt: skip
def test_a_section_loses_nothing(at: int, slip: str) -> None:
    text = SECTION[:at] + slip + SECTION[at:]
    file = "sections/1.1-security.yaml"
    form = formatted(file, text)
    assert form.text == text or not (form.unreadable or form.refused)
    assert formatted(file, form.text).text == form.text
    assert form.text.count("# why") == text.count("# why")
    words = [re.findall(r"\w+", piece) for piece in (form.text, text)]
    assert len(words[0]) >= len(words[1]) - 2  # a letter and its accent become one


REMARKS = st.sampled_from(["", "", " # one", "   # two: {x}"])
ABOVE = st.sampled_from(["", "", "# three\n", "\n", "\n# four\n\n", "  # five\n# six\n"])
SCALARS = st.sampled_from(["a", "'it''s #1'", '"#"', "3", "true", "", "|{}\n      x # y\n\n", ">-{}\n      x\n      y"])


@st.composite
def records(draw: st.DrawFn) -> str:
    """A record of a list, on one line or on several, with comments wherever they may stand."""
    names = draw(st.lists(st.sampled_from(["work", "at", "page", "note", "odd"]), min_size=1, unique=True))
    values = [(name, draw(SCALARS)) for name in names]
    if draw(st.booleans()):
        pairs = [f"{name}: {'' if '{}' in value else value}" for name, value in values]
        inside = f",{draw(REMARKS)}\n     ".join(pairs)
        return f"  - {{{inside}}}{draw(REMARKS)}\n"
    lines = [
        f"{name}: {value.format(remark) if '{}' in value else value + remark}\n"
        for name, value in values
        for remark in [draw(REMARKS)]
    ]
    return "  - " + "".join((lines[0], *(f"{draw(ABOVE)}    {line}" for line in lines[1:])))


@st.composite
def fields(draw: st.DrawFn, name: str) -> str:
    """A field of a section."""
    if name in ("citations", "related"):
        items = [f"{draw(ABOVE)}{draw(records())}" for _ in range(draw(st.integers(1, 3)))]
        return f"{name}:{draw(REMARKS)}\n{''.join(items)}"
    return f"{name}: |{draw(REMARKS)}\n  x  \n\n  # y\n" if name == "summary" else f"{name}: '1'{draw(REMARKS)}\n"


NAMES_OF_FIELDS = st.permutations(["number", "part", "summary", "citations", "related", "odd"])


@st.composite
def sections(draw: st.DrawFn) -> str:
    """A section with its fields in any order."""
    return "".join(f"{draw(ABOVE)}{draw(fields(name))}" for name in draw(NAMES_OF_FIELDS)) + draw(ABOVE)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(sections())
def test_a_section_of_any_shape_is_formatted_once_and_for_all(text: str) -> None:
    form = formatted("sections/1-x.yaml", text)
    assert (form.unreadable, form.refused) == ((), "")
    assert formatted("sections/1-x.yaml", form.text).text == form.text
    assert sorted(comments(form.text)) == sorted(comments(text))
    assert yaml.safe_load(form.text) == yaml.safe_load(text)
    lists = [line for line in form.text.split("\n") if line.startswith("  - ")]
    assert all(re.fullmatch(r"  - \{.*\}(?:  #.*)?", line) for line in lists)


def test_a_block_of_text_keeps_its_neighbor_and_hard_breaks_stay() -> None:
    text = "summary: |\n  one  \n  two\ncitations:\n  - work: a\n    note: |\n      x\n  - {work: b, note: yes-no}\n"
    assert formatted("sections/1-x.yaml", text).text == (
        'summary: |\n  one  \n  two\ncitations:\n  - {work: a, note: "x\\n"}\n  - {work: b, note: yes-no}\n'
    )


def test_a_file_that_is_not_utf8_is_left_alone(tiny: Path, kb: Run) -> None:
    path = tiny / "bibliography/references.bib"
    data = path.read_bytes().replace(b"title = {", b"TITLE={\x93")
    path.write_bytes(data)
    result = kb("fmt", "--root", tiny)
    assert result.status == 1
    assert result.lines[-1] == "bibliography/references.bib: left as it is; it cannot be read whole"
    assert path.read_bytes() == data


def test_a_file_that_cannot_be_written_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.bib"
    path.write_text("before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_text(path, "after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_comment_that_begins_with_an_address_is_no_entry() -> None:
    assert read_bibliography("x.bib", "% ann@example.org\n@misc{a, title = {A}}").problems == ()
