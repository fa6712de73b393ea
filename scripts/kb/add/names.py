"""Names of people and venues as the corpus writes them already, and those that several people share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kb.add.entry import as_latex
from kb.add.insertion import with_item
from kb.model import KnowledgeBase, Name, Person, Work
from kb.read.canonical import written_name
from kb.read.folding import slug
from kb.read.names import printed_venue, spoken, written
from kb.read.persons import read_name
from kb.read.yaml_form import quoted, word


def known_names(work: Work, base: KnowledgeBase) -> Work:
    """The entry with the names that differ from known ones only in accents, capitals and dots written as those are.

    A name that several people share stays as it is, for nobody knows which of them is meant.
    """
    return _with_known_venue(_with_known_people(work, base), base)


def _with_known_people(work: Work, base: KnowledgeBase) -> Work:
    people = {slug(spoken(name)): name for person in base.people if not person.works for name in _names(person.forms)}
    taken = {form for person in base.people for form in person.forms}
    names = [name if written(name) in taken else people.get(slug(spoken(name)), name) for name in work.authors]
    if names == list(work.authors):
        return work
    author = " and ".join((*map(written_name, names), *(["others"] if work.others else [])))
    return replace(work, authors=tuple(names), fields={**work.fields, "author": author})


def _names(forms: Iterable[str]) -> Iterator[Name]:
    yield from filter(None, map(read_name, forms))


def _with_known_venue(work: Work, base: KnowledgeBase) -> Work:
    field = next((name for name in ("journal", "booktitle") if work.fields.get(name)), "")
    forms = {form for venue in base.venues for form in venue.forms}
    known = {slug(form): form for form in sorted(forms)}
    venue = printed_venue(work) if field else ""
    if not venue or venue in forms or slug(venue) not in known:
        return work
    return replace(work, fields={**work.fields, field: as_latex(known[slug(venue)])})


@dataclass(frozen=True)
class Stranger:
    """An author of a new work whose name several people share, recorded as one more until somebody knows better.

    Attributes:
        others: those who have the name.
    """

    slug: str
    name: Name
    work: Work
    others: tuple[Person, ...]

    def __str__(self) -> str:
        others = ", ".join(person.slug for person in self.others)
        return (
            f"'{spoken(self.name)}' is a name that others have, so it is recorded apart, as {self.slug}; "
            f"if it is one of {others}, move the work to that record"
        )


def strangers(works: Iterable[Work], base: KnowledgeBase) -> list[Stranger]:
    """Authors of new works who may be somebody else than those who have their names."""
    found: list[Stranger] = []
    taken = {person.slug for person in base.people}
    general = {form for person in base.people if not person.works for form in person.forms}
    for work in works:
        for name in work.authors:
            own = slug(spoken(name))
            if written(name) in general or own not in taken:
                continue
            others = tuple(person for person in base.people if slug(person.name) == own or person.slug == own)
            free = next(f"{own}-{number}" for number in range(2, len(taken) + 3) if f"{own}-{number}" not in taken)
            taken.add(free)
            found.append(Stranger(free, name, work, others))
    return found


def with_strangers(text: str, base: KnowledgeBase, new: Iterable[Stranger]) -> str:
    """The text of ``people.yaml`` with their records, each behind the last of those who share the name."""
    items: list[tuple[int, int, str]] = []
    for stranger in new:
        item = (
            f"- slug: {stranger.slug}\n  name: {quoted(spoken(stranger.name))}\n"
            f"  forms: [{quoted(written(stranger.name))}]\n  works: [{word(stranger.work.key)}]\n"
        )
        items.append((max(base.people.index(person) for person in stranger.others), len(items), item))
    for after, _, item in sorted(items, reverse=True):  # from the end, so that the numbers stay right
        text = with_item(text, item, after)
    return text
