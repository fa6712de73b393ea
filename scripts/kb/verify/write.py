"""The entry with the facts that were chosen, as a patch or in its file, and the looks as lines of provenance."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kb.model import KnowledgeBase, Provenance, Work
from kb.read import BIBLIOGRAPHY
from kb.read.bibtex import read_bibliography
from kb.read.canonical import format_entry
from kb.read.yaml_form import quoted, spliced, word
from kb.verify.compare import Comparison, Difference


def with_fields(work: Work, differences: Iterable[Difference], chosen: Collection[str] | None = None) -> Work:
    """The entry with what records say in the place of its own; of two that say something, the first counts.

    Args:
        chosen: the fields to take over; none takes all.
    """
    fields = dict(work.fields)
    taken: set[str] = set()
    for difference in differences:
        if difference.field not in taken and (chosen is None or difference.field in chosen):
            fields[difference.field] = difference.theirs
            taken.add(difference.field)
    if "eprint" in taken:
        fields.setdefault("archiveprefix", "arXiv")
    if "primaryclass" in taken and "eprint" not in fields:
        del fields["primaryclass"]
    return replace(work, fields=fields)


def with_entries(text: str, works: Iterable[Work]) -> str:
    """The text of ``references.bib`` with these entries in the place of those of the same key."""
    bibliography = read_bibliography(BIBLIOGRAPHY, text)
    new = {work.key: format_entry(work).rstrip("\n") for work in works}
    found = zip(bibliography.spans, bibliography.entries, strict=True)
    return spliced(text, ((start, end, new[key]) for (start, end), key in found if key in new))


def patch(before: str, after: str, file: str) -> str:
    """The change of a file, as ``git apply`` and ``patch -p1`` take it; empty where nothing changes."""
    lines = (before.splitlines(keepends=True), after.splitlines(keepends=True))
    return "".join(difflib.unified_diff(*lines, f"a/{file}", f"b/{file}"))


def looks(work: Work, comparisons: Iterable[Comparison], day: str) -> list[Provenance]:
    """What was seen, as records of provenance: of each source that shows a fact just as the entry has it."""
    return [
        Provenance(work.key, one.record.source, one.record.at, one.shows, day, work.place)
        for one in comparisons
        if one.shows
    ]


def provenance_line(look: Provenance) -> str:
    """A look as one line of ``provenance.yaml``."""
    return (
        f"- {{work: {word(look.work)}, source: {look.source}, at: {quoted(look.at)}, "
        f'shows: [{", ".join(look.shows)}], date: "{look.date}"}}\n'
    )


def with_looks(text: str, base: KnowledgeBase, new: Sequence[Provenance]) -> str:
    """The text of ``provenance.yaml`` with new looks in it, each beside those at its work; the same look is renewed."""
    lines = [] if text.strip() == "[]" else text.splitlines(keepends=True)
    known = {(look.work, look.source, look.at): look.place.line - 1 for look in base.provenance}
    after: Mapping[str, int] = {look.work: look.place.line - 1 for look in base.provenance}
    inserted: dict[int, list[str]] = {}
    for look in new:
        line = known.get((look.work, look.source, look.at))
        if line is not None:
            lines[line] = provenance_line(look)
            continue
        earlier = [key for key in after if key <= look.work]
        at = after[max(earlier)] + 1 if earlier else min(after.values(), default=len(lines))
        inserted.setdefault(at, []).append(provenance_line(look))
    return "".join("".join((*inserted.get(number, ()), line)) for number, line in enumerate((*lines, "")))
