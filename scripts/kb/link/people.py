"""Who wrote what: one author for all the forms in which the name is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.model import KnowledgeBase, Name, Person, Place, Section, Work, newest_first
from kb.read.folding import slug
from kb.read.latex import plain
from kb.read.names import spoken, written


@dataclass(frozen=True)
class Author:
    """Somebody who wrote works of the corpus or sections of the report.

    Attributes:
        family: family name, or the last word of a name that does not tell. forms: how the name is written.
        works: newest first. sections: in the order of the report.
        place: of the record that says who that is, or else of a name: in the newest work, or in a section.
    """

    slug: str
    name: str
    family: str
    forms: tuple[str, ...]
    works: tuple[Work, ...]
    sections: tuple[Section, ...]
    place: Place


class People:
    """Who an author is. Names that differ only in accents, capitals and dots are one; more is said by records only."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._shared = {(form, key): person for person in base.people for form in person.forms for key in person.works}
        self._merged = {form: person for person in base.people if not person.works for form in person.forms}
        self._slugs = {
            work.key: tuple(self._slug(name, work.key) for name in work.creators) for work in base.works.values()
        }
        self.authors = self._authors(base)

    def slugs(self, work: Work) -> tuple[str, ...]:
        """Addresses of the authors of a work, in order."""
        return self._slugs[work.key]

    def _slug(self, name: Name, key: str) -> str:
        person = self._person(written(name), key)
        return person.slug if person else slug(spoken(name))

    def slug_of_section_author(self, name: str) -> str:
        """Address of an author of a section, whose name stands as people say it."""
        person = self._person(name, "")
        return person.slug if person else slug(name)

    def _person(self, form: str, key: str) -> Person | None:
        return self._shared.get((form, key)) or self._merged.get(form)

    def _authors(self, base: KnowledgeBase) -> dict[str, Author]:
        """Every author by slug, sorted by family name."""
        works: dict[str, dict[str, Work]] = defaultdict(dict)
        sections: dict[str, list[Section]] = defaultdict(list)
        forms: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for work in base.works.values():
            for name, address in zip(work.creators, self.slugs(work), strict=True):
                works[address][work.key] = work
                forms[address].append((written(name), spoken(name), name.family))
        for section in base.sections:
            for author in section.authors:
                address = self.slug_of_section_author(author)
                sections[address].append(section)
                forms[address].append((author, author, author.rpartition(" ")[2]))
        self._own = {address: dict.fromkeys(slug(name) for _, name, _ in uses) for address, uses in forms.items()}
        records = {person.slug: person for person in base.people}
        found = []
        for address, uses in forms.items():
            # Of names that differ only in accents and dots, the one with the accents, then the longest.
            spelled = max(uses, key=lambda use: (not use[1].isascii(), len(use[1]), use[1]))
            record = records.get(address)
            written_works = tuple(sorted(works[address].values(), key=newest_first))
            entry = Author(
                slug=address,
                name=record.name if record else spelled[1],
                family=plain(spelled[2]),
                forms=tuple(dict.fromkeys(form for form, _, _ in uses)),
                works=written_works,
                sections=tuple(sections[address]),
                place=record.place if record else _named_in(written_works, sections[address]),
            )
            found.append(((slug(spelled[2]), address), entry))
        return {entry.slug: entry for _, entry in sorted(found, key=lambda item: item[0])}

    def moved(self) -> Iterator[tuple[str, str]]:
        """Addresses that forms of a name would have by themselves, and the address that they lead to."""
        for address, own in self._own.items():
            yield from ((name, address) for name in own if name and name not in self.authors)


def _named_in(works: Sequence[Work], sections: Sequence[Section]) -> Place:
    """Where a name stands that no record explains."""
    if works:
        return works[0].place.of("author" if works[0].authors else "editor")
    return sections[0].place.of("authors")
