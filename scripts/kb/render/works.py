"""The page of a work. There are a thousand and more, so they share one mould."""

from __future__ import annotations

from itertools import groupby

from kb.link import CoCitation, Links
from kb.model import Citation, Erratum, Section, Work
from kb.read.latex import plain
from kb.render import latex
from kb.render.engine import Templates
from kb.render.memory import Memory
from kb.render.page import Heading, Page
from kb.render.reference import authors, label

UP = "../../"
CITED = Heading(2, "Where the report cites it", "cited")
TOGETHER = Heading(2, "Cited together with", "together")
BIBTEX = Heading(2, "BibTeX", "bibtex")


def render_work(templates: Templates, links: Links, work: Work, memory: Memory) -> Page:
    """The page of one work, with its BibTeX as a file beside it; from memory where nothing on it has changed."""
    mentions = links.citations_of(work)
    together = links.cited_together(work)
    errata = [erratum for erratum in links.base.errata if erratum.work == work.key]
    people = links.people.slugs(work)
    source = (work, mentions, together, errata, people, links.venue_of(work), templates.topics_of(work))
    return memory.page(
        f"works/{work.key}/",
        (source, links.base.report),
        lambda: _page(templates, work, mentions, together, errata),
    )


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
    head, cited, beside, entry = templates.parts(
        "work",
        UP,
        work=work,
        mentions=len(mentions),
        citing=grouped,
        parts=list(dict.fromkeys(section.part for section, _ in grouped)),
        together=together,
        errata=errata,
    )
    title, where = plain(work.title), templates.venue_name(work) or "No venue given"
    return Page(
        url=f"works/{work.key}/",
        title=f"{title} ({label(work)})",
        heading=latex.html(work.title),
        description=f"{authors(work, 3)} {work.year}. {where}. Where the report cites it, what for, what with.",
        parts=(
            (None, head),
            (CITED, cited),
            (TOGETHER, beside),
            (BIBTEX, entry),
        ),
        mould="work",
        files={f"{work.key}.bib": templates.exports.bibtex([work])},
    )
