"""The pages of the check's codes, the same for every knowledge base: what each means, a wrong and a right example."""

from __future__ import annotations

from markupsafe import Markup

from kb.check.explain import Explanation, explanations
from kb.render.engine import Templates
from kb.render.page import Page


def check_pages(templates: Templates) -> list[Page]:
    """The index of all codes and a page for each, drawn once for all."""
    found = explanations().values()
    return [_index(templates, list(found)), *(_page(templates, one) for one in found)]


def _index(templates: Templates, found: list[Explanation]) -> Page:
    return Page(
        url="checks/",
        title="What the check says",
        heading=Markup("What the check says"),
        description="Every code that the check of a contribution can print: what it means and how to mend it.",
        blocks=((None, templates.render("checks_index", "../", explanations=found)),),
    )


def _page(templates: Templates, one: Explanation) -> Page:
    return Page(
        url=one.url,
        title=f"{one.code}: {one.title}",
        heading=Markup("{}: {}").format(one.code, one.title),
        description=one.means,
        blocks=((None, templates.render("check", "../../", one=one)),),
        skeleton="check",
    )
