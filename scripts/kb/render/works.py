"""The page of a work. There are a thousand and more, so they share one mould."""

from __future__ import annotations

from itertools import groupby

from kb.link import Links
from kb.model import Work
from kb.render import latex
from kb.render.engine import Templates
from kb.render.page import Heading, Page
from kb.render.reference import authors, bibtex, label, venue

UP = "../../"
CITED = Heading(2, "Where the report cites it", "cited")
TOGETHER = Heading(2, "Cited together with", "together")
BIBTEX = Heading(2, "BibTeX", "bibtex")


def render_work(templates: Templates, links: Links, work: Work) -> Page:
    """The page of one work, with its BibTeX as a file beside it."""
    mentions = links.citations_of(work)
    grouped = [
        (section, [citation for _, citation in items])
        for section, items in groupby(mentions, key=lambda mention: mention[0])
    ]
    sections = [section for section, _ in grouped]
    head = templates.render(
        "work_head",
        UP,
        work=work,
        mentions=len(mentions),
        sections=len(sections),
        parts=list(dict.fromkeys(section.part for section in sections)),
        errata=[erratum for erratum in links.base.errata if erratum.work == work.key],
    )
    cited = templates.render("work_citations", UP, sections=grouped)
    together = templates.render("work_together", UP, together=links.cited_together(work))
    title = latex.plain(work.title)
    return Page(
        url=f"works/{work.key}/",
        title=f"{title} ({label(work)})",
        heading=latex.html(work.title),
        description=f"{authors(work, 3)} {work.year}. {venue(work)}. Where the report cites it, what for, what with.",
        parts=(
            (None, head),
            (CITED, cited),
            (TOGETHER, together),
            (BIBTEX, templates.render("work_bibtex", UP, work=work)),
        ),
        mould="work",
        search=f"{authors(work)} {work.year} {venue(work)} {work.key}",
        files={f"{work.key}.bib": bibtex(work)},
    )
