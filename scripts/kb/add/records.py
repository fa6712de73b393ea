"""``kb new``: a section, point, topic or term from what a person says of it, in its place in its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields

import yaml

from kb.add.ask import parts
from kb.add.change import RefusedError
from kb.add.insertion import with_item
from kb.model import KnowledgeBase, Place, Section, Term, Topic
from kb.read import GLOSSARY, SECTIONS, TOPICS, nearest
from kb.read.bibtex import BOM
from kb.read.citing import page_numbers
from kb.read.folding import fold, slug
from kb.read.yaml_form import lines_of, quoted, spliced, word
from kb.read.yaml_source import compose
from kb.verify.record import letters

#: What a person says of a record, by the names of its fields.
Answers = Mapping[str, str]


@dataclass(frozen=True)
class Placed:
    """A new record in its file.

    Attributes:
        file, text: the file as it is with the record.
        place: finds the record in the knowledge base that is read from it.
        written: the record's own lines. next: what is left to do.
    """

    file: str
    text: str
    place: Callable[[KnowledgeBase], Place]
    written: str
    next: tuple[str, ...]


def new_section(base: KnowledgeBase, texts: Mapping[str, str], answers: Answers) -> Placed:
    """A section file with all its fields, of which most are still empty.

    Raises:
        RefusedError: if it is there already, or cannot be put there.
    """
    number, name = answers["number"].strip(), answers.get("slug") or slug(answers["title"])
    for section in base.sections:
        if number == section.number or name == section.slug:
            what = f"number {number}" if number == section.number else f"slug '{name}'"
            raise RefusedError(f"the section with the {what} is there already: {_at(section.place)}")
    file = f"{SECTIONS}/{number}-{name}.yaml"
    values = {
        "number": quoted(number),
        "slug": word(name),
        "title": quoted(answers["title"]),
        "part": word(answers["part"]),
        "pages": _list(map(str, _first_and_last(answers["pages"]))),
        "authors": "".join(f"\n  - {quoted(author)}" for author in parts(answers.get("authors", ""))) or "[]",
        "tldr": quoted(answers.get("tldr", "")),
        "topics": _list(map(word, parts(answers.get("topics", "")))),
        "reviewed": "{status: draft}",
    }
    lines = [
        f"{one.name}: {values.get(one.name) or _EMPTY[one.name]}" for one in fields(Section) if one.name != "place"
    ]
    text = "".join(f"{line}\n" for line in (*_first_comment(texts), *lines)).replace(": \n  -", ":\n  -")
    return Placed(
        file,
        text,
        lambda after: next(section.place for section in after.sections if section.slug == name),
        text,
        (
            f"fill in the fields that are empty, in {file}: citations first, then tldr, motivation, summary",
            f"lay out its argument: kb new point --section {name}",
        ),
    )


#: How a field of a section is written that says nothing.
_EMPTY = {one.name: "[]" if one.default == () else '""' for one in fields(Section) if one.default is not MISSING}


def _first_comment(texts: Mapping[str, str]) -> list[str]:
    """The line by which editors know the schema, where other sections begin with one."""
    firsts = [text.partition("\n")[0] for file, text in texts.items() if file.startswith(f"{SECTIONS}/")]
    return next(([first] for first in firsts if first.startswith("# yaml-language-server:")), [])


def new_point(base: KnowledgeBase, texts: Mapping[str, str], answers: Answers) -> Placed:
    """A point at the end of a section's argument.

    Raises:
        RefusedError: if it is there already, or cannot be put there.
    """
    section = find_section(base, answers["section"])
    for number, point in enumerate(section.points, 1):
        if letters(point.claim) == letters(answers["claim"]):
            raise RefusedError(f"the claim is there already, as point {number}: {_at(point.place)}")
    lines = [
        f"claim: {quoted(answers['claim'])}",
        f"kind: {word(answers['kind'])}",
        f"pages: {_list(map(str, numbers(answers['pages'])))}",
        *(f"{name}: {_list(map(word, parts(answers[name])))}" for name in ("works", "topics") if answers.get(name)),
    ]
    file, count = section.place.file, len(section.points)
    key_works = () if answers.get("works") else ("name the works that bear it out: works: […]",)
    return Placed(
        file,
        with_last(texts[file], "points", lines),
        lambda after: find_section(after, section.slug).points[count].place,
        "".join(f"{line}\n" for line in _item(lines, "  ")),
        (*key_works, f"other sections and pages can name it: @sec-{section.slug}#p{count + 1}"),
    )


def new_update(base: KnowledgeBase, texts: Mapping[str, str], answers: Answers) -> Placed:
    """What newer work does to a point, at the end of a section's updates.

    Raises:
        RefusedError: if it cannot be put there.
    """
    section = find_section(base, answers["section"])
    lines = [
        f"point: {int(answers['point'])}",
        f"way: {word(answers['way'])}",
        f"date: {quoted(answers['date'])}",
        f"text: {quoted(answers['text'])}",
        f"works: {_list(map(word, parts(answers['works'])))}",
    ]
    file, count = section.place.file, len(section.updates)
    return Placed(
        file,
        with_last(texts[file], "updates", lines),
        lambda after: find_section(after, section.slug).updates[count].place,
        "".join(f"{line}\n" for line in _item(lines, "  ")),
        (),
    )


def with_last(text: str, name: str, lines: Sequence[str]) -> str:
    """The text of a section with one more record, whose fields are these lines, at the end of one of its lists.

    Raises:
        RefusedError: if the list stands on one line.
    """
    text = text.removeprefix(BOM).rstrip("\n") + "\n"
    root, _ = compose("", text)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = next(((key, value) for key, value in pairs if key.value == name), None)
    if found is None:
        return "".join((text, f"{name}:\n", *_item_lines(lines, "  ")))
    key, value = found
    if not isinstance(value, yaml.SequenceNode) or (value.value and value.flow_style):
        raise RefusedError(f"its {name} stand in brackets; write them one below the other first, each with its fields")
    end = lines_of(text, value)[1]
    if value.value:
        return spliced(text, [(end, end, "".join(_item_lines(lines, " " * value.start_mark.column)))])
    brackets = (key.end_mark.index, value.end_mark.index, ":")
    return spliced(text, [brackets, (end, end, "".join(_item_lines(lines, "  ")))])


def _item(lines: Sequence[str], indent: str) -> list[str]:
    return [f"{indent}{'  ' if number else '- '}{line}" for number, line in enumerate(lines)]


def _item_lines(lines: Sequence[str], indent: str) -> list[str]:
    return [f"{line}\n" for line in _item(lines, indent)]


def new_topic(base: KnowledgeBase, texts: Mapping[str, str], answers: Answers) -> Placed:
    """A topic at the end of its group; a group at the end of the file.

    Raises:
        RefusedError: if it is there already, or cannot be put there.
    """
    name = answers.get("slug") or slug(answers["name"])
    names = {fold(one): topic for topic in base.topics for one in (topic.slug, topic.name, *topic.aliases)}
    _refuse_known("topic", (answers["name"], name), names)
    broader = answers.get("broader", "")
    lines = [
        f"slug: {word(name)}",
        f"name: {quoted(answers['name'])}",
        f"definition: {quoted(answers['definition'])}",
        *([f"broader: {word(broader)}"] if broader else []),
        *([f"aliases: {_quoted_list(answers['aliases'])}"] if answers.get("aliases") else []),
        *([f"related: {_list(map(word, parts(answers['related'])))}"] if answers.get("related") else []),
        *([f"match: {_quoted_list(answers['match'])}"] if answers.get("match") else []),
    ]
    group = [number for number, topic in enumerate(base.topics) if broader and broader in (topic.slug, topic.broader)]
    item = "".join(_item_lines(lines, ""))
    carriers = "give it to the works, sections and points that are about it: keywords = {…}, topics: […]"
    return Placed(
        TOPICS,
        with_item(texts.get(TOPICS, ""), item, max(group) if group else None),
        lambda after: next(topic.place for topic in after.topics if topic.slug == name),
        item,
        (carriers,) if broader else (f"give it topics: kb new topic --broader {name}",),
    )


def new_term(base: KnowledgeBase, texts: Mapping[str, str], answers: Answers) -> Placed:
    """A term in its alphabetical place.

    Raises:
        RefusedError: if it is there already, or cannot be put there.
    """
    name = answers.get("slug") or slug(answers["term"])
    names = {fold(one): term for term in base.terms for one in (term.slug, term.term, *term.aliases)}
    _refuse_known("term", (answers["term"], name), names)
    section = find_section(base, answers["section"])
    lines = [
        f"slug: {word(name)}",
        f"term: {quoted(answers['term'])}",
        f"definition: {quoted(answers['definition'])}",
        f"section: {word(section.slug)}",
        f"page: {numbers(answers['page'])[0]}",
        *([f"aliases: {_quoted_list(answers['aliases'])}"] if answers.get("aliases") else []),
    ]
    earlier = [number for number, term in enumerate(base.terms) if term.slug < name]
    item = "".join(_item_lines(lines, ""))
    return Placed(
        GLOSSARY,
        with_item(texts.get(GLOSSARY, ""), item, max(earlier, default=-1)),
        lambda after: next(term.place for term in after.terms if term.slug == name),
        item,
        (f"name it where it is introduced: terms: […, {name}] in {section.place.file}",),
    )


def _refuse_known(kind: str, forms: Iterable[str], known: Mapping[str, Topic | Term]) -> None:
    for form in forms:
        if record := known.get(fold(form)):
            raise RefusedError(f"the {kind} '{form}' is there already, as '{record.slug}': {_at(record.place)}")


def find_section(base: KnowledgeBase, name: str) -> Section:
    """The section with a slug or number.

    Raises:
        RefusedError: if there is none.
    """
    clean = name.removeprefix("@sec-").removeprefix("§").strip()
    for section in base.sections:
        if clean in (section.slug, section.number):
            return section
    hint = nearest(clean, tuple(section.slug for section in base.sections)) or "give its number or slug"
    raise RefusedError(f"'{clean[:60]}' is no section; {hint}", usage=True)


def numbers(text: str) -> list[int]:
    """Pages as people write them: ``4, 6-8`` as 4, 6, 7, 8.

    Raises:
        RefusedError: if they are none.
    """
    try:
        return list(page_numbers(text))
    except ValueError as error:
        raise RefusedError(f"'{text[:40]}' are no pages; write 4, or 4, 6-8", usage=True) from error


def _first_and_last(text: str) -> tuple[int, int]:
    pages = numbers(text)
    return min(pages), max(pages)


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _quoted_list(text: str) -> str:
    return _list(map(quoted, parts(text)))


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"
