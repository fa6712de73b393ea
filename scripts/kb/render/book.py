"""The whole knowledge base as chapters of a book: HTML whose links all lead to an anchor of the book or to the web."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from kb.link import Links
from kb.model import Work
from kb.read.citing import Pointer
from kb.render.engine import Templates, heading
from kb.render.text import markdown, reference


@dataclass(frozen=True)
class About:
    """What the title page says.

    Attributes:
        title: of the knowledge base. day: the day of its text, if that is known.
        rights: its license, and ``url`` where it stands on the web; plain text, either may be empty.
    """

    title: str
    day: str = ""
    rights: str = ""
    url: str = ""


@dataclass(frozen=True)
class Chapter:
    """A chapter.

    Attributes:
        name: tells it from the others: letters, digits and hyphens.
        title: plain text; ``level`` is 2 for a chapter of the one of level 1 before it.
        html: what it says, from its heading on.
    """

    name: str
    title: str
    level: int
    html: Markup


def chapters(links: Links, about: About) -> Iterator[Chapter]:
    """The chapters, in order: title page, sections, annotated bibliography, glossary, topics."""
    return _Maker(links).chapters(about)


class _Maker:
    """Renders chapters with links that stay within the book."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._templates = Templates(links)
        self._writer = markdown.Writer(self._follow)

    def chapters(self, about: About) -> Iterator[Chapter]:
        base = self._links.base
        yield self._chapter("title", about.title, 1, "book_title", about=about, report=base.report)
        for section in base.sections:
            groups = [
                (
                    heading(section, at),
                    at,
                    [(group, list(same)) for group, same in groupby(found, lambda one: one.group)],
                )
                for at, found in groupby(section.citations, key=lambda one: one.at)
            ]
            level = min(section.depth, 2)
            yield self._chapter(
                f"sec-{section.slug}", section.name, level, "book_section", section=section, groups=groups
            )
        yield self._chapter("works", "Annotated bibliography", 1, "book_works")
        works = sorted(base.entries.values(), key=lambda work: work.key)
        for letter, found in groupby(works, key=lambda work: work.key[0].upper()):
            yield self._chapter(f"works-{letter.lower()}", letter, 2, "book_letter", works=list(found))
        if base.terms:
            yield self._chapter("glossary", "Glossary", 1, "book_glossary", terms=base.terms)
        if base.topics:
            topics = self._links.topics
            vocabulary = [(group, topics.narrower(group)) for group in topics.groups]
            yield self._chapter("topics", "Topics", 1, "book_topics", groups=vocabulary, index=topics)

    def _chapter(self, name: str, title: str, level: int, template: str, **values: Any) -> Chapter:
        shared: Mapping[str, Any] = {
            "name": name,
            "heading_title": title,
            "level": level,
            "text": self._writer.inline,
            "markdown": self._writer.html,
            "full": _reference,
            "label": reference.label,
            "quoted": quote,
            "links": self._links,
            "entries": self._links.base.entries,
        }
        html = self._templates.environment.get_template(f"{template}.html").render({**shared, **values})
        return Chapter(name, title, level, Markup(html))

    def _follow(self, pointer: Pointer) -> markdown.Link:
        base = self._links.base
        if pointer.kind == "work" and (work := base.entries.get(pointer.name)):
            return markdown.Link(reference.label(work), f"#work-{work.key}")
        if pointer.kind == "section" and (section := self._templates.sections.get(pointer.name)):
            if pointer.point and 0 < int(pointer.point) <= len(section.points):
                return markdown.Link(f"{section.mark}, point {pointer.point}", f"#sec-{section.slug}-p{pointer.point}")
            return markdown.Link(section.name, f"#sec-{section.slug}")
        return markdown.Link(pointer.text)


def _reference(work: Work) -> Markup:
    return reference.reference(work, ("",) * len(work.creators), "", "")
