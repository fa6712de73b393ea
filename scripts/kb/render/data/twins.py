"""Pages as Markdown, from the same records, for language models and everybody who reads plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from kb.link.topics import NumberedPoint
from kb.model import Citation, Section, Topic, Update, Work
from kb.read.latex import plain
from kb.render.engine import Templates, heading
from kb.render.text.chain import where_cited
from kb.render.text.counts import month_of, pages_of
from kb.render.text.reference import authors, label
from kb.render.text.twin import FILE, literal, twin_of

UP = "../../"
_FREE = ", free to read"


def twin(title: str, *chapters: tuple[str, Iterable[str]], lead: str = "") -> str:
    """A page: its title, what it says first, and chapters of lines, of which empty ones are left out."""
    pieces = [f"# {literal(title)}", *([lead] if lead else [])]
    for name, lines in chapters:
        found = "\n".join(lines)
        pieces += ([f"## {name}"] if name else []) + [found] if found else []
    return "\n\n".join(pieces) + "\n"


def list_twin(title: str, lead: str, works: Iterable[Work], up: str = UP) -> str:
    """A list of works."""
    return twin(title, ("Works", (work_line(work, up) for work in works)), lead=literal(lead))


def index_twin(title: str, lead: str, entries: Iterable[tuple[str, str]], up: str) -> str:
    """A list of pages: name and address of each."""
    return twin(title, ("", (f"- [{literal(name)}]({up}{twin_of(url)})" for name, url in entries)), lead=literal(lead))


@lru_cache(maxsize=8192)  # most works are on many lists
def work_line(work: Work, up: str = UP) -> str:
    """A work on a list: by whom, what, and what it is."""
    annotation = f": {literal(plain(work.annotation))}" if work.annotation else ""
    return (
        f"- [{literal(f'{authors(work, 2)} {work.year}')}]({_work(work, up)}), {literal(plain(work.title))}{annotation}"
    )


def _work(work: Work, up: str = UP) -> str:
    return f"{up}works/{work.key}/{FILE}"


def work_twin(templates: Templates, work: Work) -> str:
    """A work: reference, what it is, where it can be read, and every citation of it, or the updates that name it."""
    facts = [
        *(f"- {literal(link.text)}: <{link.url}>{_FREE if link.free else ''}" for link in templates.access_links(work)),
        f"- Record: [{work.key}.json]({UP}api/v1/works/{work.key}.json), [{work.key}.bib]({work.key}.bib)",
    ]
    topics = (f"- {_topic(topic)}" for topic in templates.topics_of(work))
    updates = (
        f"- [{literal(section.name)}, point {update.point}]({UP}sections/{section.slug}/{FILE}): {update.way}, "
        f"{month_of(update.date)}. {_prose(templates, update.text)}"
        for section, update in templates.links.updates_of(work)
    )
    return twin(
        plain(work.title),
        ("", [literal(plain(work.annotation))] if work.annotation else []),
        ("Where to read it", facts),
        ("Topics", topics),
        ("Where the report cites it", _citations_of(templates, work)),
        ("How it bears on the report", updates),
        lead=literal(templates.reference(UP, work).striptags()),
    )


def _citations_of(templates: Templates, work: Work) -> Iterator[str]:
    for section, citations in groupby(templates.links.citations_of(work), key=lambda cited: cited[0]):
        yield f"- [{literal(section.name)}]({UP}sections/{section.slug}/{FILE})"
        for _, citation in citations:
            note = _prose(templates, citation.note)
            yield f"    - {literal(where_cited(section, citation))}, {citation.role}: {note}"


def section_twin(templates: Templates, section: Section) -> str:
    """A section: everything that its page says, in the same order."""
    known = templates.links.base.works
    report = templates.links.base.report
    where = f", {pages_of(*section.pages)}" if section.pages else ""
    lead = [f"A section of *{literal(report.title)}*{where}."]
    lead += [f"Written for the report by {literal(', '.join(section.authors))}."] if section.authors else []
    lead += [f"\n\n{_prose(templates, section.tldr)}"] if section.tldr else []
    points = (
        f"{number}. {_prose(templates, point.claim)} ({_facts(point.kind, point.pages)})"
        + _works(known[key] for key in point.works if key in known)
        for number, point in enumerate(section.points, 1)
    )
    since = (update_line(templates, update) for update in section.updates)
    key_works = (
        f"- {_named(known[item.work])}: {_prose(templates, item.why)}"
        for item in section.key_works
        if item.work in known
    )
    terms = (templates.terms[slug] for slug in section.terms if slug in templates.terms)
    return twin(
        section.name,
        ("Topics", (f"- {_topic(topic)}" for topic in templates.topics_of(section))),
        ("Summary", [_prose(templates, section.summary or section.motivation)]),
        ("Points", points),
        ("Since the report", since),
        ("Open questions", (f"- {_prose(templates, question)}" for question in section.questions)),
        ("Key works", key_works),
        ("Terms", (f"- **{literal(term.term)}**: {literal(term.definition)}" for term in terms)),
        ("Citations", _citations_in(templates, section)),
        lead=" ".join(lead),
    )


def _citations_in(templates: Templates, section: Section) -> Iterator[str]:
    works = templates.links.base.works
    for at, citations in groupby(section.citations, key=lambda citation: citation.at):
        yield f"### {literal(f'{at} {heading(section, at)}'.strip())}\n"
        for reason, alike in groupby(citations, key=_reason):
            _, role, page, note = reason
            cited = _works(works[citation.work] for citation in alike if citation.work in works)
            yield f"- {_prose(templates, note)} ({_facts(role, (page,) if page else ())}){cited}"
        yield ""


def _reason(citation: Citation) -> tuple[int, str, int | None, str]:
    return citation.group, citation.role, citation.page, citation.note


def topic_twin(templates: Templates, topic: Topic, works: Sequence[Work]) -> str:
    """A topic or a group: its definition, what stands below it, and the sections, points and works about it."""
    topics = templates.links.topics
    points = (point_line(templates, one) for one in ([] if topic.is_group else topics.points(topic)))
    sections = (
        f"- [{literal(section.name)}]({UP}sections/{section.slug}/{FILE})" for section in topics.sections(topic)
    )
    narrower = topics.narrower(topic) if topic.is_group else []
    return twin(
        topic.name,
        ("Topics", (f"- {_topic(other)}: {literal(other.definition)}" for other in narrower)),
        ("Sections", sections),
        ("Points", points),
        ("Works", map(work_line, works)),
        lead=literal(topic.definition),
    )


def point_line(templates: Templates, one: NumberedPoint) -> str:
    """A point apart from its section: what it claims, on which pages, and where it stands."""
    where = f"[{literal(one.section.mark)}, point {one.number}]({UP}sections/{one.section.slug}/{FILE})"
    return f"- {_prose(templates, one.point.claim)} ({_facts(one.point.kind, one.point.pages)}; {where})"


def update_line(templates: Templates, update: Update) -> str:
    """What came since to a point, and the works."""
    entries = templates.links.base.entries
    line = f"- Point {update.point}, {update.way}, {month_of(update.date)}: {_prose(templates, update.text)}"
    return line + _works(entries[key] for key in update.works if key in entries)


def _topic(topic: Topic) -> str:
    return f"[{literal(topic.name)}]({UP}topics/{topic.slug}/{FILE})"


def _facts(kind: str, pages: Sequence[int]) -> str:
    where = f", {'p.' if len(pages) == 1 else 'pp.'} {', '.join(map(str, pages))}" if pages else ""
    return f"{kind}{where}"


def _works(works: Iterable[Work]) -> str:
    """What stands behind a line: the works that it rests on."""
    named = "; ".join(map(_named, works))
    return f" {named}" if named else ""


def _named(work: Work) -> str:
    return f"[{literal(label(work))}]({_work(work)})"


def _prose(templates: Templates, text: str) -> str:
    return templates.twin(text, UP)
