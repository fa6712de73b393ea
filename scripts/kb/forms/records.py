"""The answers of a form as a record in its place, one function a form."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kb.add.insertion import with_new_entries
from kb.add.records import Placed, new_point, new_term, new_topic, new_update
from kb.check.bibliography import expected_key
from kb.forms.answers import FormError, lines, names, pages, sentence
from kb.forms.values import record_of, values, with_value
from kb.model import KnowledgeBase, Place, Point, Section, Term, Topic, Update, Work
from kb.read import BIBLIOGRAPHY, GLOSSARY, TOPICS, identifiers, nearest
from kb.read.canonical import FIELDS, canonical_field
from kb.read.folding import slug
from kb.read.yaml_source import compose
from kb.verify.write import with_entries

Answers = Mapping[str, str]
_NOWHERE = Place("")


@dataclass(frozen=True)
class Draft:
    """A change that is not checked yet.

    Attributes:
        title: what it does, in words of the project only.
        texts: the files that change, by their path.
        base: what the knowledge base must be read as afterwards; none where that was seen to already.
    """

    title: str
    texts: Mapping[str, str]
    base: KnowledgeBase | None


def _work(given: Answers, base: KnowledgeBase, texts: Mapping[str, str]) -> Draft:
    fields = {name: _latex(name, given[name]) for name in FIELDS if given.get(name)}
    if given.get("author"):
        fields["author"] = " and ".join(sentence(line) for line in given["author"].split("\n") if line.strip())
    if "eprint" in fields:
        fields["archiveprefix"] = "arXiv"
    fields = {name: canonical_field(name, value) for name, value in fields.items()}
    for name, value in fields.items():
        _refuse_loose_braces(name, value)
    new = Work("", given["type"], fields, _creators(fields), (), False, _NOWHERE)
    new = replace(new, key=_free_key(expected_key(new), base))
    after = replace(base, works={**base.works, new.key: new})
    return Draft(f"Add the work {new.key}", {BIBLIOGRAPHY: with_new_entries(texts.get(BIBLIOGRAPHY, ""), [new])}, after)


def _creators(fields: Mapping[str, str]) -> Any:
    from kb.read.persons import read_names

    return read_names(fields.get("author", ""))[0]


def _latex(field: str, text: str) -> str:
    """A text on one line, with the signs escaped that LaTeX would not print; in identifiers they are what they are."""
    one = sentence(text)
    if field == "keywords":
        return ", ".join(names(text))
    return one if field in identifiers.FIELDS else re.sub(r"(?<!\\)([&%#])", r"\\\1", one)


def _refuse_loose_braces(field: str, value: str) -> None:
    depth = 0
    for letter in value:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            break
    if depth or value.endswith("\\"):
        raise FormError(f"The braces or backslashes of the field '{field}' do not pair up: '{value[:60]}'.")


def _free_key(key: str, base: KnowledgeBase) -> str:
    """The key, with a letter where it is taken."""
    if not re.fullmatch(r"[a-z0-9]+", key):
        raise FormError("No cite key can be made of these authors, year and title; a maintainer adds the work by hand.")
    free = (name for name in (key, *(f"{key}{letter}" for letter in string.ascii_lowercase)) if name not in base.works)
    return next(free)


def _section(name: str, base: KnowledgeBase) -> Section:
    """The section of a number, a slug or an address."""
    wanted = re.sub(r"^.*sections/|^§|[/#].*$", "", name.strip())
    for section in base.sections:
        if wanted in (section.number, section.slug):
            return section
    known = [*(section.slug for section in base.sections), *(section.number for section in base.sections)]
    raise FormError(
        f"There is no section '{wanted[:60]}'; {nearest(wanted, tuple(known)) or 'write 4.7, or its slug'}."
    )


def _point(given: Answers, base: KnowledgeBase, texts: Mapping[str, str]) -> Draft:
    section = _section(given["section"], base)
    new = Point(
        claim=sentence(given["claim"]),
        kind=given["kind"],  # type: ignore[arg-type]  # one of the form's choices, and checked when it is read
        pages=pages("Pages", given["pages"]),
        works=names(given["works"]),
        topics=names(given["topics"]),
        place=_NOWHERE,
    )
    answers = {"section": section.slug, "claim": new.claim, "kind": new.kind, "pages": _list(new.pages)}
    placed = new_point(base, texts, {**answers, "works": _list(new.works), "topics": _list(new.topics)})
    points = {section.slug: (*section.points, new)}
    sections = tuple(replace(one, points=points.get(one.slug, one.points)) for one in base.sections)
    return _placed(f"Add a point to section {section.number}", placed, replace(base, sections=sections))


def _list(items: Iterable[object]) -> str:
    return ", ".join(map(str, items))


def _placed(title: str, placed: Placed, base: KnowledgeBase) -> Draft:
    return Draft(title, {placed.file: placed.text}, base)


def _topic(given: Answers, base: KnowledgeBase, texts: Mapping[str, str]) -> Draft:
    groups = {topic.slug: topic for topic in base.topics if topic.is_group}
    if given["broader"] not in groups:
        hint = nearest(given["broader"], groups) or f"the groups are {', '.join(groups)}"
        raise FormError(f"There is no group '{given['broader'][:60]}'; {hint}.")
    new = Topic(
        slug=_slug(given["name"]),
        name=sentence(given["name"]),
        definition=sentence(given["definition"]),
        broader=given["broader"],
        aliases=lines(given["aliases"]),
        related=names(given["related"]),
        place=_NOWHERE,
    )
    answers = {"name": new.name, "definition": new.definition, "broader": new.broader}
    placed = new_topic(base, texts, {**answers, "aliases": _list(new.aliases), "related": _list(new.related)})
    after = max(n for n, topic in enumerate(base.topics) if new.broader in (topic.slug, topic.broader))
    topics = (*base.topics[: after + 1], new, *base.topics[after + 1 :])
    return _placed(f"Add the topic {new.slug}", placed, replace(base, topics=topics))


def _slug(name: str) -> str:
    made = slug(sentence(name))
    if not made:
        raise FormError(f"'{sentence(name)[:60]}' holds no letter or figure of which an address could be made.")
    return made


def _term(given: Answers, base: KnowledgeBase, texts: Mapping[str, str]) -> Draft:
    (page, *more) = pages("Page", given["page"])
    if more:
        raise FormError("'Page' is the one page on which the report introduces the term.")
    new = Term(
        slug=_slug(given["term"]),
        term=sentence(given["term"]),
        definition=sentence(given["definition"]),
        section=_section(given["section"], base).slug,
        page=page,
        aliases=lines(given["aliases"]),
        place=_NOWHERE,
    )
    answers = {"term": new.term, "definition": new.definition, "section": new.section, "page": str(page)}
    placed = new_term(base, texts, {**answers, "aliases": _list(new.aliases)})
    before = sum(term.slug < new.slug for term in base.terms)
    terms = (*base.terms[:before], new, *base.terms[before:])
    return _placed(f"Add the term {new.slug}", placed, replace(base, terms=terms))


def _update(given: Answers, base: KnowledgeBase, texts: Mapping[str, str]) -> Draft:
    section = _section(given["section"], base)
    number = given["point"].removeprefix("p")
    if not number.isdecimal() or not 1 <= int(number) <= len(section.points):
        raise FormError(f"Section {section.number} has the points 1 to {len(section.points)}, no '{number[:60]}'.")
    for key in names(given["works"]):
        if key not in base.entries:
            hint = nearest(key, base.entries) or "suggest it first, with the form for works"
            raise FormError(f"There is no work '{key[:60]}' in the bibliography; {hint}.")
    new = Update(
        point=int(number),
        way=given["way"],  # type: ignore[arg-type]  # one of the form's choices, and checked when it is read
        date=sentence(given["date"])[:7],
        text=sentence(given["text"]),
        works=names(given["works"]),
        place=_NOWHERE,
    )
    answers = {"section": section.slug, "point": number, "way": new.way, "date": new.date, "text": new.text}
    placed = new_update(base, texts, {**answers, "works": _list(new.works)})
    updates = {section.slug: (*section.updates, new)}
    sections = tuple(replace(one, updates=updates.get(one.slug, one.updates)) for one in base.sections)
    title = f"Say what came since on point {number} of section {section.number}"
    return _placed(title, placed, replace(base, sections=sections))


def _fault(given: Answers, base: KnowledgeBase, texts: Mapping[str, str]) -> Draft:
    if not given["right"]:
        raise FormError("The form does not say what is right, word for word, so a maintainer writes it in.")
    old, new = sentence(given["statement"]), sentence(given["right"])
    file, name = _record(given["record"], base)
    if file == BIBLIOGRAPHY:
        return _mended_work(base.works[name], given["field"], old, new, base, texts)
    root, _ = compose(file, texts[file])
    record = record_of(root, name) if file in (TOPICS, GLOSSARY) else root
    holding = [
        node
        for field, node in (values(record) if record else ())
        if node.value.count(old) == 1 and given["field"] in ("", field)
    ]
    if len(holding) != 1:
        raise FormError(_not_once(old, file, len(holding)))
    text = with_value(texts[file], holding[0], old, new)
    if text is None:
        raise FormError(f"These words of {file} run over lines or marks, so a maintainer changes them by hand.")
    return Draft(f"Mend {name}", {file: text}, None)


def _not_once(words: str, file: str, times: int) -> str:
    where = f"in {times} places" if times else "nowhere"
    return f"The words '{words[:60]}' stand {where} there ({file}), so a maintainer looks for what is meant."


def _record(name: str, base: KnowledgeBase) -> tuple[str, str]:
    """The file and the name of what an address, a cite key, a slug or a number means."""
    match = re.search(r"(?:^|/)(works|sections|topics|glossary)/#?([a-z0-9-]+)/?(?:#.*)?$", name.strip())
    kind, wanted = match.groups() if match else ("", name.strip())
    found = [("works", BIBLIOGRAPHY, key) for key in base.works if key == wanted]
    found += [
        ("sections", section.place.file, section.slug)
        for section in base.sections
        if wanted in (section.slug, section.number)
    ]
    found += [("topics", TOPICS, topic.slug) for topic in base.topics if topic.slug == wanted]
    found += [("glossary", GLOSSARY, term.slug) for term in base.terms if term.slug == wanted]
    fitting = [(file, ident) for where, file, ident in found if kind in ("", where)]
    if not fitting:
        raise FormError(f"'{wanted[:60]}' is the name of no work, section, topic or term; give the page's address.")
    if len(fitting) > 1:
        raise FormError(f"'{wanted[:60]}' is the name of more than one record; give the page's address.")
    return fitting[0]


def _mended_work(work: Work, field: str, old: str, new: str, base: KnowledgeBase, texts: Mapping[str, str]) -> Draft:
    holding = [name for name, value in work.fields.items() if value.count(old) == 1 and field in ("", name)]
    if len(holding) != 1:
        raise FormError(_not_once(old, BIBLIOGRAPHY, len(holding)))
    (name,) = holding
    value = canonical_field(name, work.fields[name].replace(old, _latex(name, new)))
    _refuse_loose_braces(name, value)
    mended = replace(work, fields={**work.fields, name: value})
    after = replace(base, works={**base.works, work.key: mended})
    return Draft(f"Mend {work.key}", {BIBLIOGRAPHY: with_entries(texts[BIBLIOGRAPHY], [mended])}, after)


#: What each form becomes.
WRITERS: Mapping[str, Callable[[Answers, KnowledgeBase, Mapping[str, str]], Draft]] = {
    "work": _work,
    "fault": _fault,
    "point": _point,
    "topic": _topic,
    "term": _term,
    "update": _update,
}
