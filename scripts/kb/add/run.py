"""``kb add`` from targets to texts and to what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.add.change import Change, RefusedError, changed
from kb.add.insertion import with_new_entries
from kb.add.names import Stranger, strangers, with_strangers
from kb.add.works import Added, Desk
from kb.check.provenance import LONGEST, SHORTEST
from kb.model import KnowledgeBase, Problem
from kb.read import BIBLIOGRAPHY, PEOPLE, PROVENANCE, Sources
from kb.read.canonical import format_entry
from kb.verify.write import with_looks


@dataclass(frozen=True)
class Outcome:
    """What was taken in, and what the files become."""

    added: tuple[Added, ...]
    strangers: tuple[Stranger, ...]
    change: Change

    def __str__(self) -> str:
        return "\n".join((*self._entries(), *self._next()))

    def _entries(self) -> Iterator[str]:
        base = self.change.base
        lines = {(look.work, look.at): look.place.line for look in base.provenance}
        for one in self.added:
            work = base.works[one.work.key]
            yield f"{BIBLIOGRAPHY}:{work.place.line}: {work.key}"
            yield format_entry(work)
            for look in one.looks:
                shown = ", ".join(look.shows)
                yield f"{PROVENANCE}:{lines[look.work, look.at]}: {look.source} shows {shown}: {look.at}"
            yield from (f"{work.key}: {remark}" for remark in one.remarks)
            if one.suggested:
                yield f"{work.key}: topics that it may carry:"
                yield from (f"  {suggestion}" for suggestion in one.suggested)
        people = {person.slug: person.place.line for person in base.people}
        yield from (f"{PEOPLE}:{people[one.slug]}: {one}" for one in self.strangers)

    def _next(self) -> Iterator[str]:
        """What is left for the person to do."""
        works = [self.change.base.works[one.work.key] for one in self.added]
        yield "\nNext:"
        if without := [work.key for work in works if not work.topics and self.change.base.topics]:
            yield f"  give topics, one to five: keywords = {{…}} of {_list(without)}"
        if without := [work.key for work in works if not work.annotation]:
            what = f"say in {SHORTEST} to {LONGEST} words of your own what it is and shows"
            yield f"  {what}: annotation = {{…}} of {_list(without)}"
        key = works[0].key
        yield (
            f"  cite it, if the report does: {{work: {key}, at: …, page: …, group: …, role: …, note: …}} in the "
            "section's file; then take away its note that it is not cited"
        )
        yield "  kb check --strict"


def _list(keys: Sequence[str], most: int = 5) -> str:
    return ", ".join(keys[:most]) + (f" and {len(keys) - most} more" if len(keys) > most else "")


def add(targets: Iterable[str], desk: Desk, sources: Sources, problems: Iterable[Problem]) -> Outcome:
    """Takes in every work that the targets name, and says what the files become.

    Args:
        desk: who takes them in.
        sources, problems: the knowledge base as it was read, and what is wrong with it already.

    Raises:
        RefusedError: if one of them cannot be added; the text has a line for each. Then none is.
    """
    added: list[Added] = []
    refused: list[RefusedError] = []
    for target in targets:
        try:
            tasks = list(desk.add(target))
        except RefusedError as error:
            refused.append(error)
            continue
        for task in tasks:
            try:
                added.append(task())
            except RefusedError as error:
                refused.append(error)
    if refused:
        raise RefusedError("\n".join(map(str, refused)), usage=all(error.usage for error in refused))
    new = strangers((one.work for one in added), desk.base)
    change = changed(sources, desk.base.report, problems, texts_of(sources.texts, desk.base, added, new))
    return Outcome(tuple(added), tuple(new), change)


def texts_of(
    texts: Mapping[str, str], base: KnowledgeBase, added: Sequence[Added], new: Sequence[Stranger]
) -> dict[str, str]:
    """The files that hold new works, what was seen of them, and who wrote them."""
    looks = sorted((look for one in added for look in one.looks), key=lambda look: look.work)
    after = {BIBLIOGRAPHY: with_new_entries(texts.get(BIBLIOGRAPHY, ""), (one.work for one in added))}
    if looks:
        after[PROVENANCE] = with_looks(texts.get(PROVENANCE, ""), base, looks)
    if new:
        after[PEOPLE] = with_strangers(texts.get(PEOPLE, ""), base, new)
    return after
