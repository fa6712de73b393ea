"""Rules for contributed text: no HTML, no unsafe links, and every citation and section reference in it resolves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from kb.check.rule import Finding, rule, rule_within
from kb.model import KnowledgeBase, Person, Place, Section, Venue
from kb.read import identifiers, nearest
from kb.read.citing import Pointer, pointers, without_citations, without_code_blocks
from kb.read.config import MARKUP
from kb.read.identifiers import CITE_KEY, safe_url
from kb.read.kept import remembered

#: A cite key where nobody means a word by it.
_BARE_KEY = re.compile(rf"(?<![\w@/.-]){CITE_KEY}(?![\w/-])")
#: What every cite key holds; quick to look for.
_YEAR_OF_KEY = re.compile(r"[0-9]{4}(?<=[a-z]....)")
_ELEMENTS = (
    "script style iframe object embed img svg math form input button textarea select option video audio source base "
    "meta link body head html title div span table tr td th ul ol li br hr em strong small sub sup code pre font "
    "center details summary h1 h2 h3 h4 h5 h6 section article nav main template noscript frame frameset marquee label"
)
#: A tag or a comment. ``k<n``, ``n < m`` and ``<https://example.org>``, Markdown's own way to write a link, are none.
_TAG = re.compile(
    r"<(?:[/!?]\s*[A-Za-z][^>\n]*>?|[A-Za-z][\w-]*\s*/?>|[A-Za-z][\w-]*[\s/][^<>\n]*=[^<>\n]*>?"
    rf"|(?:{_ELEMENTS.replace(' ', '|')})(?![\w:-])[^>\n]*>?)|<!--",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)|^[ \t]*\[[^\]]+\]:\s*<?(\S+)|<([A-Za-z][\w+.-]*:[^>]*)>", re.MULTILINE)

#: What XML 1.0 forbids, in which the map and the graph are written, and controls that a wrong encoding leaves behind.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ERRATUM = ("label", "printed", "wrong", "right", "known")
#: A record's place, the part of the record, and what it says; most texts are right, so no place is looked up before.
Text = tuple[Place, str, str]


def _markdown(section: Section) -> Iterator[Text]:
    for name in ("tldr", "motivation", "summary"):
        yield section.place, name, getattr(section, name)
    for point in section.points:
        yield point.place, "claim", point.claim
    for update in section.updates:
        yield update.place, "text", update.text
    for number, question in enumerate(section.questions):
        yield section.place, f"questions.{number}", question


def _plain(base: KnowledgeBase) -> Iterator[Text]:
    for work in base.entries.values():
        yield from ((work.place, name, value) for name, value in work.fields.items())
    for erratum in base.errata:
        yield from ((erratum.place, name, getattr(erratum, name)) for name in _ERRATUM)
    for topic in base.topics:
        yield from ((topic.place, name, getattr(topic, name)) for name in ("name", "definition"))
        yield from ((topic.place, "aliases", alias) for alias in (*topic.aliases, *topic.match))
    for term in base.terms:
        yield from ((term.place, name, getattr(term, name)) for name in ("term", "definition"))
        yield from ((term.place, "aliases", alias) for alias in term.aliases)
    named: tuple[Person | Venue, ...] = (*base.people, *base.venues)
    for record in named:
        yield record.place, "name", record.name
    for section in base.sections:
        yield section.place, "title", section.title
        yield from ((section.place, "authors", author) for author in section.authors)
        yield from ((item.place, "title", item.title) for item in section.subsections)
        yield from ((item.place, "about", item.about) for item in section.figures)
        yield from ((item.place, "note", item.note) for item in section.citations)
        yield from ((item.place, "why", item.why) for item in section.related)
        yield from ((item.place, "why", item.why) for item in section.key_works)


def _texts(base: KnowledgeBase) -> Iterator[Text]:
    yield from _plain(base)
    for section in base.sections:
        yield from _markdown(section)


@rule("E301", "HTML in a text", alone=True)
def no_html(base: KnowledgeBase) -> Iterator[Finding]:
    for place, name, text in _texts(base):
        if "<" in text and name not in identifiers.FIELDS and (match := _TAG.search(text)):
            yield place.of(name), f"HTML '{match.group()[:40]}' in a text", "write plain text or Markdown"


@rule("E305", "character that no page or export can hold", alone=True)
def no_control_characters(base: KnowledgeBase) -> Iterator[Finding]:
    for place, name, text in _texts(base):
        if not text.isprintable() and (match := _FORBIDDEN.search(text)):
            yield place.of(name), f"character U+{ord(match.group()):04X} in a text", "take it out"


@rule("E302", "unsafe link in a text", alone=True)
def safe_links(base: KnowledgeBase) -> Iterator[Finding]:
    for section in base.sections:
        for place, name, text in _markdown(section):
            for match in _LINK.finditer(text):
                url = next(group for group in match.groups() if group)
                if not safe_url(url) and not url.startswith("#"):
                    yield place.of(name), f"link to '{url[:60]}'", "only http, https, mailto and doi are linked"


@rule_within("E306", "bare cite key in a text")
def no_bare_keys(base: KnowledgeBase, part: KnowledgeBase) -> Iterator[Finding]:
    for place, name, text in _texts(part):
        for match in _BARE_KEY.finditer(without_citations(text)) if _YEAR_OF_KEY.search(text) else ():
            if (key := match.group()) in base.entries:
                yield place.of(name), f"cite key '{key}' in a text", f"name the work, or write [@{key}] in a summary"


@rule_within("E303", "text cites an unknown work")
def text_citations(base: KnowledgeBase, part: KnowledgeBase) -> Iterator[Finding]:
    for place, pointer in _pointers(part):
        if pointer.kind == "work" and pointer.name not in base.works:
            yield place(), f"unknown work '{pointer.name}' in the text", nearest(pointer.name, base.works)


@rule_within("E304", "text refers to an unknown section or point")
def text_references(base: KnowledgeBase, part: KnowledgeBase) -> Iterator[Finding]:
    points = {section.slug: len(section.points) for section in base.sections}
    slugs = base.slugs
    for place, pointer in _pointers(part):
        slug, point = pointer.name, pointer.point
        if pointer.kind != "section":
            continue
        if slug not in slugs:
            yield place(), f"unknown section '@sec-{slug}' in the text", nearest(slug, tuple(slugs))
        elif point and int(point) > points.get(slug, int(point)):
            yield place(), f"'{pointer.text}' in the text: the section has {points[slug]} points", "count from 1"


def _pointers(base: KnowledgeBase) -> Iterator[tuple[Callable[[], Place], Pointer]]:
    """The works and sections that texts point at, and what gives the place, looked up for what is wrong alone."""
    for section in base.sections:
        for place, name, text in _markdown(section):
            if "@" in text:
                yield from ((partial(place.of, name), pointer) for _, pointer in pointers(text))
    for file, text in base.pages.items():
        yield from ((partial(_place, file, text, start), pointer) for start, pointer in pointers(text))


#: What a page written by hand may say about itself before its text.
_PAGE_FIELDS = ("title", "description", "hide")
_MARKUP = re.compile(r"[<>\"]|&(?!amp;)[#\w]")
_TITLE = re.compile(r"^ {0,3}#(?!#).*|^.*(?=\n {0,3}=+[ \t]*$)", re.MULTILINE)


@rule("E307", "a page's field that is not read, or that holds markup", alone=True)
def page_fields(base: KnowledgeBase) -> Iterator[Finding]:
    for file, text in base.pages.items():
        if not text.lstrip("\ufeff").startswith("#"):
            yield from _wrong_fields(file, text)


def _wrong_fields(file: str, text: str) -> tuple[Finding, ...]:
    return remembered("page", file, text, lambda: tuple(_look_at_fields(file, text)))


def _look_at_fields(file: str, text: str) -> Iterator[Finding]:
    from mkdocs.utils.meta import get_data  # the renderer's own grammar, slow to import

    for name, value in get_data(text)[1].items():
        if name not in _PAGE_FIELDS:
            yield Place(file), f"field '{name}' of a page", f"only {', '.join(_PAGE_FIELDS)} are read"
        elif _MARKUP.search(str(value) if name != "hide" else "".join(map(str, value or ()))):
            yield Place(file), f"markup in the page's field '{name}'", "write plain text"


@rule("E308", "markup in the title of a page", alone=True)
def page_titles(base: KnowledgeBase) -> Iterator[Finding]:
    for file, text in base.pages.items():
        for match in _TITLE.finditer(without_code_blocks(text)):
            if MARKUP.search(match.group()):
                yield _place(file, text, match.start()), "markup in the title of a page", "write plain text"


def _place(file: str, text: str, start: int) -> Place:
    before = text[:start]
    return Place(file, before.count("\n") + 1, start - before.rfind("\n"))
