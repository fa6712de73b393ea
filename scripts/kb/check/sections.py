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
)
from kb.read import nearest
from kb.read.colors import APART, GROUNDS, HEX, READABLE, contrast, distance
from kb.read.folding import LONGEST
from kb.read.identifiers import is_slug

#: A section or heading of any depth, in figures, Roman numerals or letters.
NUMBER = re.compile(r"(?:[1-9][0-9]{0,3}|[IVX]{1,7}|[A-Za-z])(?:\.(?:[1-9][0-9]{0,3}|[IVX]{1,7}|[A-Za-z]))*")
#: The last page of a report that does not say how many it has.
NO_END = 1_000_000
#: Words of an update.
MOST_WORDS = 70


@rule("E201", "section number, slug and file name disagree or are taken")
def identity(base: KnowledgeBase) -> Iterator[Finding]:
    numbers: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for section in base.sections:
        place = section.place
        if section.number and not NUMBER.fullmatch(section.number):
            hint = 'write it as "4.7", "IV.2" or "A.1", or leave it out'
            yield place.of("number"), f"'{section.number}' is not a section number", hint
        if not is_slug(section.slug):
            yield (
                place.of("slug"),
                f"slug '{section.slug}' has other characters than a-z, 0-9 and -",
                "it is an address",
            )
            continue
        expected = f"sections/{section.number}-{section.slug}.yaml"
        if place.file != expected and (section.number or not place.file.endswith(f"{section.slug}.yaml")):
            yield place.of("slug"), f"the file should be named {expected}", "rename the file or mend number and slug"
        for taken, value, name in ((numbers, section.number, "number"), (slugs, section.slug, "slug")):
            if value and value in taken:
                yield place.of(name), f"{name} '{value}' is taken by {taken[value]}", "every section has its own"
            taken.setdefault(value, place.file)


@rule("E218", "part of a section, or its colors, are wrong")
def parts(base: KnowledgeBase) -> Iterator[Finding]:
    known: dict[str, str] = {}
    for part in base.report.parts:
        if not is_slug(part.slug):
            yield part.place.of("slug"), f"'{part.slug[:40]}' is not the slug of a part", "use a-z, 0-9 and -"
        if part.slug in known:
            yield part.place.of("slug"), f"there are two parts '{part.slug}'", "every part has its own slug"
        known[part.slug] = part.title
        for name in ("color", "dark"):
            if getattr(part, name) and not HEX.fullmatch(getattr(part, name)):
                yield part.place.of(name), f"'{getattr(part, name)[:40]}' is not a color", "write it as #1256cc"
    for section in base.sections:
        if section.part not in known:
            hint = nearest(section.part, known) or f"one of {', '.join(known)}, as mkdocs.yml declares them"
            yield section.place.of("part"), f"unknown part '{section.part}'", hint


@rule("W219", "colors of parts cannot be told apart or read")
def colors(base: KnowledgeBase) -> Iterator[Finding]:
    for scheme, name in enumerate(("color", "dark")):
        given = [(part, getattr(part, name)) for part in base.report.parts if HEX.fullmatch(getattr(part, name))]
        for number, (part, color) in enumerate(given):
            place, ground = part.place.of(name), GROUNDS[scheme]
            if (ratio := contrast(color, ground)) < READABLE:
                hint = f"text needs {READABLE}: make it {'darker' if not scheme else 'lighter'}"
                yield place, f"{color} has a contrast of {ratio:.1f} to {ground}", hint
            for other, taken in given[:number]:
                if color != taken and distance(color, taken) < APART:
                    message = f"{color} is hard to tell from {taken} of '{other.slug}' for some of the color-blind"
                    yield place, message, "choose colors that differ in lightness too, or leave them out"


@rule("E202", "page outside the report or the section")
def pages(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        most = base.report.pages or NO_END
        first, last = section.pages or (1, most)
        if not 1 <= first <= last <= most:
            hint = f"first page, last page, between 1 and {base.report.pages}"
            yield section.place.of("pages"), f"pages {first} to {last} are not in the report", hint
            continue
        for place, page in _pages(section):
            if page is None:
                if base.report.pages:
                    yield place, "the page is missing", f"the report has {base.report.pages} pages"
                continue
            if not 1 <= page <= most:
                yield place, f"page {page} is outside the report", f"its pages run from 1 to {base.report.pages}"
            elif not first <= page <= last:
                yield place, f"page {page} is outside section {section.number}", f"its pages run from {first} to {last}"


def _pages(section: Section) -> Iterator[tuple[Place, int | None]]:
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
            if section.number and not subsection.number.startswith(f"{section.number}."):
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


@rule("E220", "update is wrong")
def updates(base: KnowledgeBase) -> Iterator[Finding]:
    entries = base.entries
    for section in base.sections:
        for update in section.updates:
            if not 1 <= update.point <= len(section.points):
                hint = f"its points run from 1 to {len(section.points)}" if section.points else "it has no points"
                yield update.place.of("point"), f"{section.name} has no point {update.point}", hint
            if not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", update.date):
                yield update.place.of("date"), f"'{update.date[:40]}' is not a month", "write it as 2023-12"
            if (words := len(update.text.split())) > MOST_WORDS or not words:
                yield update.place.of("text"), f"the text has {words} words", f"write at most {MOST_WORDS}"
            for number, key in enumerate(update.works):
                if key not in entries:
                    hint = nearest(key, entries) or "add it to bibliography/since.bib"
                    yield update.place.of(f"works.{number}"), f"unknown work '{key}'", hint
            if not update.works:
                yield update.place, "an update without a work", "name the work that says so"


@rule("E205", "unknown section")
def cross_references(base: KnowledgeBase) -> Iterator[Finding]:
    numbers = {section.slug: [sub.number for sub in section.subsections] for section in base.sections}
    slugs = base.slugs
    for section in base.sections:
        for reference in section.related:
            if reference.section not in slugs:
                place = reference.place.of("section")
                yield place, f"unknown section '{reference.section}'", nearest(reference.section, numbers)
            elif reference.to and reference.to not in numbers.get(reference.section, (reference.to,)):
                yield reference.place.of("to"), f"'{reference.section}' has no subsection '{reference.to}'", ""


@rule("E206", "citation out of order")
def order(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        headings = ("", section.number, *(subsection.number for subsection in section.subsections))
        ranks = {number: rank for rank, number in enumerate(headings)}
        for before, after in pairwise(section.citations):
            if not {before.at, after.at} <= ranks.keys():
                continue  # E203 tells
            if ranks[after.at] < ranks[before.at]:
                message = f"citation at {after.at} stands after one at {before.at}"
                yield after.place.of("at"), message, "citations stand in the order of the text"
            elif after.at == before.at and after.page and after.page < (before.page or 0):
                message = f"citation on page {after.page} stands after one on page {before.page}"
                yield after.place.of("page"), message, "citations stand in the order of the text"
            elif after.group not in (before.group, before.group + 1):
                message = f"group {after.group} follows group {before.group}"
                yield after.place.of("group"), message, "groups are numbered one by one through the section"


@rule("E207", "work cited twice in one group, or a group that spans places")
def groups(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        stands: dict[int, tuple[str, int | None]] = {}
        seen: set[tuple[int, str]] = set()
        for citation in section.citations:
            if (citation.group, citation.work) in seen:
                yield citation.place.of("work"), f"'{citation.work}' stands twice in group {citation.group}", ""
            seen.add((citation.group, citation.work))
            where = (citation.at, citation.page)
            if stands.setdefault(citation.group, where) != where:
                message = f"group {citation.group} stands at more than one place"
                yield citation.place.of("group"), message, "one group is one bracket of the text"


@rule("E208", "topic or term is not a slug")
def slugs(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        for name, values in (("topics", section.topics), ("terms", section.terms)):
            for number, value in enumerate(values):
                if not is_slug(value):
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
            if not NUMBER.fullmatch(subsection.number):
                message = f"'{subsection.number[:40]}' is not the number of a heading"
                yield subsection.place.of("number"), message, 'write it as "4.7.1"'


@rule("E221", "name in an address too long for a file system")
def lengths(base: KnowledgeBase) -> Iterator[Finding]:
    named = [(section.place, section.slug) for section in base.sections]
    named += [(work.place, work.key) for work in base.works.values()]
    for records in (base.terms, base.topics, base.people, base.venues):
        named += [(record.place, record.slug) for record in records]
    for place, name in named:
        if len(name) > LONGEST:
            yield place, f"'{name[:40]}…' has {len(name)} characters", f"at most {LONGEST}, for it is a file's name"
