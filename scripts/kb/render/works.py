"""The page of a work. There are a thousand and more, so they share one mould."""

from __future__ import annotations

from itertools import groupby

from kb.link import CoCitation, Links
from kb.model import Citation, Erratum, Section, Work
from kb.render import latex
from kb.render.engine import Templates
from kb.render.page import Heading, Page
from kb.render.reference import authors, bibtex, label, venue

UP = "../../"
CITED = Heading(2, "Where the report cites it", "cited")
TOGETHER = Heading(2, "Cited together with", "together")
BIBTEX = Heading(2, "BibTeX", "bibtex")


#: What a page was made from, and the page, by cite key.
Memory = dict[str, tuple[object, Page]]


def render_work(templates: Templates, links: Links, work: Work, memory: Memory) -> Page:
    """The page of one work, with its BibTeX as a file beside it; from memory where nothing on it has changed."""
    mentions = links.citations_of(work)
    together = links.cited_together(work)
    errata = [erratum for erratum in links.base.errata if erratum.work == work.key]
    source = (work, mentions, together, errata, links.base.report)
    if memory.get(work.key, (None,))[0] != source:
        memory[work.key] = (source, _page(templates, work, mentions, together, errata))
    return memory[work.key][1]


def _page(
    templates: Templates,
    work: Work,
    mentions: list[tuple[Section, Citation]],
    together: list[CoCitation],
    errata: list[Erratum],
) -> Page:
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
        errata=errata,
    )
    cited = templates.render("work_citations", UP, sections=grouped)
    beside = templates.render("work_together", UP, together=together)
    title = latex.plain(work.title)
    return Page(
        url=f"works/{work.key}/",
        title=f"{title} ({label(work)})",
        heading=latex.html(work.title),
        description=f"{authors(work, 3)} {work.year}. {venue(work)}. Where the report cites it, what for, what with.",
        parts=(
            (None, head),
            (CITED, cited),
            (TOGETHER, beside),
            (BIBTEX, templates.render("work_bibtex", UP, work=work)),
        ),
        mould="work",
        search=f"{authors(work)} {work.year} {venue(work)} {work.key}",
        files={f"{work.key}.bib": bibtex(work)},
    )
