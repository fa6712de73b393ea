"""A survey in Markdown, with the citations of Pandoc and Quarto, as an outline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from kb.read.identifiers import year_within
from kb.start.bibliography import one_word
from kb.start.outline import CitationGroup, Heading, Outline, Remark, clean
from kb.start.tex import MOST_CHARACTERS, MOST_FILES, Read, RefusedError

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,100000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`)[^\n]{1,2000}?(?<!`)\1(?!`)|<!--[\s\S]*?-->|<[a-z][\w+.-]*:[^\s<>]*>|https?://\S+")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_KEY = r"@(?:\{([^{}\s]+)\}|([^\W_][\w]*(?:[:.#$%&\-+?<>~/][\w]+)*|_\w+(?:[:.#$%&\-+?<>~/]\w+)*))"
_CITATION = re.compile(rf"(?<![\w\\@/.])-?{_KEY}")
_CITATION_GROUP = re.compile(r"\[[^\[\]]*@[^\[\]]*\](?!\()")
#: What Quarto refers to with the same sign.
_OWN = re.compile(r"(?:sec|fig|tbl|eq|lst|tip|nte|wrn|imp|cau|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem)-.*")
_INCLUDE = re.compile(r"\s*\{\{<\s*include\s+(\S+)\s*>\}\}\s*")


def read_markdown(main: str, read: Read) -> Outline:
    """The outline of a Markdown file and of those that it includes.

    Raises:
        RefusedError: if the file itself cannot be read.
    """
    text = read(main)
    front, wrong = _front_matter(text)
    remarks = [Remark(main, 1, wrong)] if wrong else []
    lines = list(_lines(main, text, read, [], [], remarks))
    events = list(_events(lines))
    title = _text(front.get("title"))
    headings = [event for event in events if isinstance(event, Heading)]
    if not title and headings and [one.level for one in headings].count(1) == 1 and headings[0].level == 1:
        title = headings[0].title
        events.remove(headings[0])
    return Outline(
        title=title,
        authors=tuple(_people(front.get("author"))),
        year=year_within(_text(front.get("date"))),
        events=tuple(_numbered(events)),
        bibliographies=tuple(_strings(front.get("bibliography"))),
        remarks=tuple(remarks),
    )


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    match = _FRONT.match(text)
    if not match or re.search(r"(?:^|\s)[&*]\w", match.group(1)):
        return {}, "front matter with anchors is not read" if match else ""
    try:
        values = yaml.safe_load(match.group(1))
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, "the front matter is broken YAML"
    return (values, "") if isinstance(values, dict) else ({}, "")


def _text(value: Any) -> str:
    return clean(str(value)) if isinstance(value, str | int) or hasattr(value, "isoformat") else ""


def _strings(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and one.strip():
            yield one.strip()


def _people(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, dict):
            name = name.get("literal") or f"{_text(name.get('given'))} {_text(name.get('family'))}".strip()
        if _text(name):
            yield _text(name)


Line = tuple[str, int, str]


def _lines(
    file: str, text: str, read: Read, opened: list[str], seen: list[int], remarks: list[Remark]
) -> Iterator[Line]:
    """The lines that a reader sees, those of included files in their place; code is blanked out."""
    seen.append(len(text))
    for number, line in enumerate(_visible(text).split("\n"), 1):
        match = _INCLUDE.fullmatch(line)
        if not match:
            yield file, number, line
            continue
        name = match.group(1)
        try:
            if name in (*opened, file):
                raise RefusedError("left out, for the file is part of itself")
            if len(seen) > MOST_FILES or sum(seen) > MOST_CHARACTERS:
                raise RefusedError("left out, for the source is too large")
            yield from _lines(name, read(name), read, [*opened, file], seen, remarks)
        except RefusedError as error:
            remarks.append(Remark(file, number, f"include of '{name[:80]}': {error}"))


def _visible(text: str) -> str:
    text = _FRONT.sub(lambda match: re.sub(r"[^\n]", "", match.group()), text)
    kept, fence = [], ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if fence:
            if match and match.group(1).startswith(fence) and not line.strip(" `~"):
                fence = ""
            kept.append("")
        elif match:
            fence = match.group(1)
            kept.append("")
        else:
            kept.append(line)
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), "\n".join(kept))


def _events(lines: list[Line]) -> Iterator[Heading | CitationGroup]:
    """Headings, whose number is ``-`` if they are to have none, and the citation groups of each paragraph."""
    block: list[Line] = []
    for file, number, line in [*lines, ("", 0, "")]:
        atx, underline = _ATX.fullmatch(line), _UNDERLINE.fullmatch(line)
        if underline and len(block) == 1 and block[0][2].strip():
            yield from _heading(1 if "=" in line else 2, block[0][2], file, number - 1)
            block = []
        elif atx or not line.strip():
            yield from _citation_groups(block)
            block = []
            if atx:
                yield from _heading(len(atx.group(1)), atx.group(2) or "", file, number)
        else:
            block.append((file, number, line))


def _heading(level: int, text: str, file: str, line: int) -> Iterator[Heading | CitationGroup]:
    attributes = _ATTRIBUTES.search(text)
    text = _ATTRIBUTES.sub("", text)
    words = attributes.group(1).split() if attributes else []
    number = "-" if {"-", ".unnumbered"} & set(words) else ""
    title = clean(
        re.sub(
            r"[*`]|\[\^[^\]]*\]|(?<!\w)_|_(?!\w)",
            "",
            _CITATION_GROUP.sub("", re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", text)),
        )
    )
    if title:
        yield Heading(level, title, number, file, line)
    yield from _citation_groups([(file, line, text)])


def _citation_groups(block: list[Line]) -> Iterator[CitationGroup]:
    """The groups in brackets and the single keys of a paragraph, in their order."""
    text = "\n".join(line for _, _, line in block)
    end = 0
    for match in _CITATION_GROUP.finditer(text):
        yield from _single(text, end, match.start(), block)
        keys = tuple(_keys(match.group()))
        if keys:
            yield CitationGroup(keys, *_where(text, match.start(), block))
        end = match.end()
    yield from _single(text, end, len(text), block)


def _single(text: str, start: int, end: int, block: list[Line]) -> Iterator[CitationGroup]:
    for match in _CITATION.finditer(text, start, end):
        for key in _keys(match.group()):
            yield CitationGroup((key,), *_where(text, match.start(), block))


def _where(text: str, offset: int, block: list[Line]) -> tuple[str, int]:
    file, line, _ = block[text.count("\n", 0, offset)]
    return file, line


def _keys(text: str) -> Iterator[str]:
    for match in _CITATION.finditer(text):
        key = match.group(1) or match.group(2)
        if not _OWN.fullmatch(key):
            yield one_word(clean(key))


_WRITTEN = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(?=\S)")


def _numbered(events: list[Heading | CitationGroup]) -> Iterator[Heading | CitationGroup]:
    """Headings with their numbers counted; a number that is written into a title is taken out if it is the same."""
    levels = sorted({event.level for event in events if isinstance(event, Heading)})
    counts = [0] * len(levels)
    for event in events:
        if not isinstance(event, Heading):
            yield event
            continue
        depth = levels.index(event.level)
        number = ""
        if event.number != "-":
            counts = [*counts[:depth], counts[depth] + 1, *[0] * (len(levels) - depth - 1)]
            number = ".".join(map(str, counts[: depth + 1]))
        written = _WRITTEN.match(event.title)
        title = event.title[written.end() :] if written and written.group(1) == number else event.title
        yield Heading(depth, title, number, event.file, event.line)
