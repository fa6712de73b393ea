"""What a text points at: works ``[@key, p. 4; @other]``, sections and points ``@sec-slug#p7``, pages ``p. 4``.

One grammar for records and for pages written by hand. :mod:`kb.render.text.markdown` makes links of it within Markdown;
here a text is searched without its HTML being made, for the check. What becomes a link there is found here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.read.identifiers import SLUG

#: ``[@brown2020language]``, ``[@brown2020language, p. 4; @bender2021dangers]``; brackets in a row are one group.
CITATION = r"\[@[^\[\]]+\](?:\s*\[@[^\[\]]+\])*"
#: ``@sec-law``, or the seventh point of its argument, ``@sec-law#p7``.
SECTION = rf"(?<![^\W_])(?<!@)@sec-((?>{SLUG}))(?:#p([0-9]++))?+(?!@)"
#: ``p. 106``, ``pp. 106-107``.
PAGES = r"\b(pp?\.) (\d{1,3})(?:[-–](\d{1,3}))?\b"

_CITATION, _SECTION, _PAGES = (re.compile(pattern) for pattern in (CITATION, SECTION, PAGES))
_BETWEEN = re.compile(r"\]\s*\[|;")
#: What opens a block of code, and what closes it, as Python-Markdown has it.
_FENCED = re.compile(
    r"^(`{3,}|~{3,})[ ]*(?:\{[^\n]*\}|\.?[\w#.+-]*[ ]*(?:hl_lines=(?:\"[^\n]*?\"|'[^\n]*?')[ ]*)?)\n.*?(?<=\n)\1[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_CODE_OR_ESCAPED = re.compile(r"\\[^\sA-Za-z0-9]|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[ \t]*[^\s][^\n]*)*")


@dataclass(frozen=True)
class Pointer:
    """What a text points at.

    Attributes:
        kind: ``work``, ``section`` or ``page``.
        name: cite key, slug of the section, or number of the page.
        text: how it is written, for where it leads nowhere.
        point: number of a point of the section, if one is meant.
    """

    kind: str
    name: str
    text: str
    point: str = ""

    def __str__(self) -> str:
        return f"{self.name}#p{self.point}" if self.point else self.name


def cited(citation: str) -> Iterator[tuple[Pointer, str]]:
    """The works of one citation group, each with what is said of where in it: ``p. 4``.

    >>> [(str(work), where) for work, where in cited("[@a2020b, p. 4; @c2021d]")]
    [('a2020b', 'p. 4'), ('c2021d', '')]
    """
    for piece in _BETWEEN.split(citation[1:-1]):
        key, _, where = piece.strip().removeprefix("@").partition(",")
        yield Pointer("work", key.strip(), key.strip()), where.strip()


def section(match: re.Match[str]) -> Pointer:
    """The section, or the point of one, that :data:`SECTION` found."""
    return Pointer("section", match.group(1), match.group(), match.group(2) or "")


def pages(match: re.Match[str]) -> Iterator[Pointer]:
    """The one page, or the first and the last, that :data:`PAGES` found."""
    word, first, last = match.groups()
    yield Pointer("page", first, f"{word} {first}")
    if last:
        yield Pointer("page", last, last)


def page_numbers(text: str) -> tuple[int, ...]:
    """Pages as people list them.

    >>> page_numbers("pp. 4, 6-8")
    (4, 6, 7, 8)

    Raises:
        ValueError: if they are none; it says why.
    """
    found: list[int] = []
    for piece in re.split(r"[\s,;]+", re.sub(r"\s*[-–]+\s*", "-", re.sub(r"\bpp?\.", "", text).strip())):
        match = re.fullmatch(r"([0-9]{1,4})(?:-([0-9]{1,4}))?", piece)
        if not match:
            raise ValueError("write pages as numbers: 105, 106")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise ValueError(f"{first} to {last} are no range")
        found += range(first, last + 1)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def pointers(text: str) -> tuple[tuple[int, Pointer], ...]:
    """All that a Markdown text points at outside of code, with the offset at which it does; by kind, then in order."""
    return tuple(_pointers(text))


def _pointers(text: str) -> Iterator[tuple[int, Pointer]]:
    searched = without_code(text)
    for match in _CITATION.finditer(searched):
        yield from ((match.start(), work) for work, _ in cited(match.group()))
    yield from ((match.start(), section(match)) for match in _SECTION.finditer(searched))
    yield from ((match.start(), page) for match in _PAGES.finditer(searched) for page in pages(match))


def cited_keys(text: str) -> Iterator[str]:
    """Cite keys in a text, in order."""
    return (pointer.name for _, pointer in pointers(text) if pointer.kind == "work")


def without_citations(text: str) -> str:
    """A text without the works that it cites."""
    return _CITATION.sub("", text) if "[@" in text else text


def without_code_blocks(markdown: str) -> str:
    """A text with its fenced code blanked out, so that offsets stay as they are."""
    return _FENCED.sub(lambda match: _blank(match.group()), markdown)


def without_code(markdown: str) -> str:
    r"""A text with its code and what a backslash takes its meaning from blanked out; offsets stay as they are.

    Where it cannot be told without reading the whole Markdown what is code, for a backtick is left over on a line,
    nothing of that paragraph is blanked: rather too much is checked than too little.
    """
    if "`" not in markdown and "\\" not in markdown and "~~~" not in markdown:
        return markdown
    return _PARAGRAPH.sub(lambda match: _without_spans(match.group()), without_code_blocks(markdown))


def _without_spans(paragraph: str) -> str:
    blanked = _CODE_OR_ESCAPED.sub(lambda match: _blank(match.group()), paragraph)
    return paragraph if "`" in blanked else blanked


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
