"""``kb verify``: asks services for works, says what agrees and what differs, and takes over what is chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.model import AUTHORITIES, KnowledgeBase, Work
from kb.read import BIBLIOGRAPHY, PROVENANCE
from kb.verify.compare import Comparison, Difference, compare
from kb.verify.http import Http, UnavailableError
from kb.verify.services import SERVICES, Service, lookup
from kb.verify.write import looks, patch, with_entries, with_fields, with_looks


@dataclass(frozen=True)
class Answer:
    """What one service said of one work: a comparison, or why there is none."""

    service: Service
    comparison: Comparison | None = None
    failure: str = ""

    def __str__(self) -> str:
        return f"  {self.service.name:13} {self.failure or _summary(self.comparison)}"


def _summary(comparison: Comparison | None) -> str:
    if comparison is None:
        return "nothing found"
    record = comparison.record
    lacking = [item.field for item in comparison.differences if not item.ours]
    differing = [item.field for item in comparison.differences if item.ours]
    parts = (("agree", comparison.shows), ("differ", differing), ("not in the entry", lacking))
    summary = "; ".join(f"{what}: {', '.join(names)}" for what, names in parts if names)
    warning = f"; {record.retracted.upper().replace('_', ' ')}" if record.retracted else ""
    return f"{record.at}  {summary or 'says nothing of it'}{warning}"


@dataclass(frozen=True)
class Verified:
    """One entry and every service's answer, in the order in which they were asked."""

    work: Work
    answers: tuple[Answer, ...]

    @property
    def comparisons(self) -> list[Comparison]:
        """Those that found something, authorities first."""
        found = [answer.comparison for answer in self.answers if answer.comparison]
        return sorted(found, key=lambda one: (one.record.source not in AUTHORITIES, one.record.preprint))

    @property
    def differences(self) -> list[Difference]:
        """All of them; where sources part, what the first says comes first."""
        return [difference for one in self.comparisons for difference in one.differences]

    @property
    def failed(self) -> bool:
        """Whether a service gave no answer."""
        return any(answer.failure for answer in self.answers)

    def __str__(self) -> str:
        return "\n".join((self.work.key, *map(str, self.answers)))


def verify(
    works: Iterable[Work], http: Http, services: Sequence[Service] = SERVICES, bases: Mapping[str, str] | None = None
) -> Iterator[Verified]:
    """Asks every service for every work, one question after the other.

    Args:
        bases: other addresses of services, by name.
    """
    for work in works:
        yield Verified(work, tuple(_ask(work, http, one, (bases or {}).get(one.name, "")) for one in services))


def _ask(work: Work, http: Http, service: Service, base: str) -> Answer:
    try:
        record = lookup(service, http, work, base)
    except UnavailableError as error:
        return Answer(service, failure=str(error))
    return Answer(service, compare(work, record) if record else None)


def proposal(text: str, verified: Verified) -> str:
    """What the records would change in ``references.bib``, as a patch."""
    return patch(text, with_entries(text, [with_fields(verified.work, verified.differences)]), BIBLIOGRAPHY)


def written(
    texts: Mapping[str, str], base: KnowledgeBase, verified: Collection[Verified], take: Collection[str], today: date
) -> dict[str, str]:
    """The files with the fields that were chosen and with what was seen, by their paths; only those that change."""
    changed: list[Work] = []
    seen = []
    for one in verified:
        new = with_fields(one.work, one.differences, take)
        changed += [new] if new.fields != one.work.fields else []
        again = [compare(new, comparison.record) for comparison in one.comparisons]
        seen += looks(new, again, today.isoformat())
    before = {file: texts.get(file, "") for file in (BIBLIOGRAPHY, PROVENANCE)}
    after = {
        BIBLIOGRAPHY: with_entries(before[BIBLIOGRAPHY], changed),
        PROVENANCE: with_looks(before[PROVENANCE], base, seen),
    }
    return {file: text for file, text in after.items() if text != before[file]}
