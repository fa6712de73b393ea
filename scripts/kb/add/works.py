"""``kb add``: new works, each looked up, compared with those that are here, given a key and put in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from kb.add.ask import Ask, parts
from kb.add.change import RefusedError
from kb.add.entry import (
    VENUE_FIELD,
    as_latex,
    fields_of,
    free_key,
    lacking,
    likely_type,
    protected,
    settled,
    type_of,
    work_of,
    written_names,
)
from kb.add.fetch import Bases, fetch
from kb.add.foreign import Foreign, read_file, taken_over
from kb.add.identify import HANDLERS, Identifier, identifiers_of, identify
from kb.add.names import known_names
from kb.add.topics import Suggestion, suggest
from kb.add.twins import Shelf, Twin
from kb.check.bibliography import REQUIRED
from kb.model import KnowledgeBase, Provenance, Work
from kb.read import nearest
from kb.read.canonical import accents_to_unicode, canonical_field
from kb.read.identifiers import is_year
from kb.read.persons import read_names
from kb.verify.compare import compare
from kb.verify.http import Http, UnavailableError
from kb.verify.record import Record
from kb.verify.services import is_of
from kb.verify.write import looks

#: What the note of a work says that no section cites.
NOT_CITED = "Not cited by the report."


@dataclass(frozen=True)
class Wishes:
    """What a person says of the works beside naming them.

    Attributes:
        day: today.
        given: fields in the person's words: author, title, year, venue, type.
        topics: slugs; none where nothing is said of them.
        note: what their notes say; the default where it is empty.
        anyway: add a work although one with such a title is here.
    """

    day: date
    given: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] | None = None
    note: str = ""
    anyway: bool = False


@dataclass(frozen=True)
class Added:
    """A new entry.

    Attributes:
        looks: what was seen of it. suggested: topics that it may carry, where none were given.
        remarks: what the person should know, a line each.
    """

    work: Work
    looks: tuple[Provenance, ...]
    suggested: tuple[Suggestion, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """An entry without a key, what records say of it, and what the person should know."""

    type: str
    fields: Mapping[str, str]
    records: tuple[Record, ...]
    remarks: tuple[str, ...] = ()


class Desk:
    """Takes works in, one after the other, each beside those before it.

    Args:
        base: the knowledge base to which they are added.
        http: asks services. bases: other addresses of them.
        ask: asks the person; none where there is nobody to ask.
    """

    def __init__(
        self, base: KnowledgeBase, http: Http, wishes: Wishes, ask: Ask | None, bases: Bases | None = None
    ) -> None:
        self.base = base
        self.http = http
        self.wishes = wishes
        self.ask = ask
        self.bases = bases or {}
        self.shelf = Shelf(base.works.values())
        self.keys = set(base.works)

    def add(self, target: str) -> Iterator[Callable[[], Added]]:
        """The works that a target names, each to be taken in when it is called for.

        Raises:
            RefusedError: if it names none, or cannot be read.
        """
        if target.lower().endswith(".bib") and not re.match("https?:", target):
            for entry in read_file(Path(target)):
                yield partial(self._take_over, entry)
            return
        identifier = identify(target)
        if identifier is None:
            raise RefusedError(_unknown(target), usage=True)
        yield partial(self._look_up, identifier)

    def _look_up(self, identifier: Identifier) -> Added:
        self._refuse(self.shelf.under(identifier), str(identifier))
        records = self._records(identifier)
        if not records and not self.http.offline:
            hint = "look for slips, or say with --offline what it is"
            raise RefusedError(f"{identifier}: there is no such record; {hint}")
        if records:
            known = fields_of(records)
            kind = type_of(records[0].type, known)
        else:
            known, kind = {}, ""
        named = _named_by(identifier)
        if "url" not in named or not {"doi", "eprint"} & known.keys():
            known = named | known
        remarks = [f"{record.source} calls it: {record.retracted}" for record in records if record.retracted]
        return self._put(self._completed(identifier, kind, known, records, remarks), str(identifier))

    def _records(self, identifier: Identifier) -> list[Record]:
        try:
            return fetch(identifier, self.http, self.bases)
        except UnavailableError as error:
            if self.http.offline:
                return []
            raise RefusedError(f"{identifier}: {error}; try again later, or say with --offline what it is") from error

    def _completed(
        self, identifier: Identifier, kind: str, known: dict[str, str], records: Sequence[Record], remarks: list[str]
    ) -> Draft:
        """A draft with what the person says, before what records say, and with answers for what is missing."""
        given = dict(self.wishes.given)
        if not records:
            given = self._asked(identifier, given)
        kind = given.pop("type", "") or kind or likely_type(given.get("venue", ""), identifier.kind)
        if kind not in REQUIRED:
            hint = nearest(kind, REQUIRED) or f"one of {', '.join(REQUIRED)}"
            raise RefusedError(f"'{kind[:40]}' is no type of entry; {hint}", usage=True)
        fields = {**known, **self._written(kind, given)}
        if kind == "online" and records:
            fields.setdefault("urldate", self.wishes.day.isoformat())
        fields = settled(kind, fields)
        for name in lacking(kind, fields):
            fields |= self._written(kind, {name: self._missing(identifier, name, kind, bool(records))})
        return Draft(kind, fields, tuple(records), tuple(remarks))

    def _asked(self, identifier: Identifier, given: Mapping[str, str]) -> dict[str, str]:
        """What the person says of a work of which nothing is known."""
        answers = dict(given)
        for name, question in _QUESTIONS.items():
            if name not in answers and self.ask:
                answers[name] = self.ask(f"{identifier}: {question}")
        lacks = [f"--{name}" for name in ("author", "title", "year") if not answers.get(name)]
        if lacks:
            raise RefusedError(
                f"{identifier}: nothing is known of it offline; say it with {', '.join(lacks)}", usage=True
            )
        return {name: answer for name, answer in answers.items() if answer}

    def _missing(self, identifier: Identifier, name: str, kind: str, looked_up: bool) -> str:
        option = name if name in _QUESTIONS else "venue"
        answer = self.ask(f"{identifier}: {_QUESTIONS[option]}") if self.ask else ""
        if not answer:
            where = "its record names" if looked_up else "you named"
            raise RefusedError(f"{identifier}: {where} no {name}, which @{kind} needs; say it with --{option}")
        return answer

    def _written(self, kind: str, given: Mapping[str, str]) -> dict[str, str]:
        """What a person typed, under the names of fields and as they are written."""
        fields = {}
        for name, value in given.items():
            field = VENUE_FIELD.get(kind, "howpublished") if name == "venue" else name
            text = _authors(value) if name == "author" else as_latex(value, latex=True)
            fields[field] = canonical_field(field, protected(text) if name == "title" else text)
        return fields

    def _take_over(self, entry: Work) -> Added:
        """An entry of somebody else's file, beside what services say of it."""
        foreign = taken_over(entry, [topic.slug for topic in self.base.topics if not topic.is_group])
        what = f"{entry.place.file}:{entry.place.line}: '{entry.key}'"
        lacks = lacking(foreign.type, foreign.fields)
        if lacks:
            raise RefusedError(f"{what} ({foreign.type}) lacks {' and '.join(lacks)}; add it there")
        work = _read(what, foreign.type, foreign.fields)
        self._refuse(self.shelf.twin(work), what)
        records, remarks = self._seen(work)
        return self._put(Draft(foreign.type, foreign.fields, records, (*_left_out(foreign), *remarks)), what)

    def _seen(self, work: Work) -> tuple[tuple[Record, ...], tuple[str, ...]]:
        """The records under an entry's first identifier, and what is wrong with that. Nobody has to answer."""
        identifier = next(identifiers_of(work), None)
        if identifier is None or identifier.kind == "url":
            return (), ()
        try:
            records = fetch(identifier, self.http, self.bases)
        except UnavailableError as error:
            return (), () if self.http.offline else (f"not looked up: {error}",)
        wrong = [
            f"{record.at} is of another work, '{record.title[:80]}'" for record in records if not is_of(record, work)
        ]
        return tuple(record for record in records if is_of(record, work)), tuple(wrong)

    def _put(self, draft: Draft, what: str) -> Added:
        """A draft with its key, note and topics, remembered for those that come after it."""
        fields = {**draft.fields, "note": self._note(draft.fields.get("note", ""))}
        work = known_names(_read(what, draft.type, fields), self.base)
        self._refuse(self.shelf.twin(work), what)
        suggested = suggest(work, self.base) if self.wishes.topics is None and not work.topics else []
        topics = work.topics or self._topics(suggested)
        if topics:
            work = replace(work, fields={**work.fields, "keywords": ", ".join(topics)})
        try:
            work = replace(work, key=free_key(work, self.keys))
        except ValueError as error:
            raise RefusedError(f"{what}: {error}") from error
        self.shelf.put(work)
        self.keys.add(work.key)
        seen = looks(work, (compare(work, record) for record in draft.records), self.wishes.day.isoformat())
        return Added(work, tuple(seen), tuple(() if topics else suggested), draft.remarks)

    def _refuse(self, twin: Twin | None, what: str) -> None:
        """Stops where a work is here already."""
        if twin is None or (self.wishes.anyway and not twin.certain):
            return
        where = (
            f"{twin.work.place.file}:{twin.work.place.line}" if twin.work.key in self.base.works else "added just now"
        )
        hint = "" if twin.certain else "; if they are two works, say --anyway, and in --note how they differ"
        raise RefusedError(f"{what} is here already: '{twin.work.key}' ({where}) has {twin.why}{hint}")

    def _note(self, own: str) -> str:
        note = as_latex(self.wishes.note, latex=True) or NOT_CITED
        return note if not own or note in own else f"{own.rstrip('.')}. {note}"

    def _topics(self, suggested: Sequence[Suggestion]) -> tuple[str, ...]:
        """The topics that the person gives, of those that there are."""
        topics = self.wishes.topics
        known = tuple(topic.slug for topic in self.base.topics if not topic.is_group)
        if topics is not None or not self.ask or not known:
            if wrong := _no_topic(topics or (), known):
                raise RefusedError(wrong, usage=True)
            return tuple(dict.fromkeys(topics or ()))
        offered = "".join(f"  {one}\n" for one in suggested)
        topics = parts(self.ask(f"{offered}Topics, the most important first, with commas between"))
        while wrong := _no_topic(topics, known):
            topics = parts(self.ask(f"{wrong}. Topics"))
        return tuple(dict.fromkeys(topics))


_QUESTIONS: Mapping[str, str] = {
    "author": "authors (Family, Given and Family, Given; an {Organization} in braces)",
    "title": "title",
    "year": "year",
    "venue": "journal, proceedings, publisher or institution (none: leave empty)",
}


def _no_topic(topics: Iterable[str], known: tuple[str, ...]) -> str:
    """What is wrong with the first that is no topic; nothing where there are none to choose from."""
    wrong = next((topic for topic in topics if known and topic not in known), "")
    return f"'{wrong[:60]}' is no topic; {nearest(wrong, known) or 'look for slips'}" if wrong else ""


def _authors(typed: str) -> str:
    """A list of names as a field holds it."""
    names, mistakes = read_names(accents_to_unicode(typed))
    if mistakes:
        raise RefusedError("; ".join(mistakes[0]), usage=True)
    return written_names(names) + (" and others" if typed.endswith(" and others") else "")


def _read(what: str, kind: str, fields: Mapping[str, str]) -> Work:
    if fields.get("year") and not is_year(fields["year"]):
        raise RefusedError(f"{what}: '{fields['year'][:20]}' is not a year; write four digits")
    try:
        return work_of(kind, fields)
    except ValueError as error:
        raise RefusedError(f"{what}: {error}") from error


def _named_by(identifier: Identifier) -> dict[str, str]:
    """The fields that an identifier is written into."""
    if identifier.kind == "acl":
        return {"url": f"https://aclanthology.org/{identifier.value}/"}
    if identifier.kind == "pmid":
        return {"url": f"https://pubmed.ncbi.nlm.nih.gov/{identifier.value}/"}
    return {{"arxiv": "eprint"}.get(identifier.kind, identifier.kind): identifier.value}


def _left_out(foreign: Foreign) -> Iterable[str]:
    yield f"its key was '{foreign.key}'"
    if foreign.left_out:
        yield f"left out: {', '.join(foreign.left_out)}"


def _unknown(target: str) -> str:
    what = f"'{target[:60]}' is nothing that can be looked up"
    if re.fullmatch(r"(?i)(isbn)?[\d\- :]{9,17}[\dx]", target):
        return f"{what}; its figures are those of no ISBN: one is wrong or missing"
    known = ", ".join(f"{handler.name} ({handler.example})" for handler in HANDLERS.values())
    return f"{what}; give one of: {known}, FILE.bib"
