"""The page of those who made the knowledge base: named in the data, and known from the history of its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from kb.model import Section
from kb.render.data.twins import twin
from kb.render.engine import Templates
from kb.render.page import Page
from kb.render.text.twin import FILE as TWIN
from kb.render.text.twin import literal

URL = "contributors/"


def contributors_page(templates: Templates, authors: Sequence[str]) -> Page:
    """Reviewers with their sections, then everybody whom the history names.

    Args:
        authors: names from the history of the files, the most frequent first; none where there is no history.
    """
    listed = templates.render(
        "contributors",
        "../",
        reviewers=reviewers(templates.links.base.sections),
        authors=authors,
        report=templates.links.base.report,
        repository=templates.repository,
    )
    return Page(
        url=URL,
        title="Contributors",
        heading=Markup("Contributors"),
        description="Who wrote and reviewed these pages.",
        files={
            TWIN: lambda: twin(
                "Contributors", ("Reviewers", _named(templates)), ("Authors of the files", _listed(authors))
            )
        },
        blocks=((None, listed),),
    )


def _named(templates: Templates) -> Iterator[str]:
    for name, sections in reviewers(templates.links.base.sections):
        reviewed = ", ".join(f"[{literal(one.name)}](../sections/{one.slug}/{TWIN})" for one in sections)
        yield f"- {literal(name)}: {reviewed}"


def _listed(names: Sequence[str]) -> Iterator[str]:
    return (f"- {literal(name)}" for name in names)


def reviewers(sections: Sequence[Section]) -> list[tuple[str, list[Section]]]:
    """Everybody named as a reviewer with the sections reviewed, by name."""
    found: dict[str, list[Section]] = {}
    for section in sections:
        if section.reviewed and section.reviewed.by:
            found.setdefault(section.reviewed.by, []).append(section)
    return sorted(found.items())
