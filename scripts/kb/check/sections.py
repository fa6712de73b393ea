"""Rules for sections: numbers, pages, and that nothing dangles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.check.rule import Finding, rule
from kb.model import (
    Citation,
    CrossReference,
    Figure,
    KeyWork,
    KnowledgeBase,
    Place,
    Section,
    Subsection,
    number_order,
)
from kb.read import nearest
from kb.read.folding import LONGEST


@rule("E201", "section number, slug and file name disagree or are taken")
def identity(base: KnowledgeBase) -> Iterator[Finding]:
    numbers: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for section in base.sections:
        place = section.place
        if not re.fullmatch(r"[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3})?", section.number):
            yield place.of("number"), f"'{section.number}' is not a section number", 'write it as "4.7"'
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", section.slug):
            yield (
                place.of("slug"),
                f"slug '{section.slug}' has other characters than a-z, 0-9 and -",
                "it is an address",
            )
            continue
        expected = f"sections/{section.number}-{section.slug}.yaml"
        if place.file != expected:
            yield place.of("slug"), f"the file should be named {expected}", "rename the file or mend number and slug"
        for taken, value, name in ((numbers, section.number, "number"), (slugs, section.slug, "slug")):
            if value in taken:
                yield place.of(name), f"{name} '{value}' is taken by {taken[value]}", "every section has its own"
            taken.setdefault(value, place.file)


@rule("E202", "page outside the report or the section")
def pages(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        first, last = section.pages
        if not 1 <= first <= last <= base.report.pages:
            hint = f"first page, last page, between 1 and {base.report.pages}"
            yield section.place.of("pages"), f"pages {first} to {last} are not in the report", hint
            continue
        for place, page in _pages(section):
            if not 1 <= page <= base.report.pages:
                yield place, f"page {page} is outside the report", f"its pages run from 1 to {base.report.pages}"
            elif not first <= page <= last:
                yield place, f"page {page} is outside section {section.number}", f"its pages run from {first} to {last}"


def _pages(section: Section) -> Iterator[tuple[Place, int]]:
    records: tuple[Subsection | Figure | Citation, ...] = (*section.subsections, *section.figures, *section.citations)
    for record in records:
        yield record.place.of("page"), record.page
    for reference in section.related:
        if reference.page is not None:
            yield reference.place.of("page"), reference.page
    for point in section.points:
        for page in point.pages:
            yield point.place.of("pages"), page


@rule("E203", "heading is not one of the section's")
def headings(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        known = (section.number, *(subsection.number for subsection in section.subsections))
        records: tuple[Figure | Citation | CrossReference, ...]
        records = (*section.figures, *section.citations, *section.related)
        for record in records:
            if record.at and record.at not in known:
                hint = nearest(record.at, known) or f"one of {', '.join(known)}"
                yield record.place.of("at"), f"section {section.number} has no heading '{record.at}'", hint
        for subsection in section.subsections:
            if not subsection.number.startswith(f"{section.number}."):
                yield subsection.place.of("number"), f"'{subsection.number}' is not below {section.number}", ""


@rule("E204", "unknown work")
def works(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        for place, key in _cited(section):
            if key not in base.works:
                hint = nearest(key, base.works) or "add it to bibliography/references.bib"
                yield place, f"unknown work '{key}'", hint


def _cited(section: Section) -> Iterator[tuple[Place, str]]:
    records: tuple[Citation | KeyWork, ...] = (*section.citations, *section.key_works)
    for record in records:
        yield record.place.of("work"), record.work
    for point in section.points:
        for number, key in enumerate(point.works):
            yield point.place.of(f"works.{number}"), key


@rule("E205", "unknown section")
def cross_references(base: KnowledgeBase) -> Iterator[Finding]:
    numbers = {section.slug: [sub.number for sub in section.subsections] for section in base.sections}
    for section in base.sections:
        for reference in section.related:
            if reference.section not in base.slugs:
                place = reference.place.of("section")
                yield place, f"unknown section '{reference.section}'", nearest(reference.section, numbers)
            elif reference.to and reference.to not in numbers.get(reference.section, (reference.to,)):
                yield reference.place.of("to"), f"'{reference.section}' has no subsection '{reference.to}'", ""


@rule("E206", "citation out of order")
def order(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        for before, after in pairwise(section.citations):
            if number_order(after.at) < number_order(before.at):
                message = f"citation at {after.at} stands after one at {before.at}"
                yield after.place.of("at"), message, "citations stand in the order of the text"
            elif after.at == before.at and after.page < before.page:
                message = f"citation on page {after.page} stands after one on page {before.page}"
                yield after.place.of("page"), message, "citations stand in the order of the text"
            elif after.group not in (before.group, before.group + 1):
                message = f"group {after.group} follows group {before.group}"
                yield after.place.of("group"), message, "groups are numbered one by one through the section"


@rule("E207", "work cited twice in one group, or a group that spans places")
def groups(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        places: dict[int, tuple[str, int]] = {}
        seen: set[tuple[int, str]] = set()
        for citation in section.citations:
            if (citation.group, citation.work) in seen:
                yield citation.place.of("work"), f"'{citation.work}' stands twice in group {citation.group}", ""
            seen.add((citation.group, citation.work))
            where = (citation.at, citation.page)
            if places.setdefault(citation.group, where) != where:
                message = f"group {citation.group} stands at more than one place"
                yield citation.place.of("group"), message, "one group is one bracket of the text"


@rule("E208", "topic or term is not a slug")
def slugs(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        for name, values in (("topics", section.topics), ("terms", section.terms)):
            for number, value in enumerate(values):
                if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
                    yield section.place.of(f"{name}.{number}"), f"'{value}' is not a slug", "a-z, 0-9 and - only"


@rule("E209", "unknown term, or one that stands twice in the glossary")
def terms(base: KnowledgeBase) -> Iterator[Finding]:
    known: dict[str, str] = {}
    for term in base.terms:
        if term.slug in known:
            yield term.place.of("slug"), f"term '{term.slug}' stands twice", "keep one of them"
        known[term.slug] = term.term
        if term.section not in base.slugs:
            yield (
                term.place.of("section"),
                f"unknown section '{term.section}'",
                nearest(term.section, tuple(base.slugs)),
            )
    for section in base.sections if known else ():
        for number, slug in enumerate(section.terms):
            if slug not in known:
                hint = nearest(slug, known) or "add it to bibliography/glossary.yaml"
                yield section.place.of(f"terms.{number}"), f"unknown term '{slug}'", hint


@rule("E210", "number of a heading is not a number")
def numbers(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        for subsection in section.subsections:
            if not re.fullmatch(r"[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3})+", subsection.number):
                message = f"'{subsection.number[:40]}' is not the number of a heading"
                yield subsection.place.of("number"), message, 'write it as "4.7.1"'


@rule("E218", "name in an address too long for a file system")
def lengths(base: KnowledgeBase) -> Iterator[Finding]:
    named = [(section.place, section.slug) for section in base.sections]
    named += [(work.place, work.key) for work in base.works.values()]
    for records in (base.terms, base.topics, base.people, base.venues):
        named += [(record.place, record.slug) for record in records]
    for place, name in named:
        if len(name) > LONGEST:
            yield place, f"'{name[:40]}…' has {len(name)} characters", f"at most {LONGEST}, for it is a file's name"


RULES = (numbers, lengths, identity, pages, headings, works, cross_references, order, groups, slugs, terms)
