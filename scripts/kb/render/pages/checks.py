"""The pages of the check's codes, the same for every knowledge base: what each means, a wrong and a right example."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from textwrap import indent

from markupsafe import Markup

from kb.check.explain import Explanation, explanations
from kb.render.data.twins import index_twin, twin
from kb.render.engine import Templates
from kb.render.page import LISTS, Page, Planned
from kb.render.text.twin import FILE as TWIN
from kb.render.text.twin import literal

_SKELETON = "check"


def check_pages(templates: Templates) -> list[Planned]:
    """The index of all codes and a page for each, drawn once for all."""
    found = list(explanations().values())
    index = Planned("checks/", partial(_index, templates, found))
    return [index, *(Planned(one.url, partial(_page, templates, one), _SKELETON) for one in found)]


def _index(templates: Templates, found: list[Explanation]) -> Page:
    title = LISTS["checks/"]
    description = "Every code that the check of a contribution can print: what it means and how to mend it."
    named = [(f"{one.code}: {one.title}", one.url) for one in found]
    return Page(
        url="checks/",
        title=title,
        heading=Markup(title),
        description=description,
        files={TWIN: partial(index_twin, title, description, named, "../")},
        blocks=((None, templates.render("checks_index", "../", explanations=found)),),
    )


def _page(templates: Templates, one: Explanation) -> Page:
    return Page(
        url=one.url,
        title=f"{one.code}: {one.title}",
        heading=Markup("{}: {}").format(one.code, one.title),
        description=one.means,
        blocks=((None, templates.render("check", "../../", one=one)),),
        skeleton=_SKELETON,
        files={TWIN: lambda: twin(f"{one.code}: {one.title}", *_chapters(one), lead=literal(one.means))},
    )


def _chapters(one: Explanation) -> Iterator[tuple[str, list[str]]]:
    yield "Why it matters", [literal(one.why)]
    yield "How to mend it", [literal(one.mend)]
    if one.example:
        yield f"Wrong, in {literal(one.example.file)}", [_code(one.example.wrong) or "The file is empty."]
        yield "The check says", [_code("\n".join(one.example.messages))]
        yield "Right", [_code(one.example.right or "")]


def _code(text: str) -> str:
    return indent(text.rstrip("\n"), "    ")
