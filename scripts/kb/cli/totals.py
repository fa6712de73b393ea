"""The size of a knowledge base, in a line or two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kb.model import KnowledgeBase, Problem, Severity


def summary(base: KnowledgeBase, problems: Sequence[Problem]) -> str:
    """Totals in two lines."""
    numbers = totals(base)
    return (
        f"{numbers['works']:,} works, {numbers['sections']} sections, {numbers['citations']:,} citations in "
        f"{numbers['groups']:,} groups, {numbers['cross-references']} cross-references, {numbers['points']} points, "
        f"{numbers['topics']} topics, {numbers['terms']} terms, {numbers['errata']} errata, "
        f"{numbers['updates']} updates with {numbers['works since']} newer works\n"
        f"{count(problems)}"
    )


def count(problems: Sequence[Problem]) -> str:
    """How many problems there are, in a line."""
    kinds = Counter(problem.severity for problem in problems)
    return f"{kinds[Severity.ERROR]} errors, {kinds[Severity.WARNING]} warnings"


def totals(base: KnowledgeBase) -> dict[str, int]:
    """How many there are of each kind of record."""
    return {
        "works": len(base.works),
        "sections": len(base.sections),
        "citations": sum(len(section.citations) for section in base.sections),
        "groups": sum(len({item.group for item in section.citations}) for section in base.sections),
        "cross-references": sum(bool(item.at) for section in base.sections for item in section.related),
        "errata": len(base.errata),
        "points": sum(len(section.points) for section in base.sections),
        "terms": len(base.terms),
        "topics": sum(not topic.is_group for topic in base.topics),
        "updates": sum(len(section.updates) for section in base.sections),
        "works since": len(base.since),
    }
