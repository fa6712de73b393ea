"""Tries the reader and the formatter on every ``.bib`` file below the folders that are given, and changes none of them.

For each file: nothing raises; what is formatted says what it said, is read again and stays as it is; what is not
formatted has its reason. Run as ``.venv/bin/python -m tests.check_bib_folder FOLDER …``; exit status 1 if a file fails.
"""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pybtex.utils import CaseInsensitiveDict

from kb.check.bibliography import expected_key
from kb.read.bibtex import Bibliography, read_bibliography
from kb.read.canonical import formatted
from kb.read.latex import plain
from kb.read.names import printed_venue
from kb.render.access import access_links
from kb.render.text.latex import html
from kb.render.text.reference import bibtex, label

#: Fields of which formatting changes the characters and not what they say.
REWRITTEN = {"author", "editor", "doi", "eprint", "url", "pages"}


def letters(text: str) -> str:
    """The letters and figures that a reader sees."""
    return "".join(letter for letter in plain(text) if letter.isalnum())


def faults(text: str) -> Iterator[str]:
    """What goes wrong with a file of that text, if anything does."""
    before = read_bibliography("x.bib", text)
    form = formatted("x.bib", text)
    yield from (f"refused: {form.refused}" for _ in [1] if form.refused)
    if form.text == text:
        if before.problems and not form.unreadable:
            yield "left alone without a reason"
        return
    if formatted("x.bib", form.text).text != form.text:
        yield "not stable"
    yield from lost(before, read_bibliography("x.bib", form.text))


def lost(before: Bibliography, after: Bibliography) -> Iterator[str]:
    """Entries and texts that are not there any more."""
    if after.problems:
        yield f"cannot be read again: {after.problems[0]}"
    new = CaseInsensitiveDict(after.works)
    for key, work in before.works.items():
        if key not in new or set(work.fields) != set(new[key].fields):
            yield f"lost of '{key}'"
            continue
        for name in set(work.fields) - REWRITTEN:
            if letters(work.fields[name]) != letters(new[key].fields[name]):
                yield f"'{name}' of '{key}' changed"
        if len(work.authors) != len(new[key].authors) or len(work.editors) != len(new[key].editors):
            yield f"names of '{key}' changed"


def show(text: str) -> None:
    """Makes of every entry what pages show of it."""
    for work in read_bibliography("x.bib", text).works.values():
        _ = (expected_key(work), label(work), printed_venue(work), html(work.title), access_links(work), bibtex(work))


def main(folders: Sequence[str]) -> int:
    """Prints what went wrong, a line each, and the totals."""
    kinds: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*.bib")):
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            kinds["not UTF-8"] += 1
            continue
        try:
            found = list(faults(text))
            show(text)
        except Exception:
            found = [traceback.format_exc()]
        form = formatted("x.bib", text)
        kinds["faults" if found else "left alone" if form.unreadable else "formatted"] += 1
        kinds["entries"] += len(read_bibliography("x.bib", text).works)
        for fault in found:
            print(f"{path}: {fault}")
    print(", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common()))
    return 1 if kinds["faults"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
