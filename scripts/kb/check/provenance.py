"""Rules for what is said of works and how it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kb.check.rule import Finding, rule
from kb.model import KnowledgeBase
from kb.read import nearest
from kb.read.identifiers import safe_url
from kb.read.latex import plain
from kb.read.names import facts_of

#: Types of what a publisher or a conference brings out.
_PUBLISHED = frozenset({"article", "book", "incollection", "inproceedings"})
#: Words of an annotation.
SHORTEST, LONGEST = 20, 50


@rule("E132", "look at a source is wrong")
def looks(base: KnowledgeBase) -> Iterator[Finding]:
    entries = base.entries
    seen: set[tuple[str, str, str]] = set()
    for look in base.provenance:
        identity = (look.work, look.source, look.at)
        if look.work not in entries:
            yield look.place.of("work"), f"unknown work '{look.work}'", nearest(look.work, entries)
        elif identity in seen:
            yield look.place, f"'{look.work}' was looked at there already", "put what it shows into one record"
        elif look.source == "issuer" and entries[look.work].type in _PUBLISHED:
            hint = "write 'author' for the page of an author's employer"
            yield look.place.of("source"), f"'{look.work}' is published, so no organization issued it", hint
        if not safe_url(look.at) or not look.at.startswith("http"):
            yield look.place.of("at"), f"'{look.at[:60]}' is not an address", "write the record's address, https://…"
        if not _is_date(look.date):
            yield look.place.of("date"), f"'{look.date}' is not a date", "write it as 2026-11-28"
        seen.add(identity)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@rule("E133", "source shows what the entry does not state")
def shown_facts(base: KnowledgeBase) -> Iterator[Finding]:
    entries = base.entries
    for look in base.provenance:
        work = entries.get(look.work)
        if work is None or work.key in base.broken:
            continue
        facts = facts_of(work)
        for number, fact in enumerate(look.shows):
            if fact not in facts:
                stated = ", ".join(name for name in facts if name in work.fields)
                hint = f"add it to the entry, which states {stated}, or take it out"
                yield look.place.of(f"shows.{number}"), f"'{look.work}' has no {fact}", hint
            elif fact == "author" and work.others:
                hint = "complete the list in the entry, or take it out"
                yield look.place.of(f"shows.{number}"), f"the list of authors of '{look.work}' is cut short", hint


@rule("W134", "annotation is too short or too long")
def annotation_length(base: KnowledgeBase) -> Iterator[Finding]:
    for work in base.entries.values():
        words = len(re.findall(r"\S+", plain(work.annotation)))
        if words and not SHORTEST <= words <= LONGEST:
            hint = f"say in {SHORTEST} to {LONGEST} words what the work is and shows"
            yield work.place.of("annotation"), f"annotation of {words} words", hint


#: A kind of page and its name, in letters that no path can be led astray by.
_ADDRESS = re.compile(r"[a-z]+/(?:[A-Za-z0-9][\w.():;-]*/)+", re.ASCII)


@rule("E135", "moved address is wrong")
def moved_addresses(base: KnowledgeBase) -> Iterator[Finding]:
    seen: set[str] = set()
    sources = {moved.was for moved in base.moved}
    for moved in base.moved:
        for name, address in (("was", moved.was), ("now", moved.now)):
            if not _ADDRESS.fullmatch(address):
                yield moved.place.of(name), f"'{address[:60]}' is not an address", "write it as authors/pieter-abbeel/"
        if moved.was in seen:
            yield moved.place.of("was"), f"'{moved.was[:60]}' has moved already", "keep one of them"
        if moved.now in sources:
            yield moved.place.of("now"), f"'{moved.now[:60]}' has moved too", "write where it leads in the end"
        seen.add(moved.was)
