"""An outline as files of ``sections/``, and as the parts that they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.check.sections import NUMBER
from kb.read import SECTIONS
from kb.read.folding import slug
from kb.start.house import as_yaml
from kb.start.outline import CitationGroup, Heading, Outline, Remark, clean

#: The level of parts; chapters, sections and what is below come after it.
PART = -1
#: Under which title stands what is cited before the first heading.
OPENING = "Opening"
_LONGEST_SLUG = 80


@dataclass(frozen=True)
class Composed:
    """Files by path, parts as pairs of slug and title, the new keys that are cited, and what could not be placed."""

    texts: Mapping[str, str]
    parts: tuple[tuple[str, str], ...]
    cited: frozenset[str]
    remarks: tuple[Remark, ...]


@dataclass
class _Section:
    """A section while its headings and citations are gathered; ``at`` and ``under`` are of its last heading."""

    slug: str
    title: str
    number: str
    part: str
    at: str
    under: str
    subsections: list[dict[str, Any]] = field(default_factory=list)
    citations: list[dict[str, Any]] = field(default_factory=list)
    group: int = 0


def compose(outline: Outline, keys: Mapping[str, str], note: str = "") -> Composed:
    """Files of an outline, whose keys become new ones by ``keys``; those that it does not hold are named.

    Parts are the source's own; without such, each of its highest headings is one, and the next lower ones are
    sections, too. Every citation has the ``note``, or says under which heading it stands.
    """
    gathering = _Gathering(outline, keys, note)
    for event in outline.events:
        if isinstance(event, Heading):
            gathering.heading(event)
        else:
            gathering.citation_group(event)
    sections = gathering.sections
    used = {section.part for section in sections}
    texts = {_file(section, number): _text(section) for number, section in enumerate(sections, 1)}
    cited = frozenset(citation["work"] for section in sections for citation in section.citations)
    parts = tuple((name, title) for name, title in gathering.parts if name in used)
    return Composed(texts, parts, cited, tuple(gathering.remarks))


class _Gathering:
    """Goes through a source once and keeps where it is."""

    def __init__(self, outline: Outline, keys: Mapping[str, str], note: str) -> None:
        levels = sorted({event.level for event in outline.events if isinstance(event, Heading)})
        self.has_parts = PART in levels
        below = [level for level in levels if level != PART]
        self.section_levels = below[:1] if self.has_parts else below[:2]
        self.keys, self.note = keys, note
        self.sections: list[_Section] = []
        self.parts: list[tuple[str, str]] = []
        self.remarks: list[Remark] = []
        self.open_part = ""
        self.waiting = False  # a part has begun, and no section in it yet
        self.above = ""  # number of the section that the next lower ones stand in
        self.slugs: set[str] = set()
        self.numbers: set[str] = set()

    def heading(self, heading: Heading) -> None:
        if heading.level == PART:
            self._part(heading.title)
            self.waiting = True
        elif heading.level in self.section_levels:
            self._section(heading)
        elif not self.sections or self.waiting:
            self._add(self.parts[-1][1] if self.waiting else OPENING, "")
            self._subsection(heading)
        else:
            self._subsection(heading)

    def citation_group(self, group: CitationGroup) -> None:
        if not self.sections or self.waiting:
            self._add(self.parts[-1][1] if self.waiting else OPENING, "")
        section = self.sections[-1]
        for key in group.keys:
            if key not in self.keys:
                self.remarks.append(
                    Remark(group.file, group.line, f"'{clean(key)[:60]}' is in no bibliography: left out")
                )
        works = list(dict.fromkeys(self.keys[key] for key in group.keys if key in self.keys))
        section.group += bool(works)
        note = self.note or f"cited under “{section.under}”"
        for work in works:
            heading = {"at": section.at} if section.at else {}
            citation = {"work": work, **heading, "group": section.group, "role": "background", "note": note}
            section.citations.append(citation)

    def _part(self, title: str) -> None:
        self.open_part = _unused(slug(title) or "part", {name for name, _ in self.parts})
        self.parts.append((self.open_part, title))

    def _section(self, heading: Heading) -> None:
        top = heading.level == self.section_levels[0]
        if (top and not self.has_parts) or not self.open_part:
            self._part(heading.title)
        number = heading.number if NUMBER.fullmatch(heading.number) and heading.number not in self.numbers else ""
        if not top and self.above and not number.startswith(f"{self.above}."):
            number = next(own for own in _own_numbers(self.above) if own not in self.numbers)
        elif not top and not self.above:
            number = ""
        self._add(heading.title, number)
        if top:
            self.above = number

    def _add(self, title: str, number: str) -> None:
        if not self.open_part:
            self._part(title)
        self.waiting = False
        name = _unused(slug(title) or "section", self.slugs)
        self.slugs.add(name)
        self.numbers.add(number)
        self.sections.append(_Section(name, title, number, self.open_part, number, title))

    def _subsection(self, heading: Heading) -> None:
        section = self.sections[-1]
        taken = {subsection["number"] for subsection in section.subsections}
        above = f"{section.number}." if section.number else ""
        number = heading.number
        if not NUMBER.fullmatch(number) or not number.startswith(above) or number in taken or number == section.number:
            parent = section.at if section.at in taken else section.number
            number = next(own for own in _own_numbers(parent) if own not in taken | self.numbers)
        section.subsections.append({"number": number, "title": heading.title})
        section.at, section.under = number, heading.title


def _own_numbers(above: str) -> Iterator[str]:
    """Numbers for headings that have none: letters below the number of what they stand in."""
    letters = "abcdefghjklmnopqrstuwyz"  # no letter that is a Roman numeral, too
    before = f"{above}." if above else ""
    yield from (f"{before}{letter}" for letter in letters)
    yield from (f"{before}{letter}.{number}" for number in range(1, 1000) for letter in letters)


def _unused(name: str, taken: Collection[str]) -> str:
    name = name[:_LONGEST_SLUG].strip("-")
    number = 1
    while (found := f"{name}-{number}" if number > 1 else name) in taken:
        number += 1
    return found


def _file(section: _Section, number: int) -> str:
    """The path of a section; those without a number keep the order of the source by a number that is no one's."""
    return f"{SECTIONS}/{section.number or f'{number:03}'}-{section.slug}.yaml"


def _text(section: _Section) -> str:
    record: dict[str, Any] = {"number": section.number} if section.number else {}
    record |= {"slug": section.slug, "title": section.title, "part": section.part}
    lists: Sequence[tuple[str, list[dict[str, Any]]]] = (
        ("subsections", section.subsections),
        ("citations", section.citations),
    )
    record |= {name: items for name, items in lists if items}
    return as_yaml(record) + "reviewed: {status: draft}\n"


def listed(keys: Collection[str]) -> Outline:
    """The outline of a bibliography alone: one section in which every work stands by itself."""
    groups = (CitationGroup((key,), "", 0) for key in keys)
    return Outline(events=(Heading(0, "Bibliography", "", "", 0), *groups))
