"""Each reading path as a handout: its steps, with the points, questions and works to which they lead, to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kb.link.reading import ReadingPath, ReadingStep, paths_of, works_of
from kb.link.topics import NumberedPoint
from kb.model import Section, Update, Work
from kb.read.citing import Pointer
from kb.render.data.twins import point_line, twin, update_line, work_line
from kb.render.engine import Templates
from kb.render.page import ROOT, Heading, Page, Planned
from kb.render.text.counts import count_of
from kb.render.text.twin import FILE as TWIN
from kb.render.text.twin import literal

UP = "../../"
_SKELETON = "handout"


@dataclass(frozen=True)
class Opened:
    """What a pointer of a step leads to: a work, or what is read of a section.

    Attributes:
        points: the one that is meant or, of a whole section, those on the pages that the step names.
        updates: what came since to the one point that is meant.
        questions: what a section that is read whole leaves open.
    """

    work: Work | None = None
    section: Section | None = None
    points: tuple[NumberedPoint, ...] = ()
    updates: tuple[Update, ...] = ()
    questions: tuple[str, ...] = ()


def url_of(path: ReadingPath) -> str:
    """Address of the handout of a path."""
    return f"reading-paths/{path.slug}/"


def handouts(templates: Templates) -> Markup:
    """What the page of the reading paths says of them."""
    return templates.render(
        "handouts", ROOT, paths=[(url_of(one), one.title) for one in paths_of(templates.links.base)]
    )


def handout_pages(templates: Templates) -> list[Planned]:
    """The handout of every path."""
    paths = paths_of(templates.links.base)
    return [Planned(url_of(path), partial(_page, templates, path), _SKELETON) for path in paths]


def _page(templates: Templates, path: ReadingPath) -> Page:
    steps = [(step, list(_opened(templates, step))) for step in path.steps]
    works = works_of(templates.links.base, path)
    offer = templates.exports.offer(works, path.slug, UP) if works else None
    return Page(
        url=url_of(path),
        title=f"Handout: {path.title}",
        heading=Markup("Handout: {}").format(path.title),
        description=f"A reading path in {count_of(len(steps), 'step')}, with its points, questions and works.",
        blocks=(
            (None, templates.render("handout_head", UP, path=path, offer=offer)),
            (Heading(2, "Steps", "steps"), templates.render("handout_steps", UP, steps=steps)),
            (Heading(2, "Works", "works"), templates.render("handout_works", UP, works=works)),
        ),
        skeleton=_SKELETON,
        files={**(offer.files if offer else {}), TWIN: partial(_twin, templates, path, steps, works)},
        cited=True,
    )


def _twin(
    templates: Templates, path: ReadingPath, steps: Sequence[tuple[ReadingStep, list[Opened]]], works: Iterable[Work]
) -> str:
    chapters = (
        (f"Step {number}", [templates.twin(step.text, UP), *_told(templates, opened)])
        for number, (step, opened) in enumerate(steps, 1)
    )
    lead = templates.twin(path.about, UP)
    return twin(f"Handout: {path.title}", *chapters, ("Works", map(work_line, works)), lead=lead)


def _told(templates: Templates, opened: Sequence[Opened]) -> Iterator[str]:
    """Lines of Markdown on what a step leads to; with its own list the first one would become one."""
    if opened:
        yield from ("", "It leads to:", "")
    for one in opened:
        yield from (work_line(work) for work in (one.work,) if work)
        yield from (point_line(templates, point) for point in one.points)
        yield from (update_line(templates, update) for update in one.updates)
        if one.section and one.questions:
            yield f"- {literal(one.section.name)} leaves open:"
            yield from (f"    - {templates.twin(question, UP)}" for question in one.questions)


def _opened(templates: Templates, step: ReadingStep) -> Iterator[Opened]:
    for pointer in step.leads:
        section = templates.sections.get(pointer.name)
        if pointer.kind == "section" and section:
            yield _section(section, pointer, step)
        elif pointer.kind == "work" and pointer.name in templates.links.base.entries:
            yield Opened(work=templates.links.base.entries[pointer.name])


def _section(section: Section, pointer: Pointer, step: ReadingStep) -> Opened:
    points = [NumberedPoint(section, number, point) for number, point in enumerate(section.points, 1)]
    if not pointer.point:
        read = (one for one in points if not step.pages or not one.point.pages or step.pages & set(one.point.pages))
        return Opened(section=section, points=tuple(read), questions=section.questions)
    meant = int(pointer.point)
    updates = tuple(update for update in section.updates if update.point == meant)
    return Opened(section=section, points=tuple(one for one in points if one.number == meant), updates=updates)
