"""Reading paths: ordered lists of what to read, under headings with an anchor on a page written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kb.model import CiteKey, KnowledgeBase, Slug, Work
from kb.read import PATHS
from kb.read.citing import PAGES, Pointer, pointers, without_code_blocks

_HEADING = re.compile(r"^## +(\S.*?) *\{#([\w-]+)\} *$", re.MULTILINE)
_ANY_HEADING = re.compile(r"^##? ", re.MULTILINE)
#: An item of an ordered list, with the lines below it that are indented.
_STEP = re.compile(r"^\d+\.[ \t]+(\S.*(?:\n+[ \t]+\S.*)*)", re.MULTILINE)


@dataclass(frozen=True)
class ReadingStep:
    """One step of a path.

    Attributes:
        leads: the works, sections and points that it names, in the order of the text.
        text: all that it says, in Markdown.
        pages: of the report, as far as it names some.
    """

    leads: tuple[Pointer, ...]
    text: str
    pages: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ReadingPath:
    """An ordered list of what to read.

    Attributes:
        slug: the anchor of its heading, which never changes.
        title: plain text.
        about: whom it is for and how long it takes, in Markdown: what stands above its steps.
        steps: in order.
    """

    slug: Slug
    title: str
    about: str
    steps: tuple[ReadingStep, ...]


def paths_of(base: KnowledgeBase) -> Iterator[ReadingPath]:
    """The reading paths of a knowledge base, in the order of their page; none where it has no such page."""
    page = base.pages.get(PATHS, "")
    searched = without_code_blocks(page)  # as long as the page
    starts = [match.start() for match in _ANY_HEADING.finditer(searched)]
    for start, end in pairwise((*starts, len(page))):
        heading = _HEADING.match(searched, start, end)
        found = list(_STEP.finditer(searched, start, end))
        if heading and found:
            about = searched[heading.end() : found[0].start()].strip()
            yield ReadingPath(heading[2], heading[1], about, tuple(_step(match[1]) for match in found))


def works_of(base: KnowledgeBase, path: ReadingPath) -> list[Work]:
    """The works of a path, each once, in the order of its steps.

    They are those that a step names, those that a point rests on, and the key works of a section that is read whole.
    """
    keys = (key for step in path.steps for pointer in step.leads for key in _keys(base, pointer))
    return [base.entries[key] for key in dict.fromkeys(keys) if key in base.entries]


def _step(item: str) -> ReadingStep:
    text = re.sub(r"\n+(?=[-*] )", "\n\n", re.sub(r"\n[ \t]+", "\n", item), count=1)  # a list needs room above it
    found = sorted(pointers(text), key=lambda item: item[0])
    named = re.findall(PAGES, text)
    pages = frozenset(page for _, first, last in named for page in range(int(first), int(last or first) + 1))
    return ReadingStep(tuple(dict.fromkeys(one for _, one in found if one.kind != "page")), text, pages)


def _keys(base: KnowledgeBase, pointer: Pointer) -> tuple[CiteKey, ...]:
    if pointer.kind == "work":
        return (pointer.name,)
    section = next((one for one in base.sections if one.slug == pointer.name), None)
    if section is None:
        return ()
    if not pointer.point:
        return tuple(item.work for item in section.key_works)
    number = int(pointer.point)
    return tuple(key for point in section.points[number - 1 : number] for key in point.works)
