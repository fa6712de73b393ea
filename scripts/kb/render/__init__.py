"""The graph into pages. Python decides what a page says; the templates beside this file hold the markup."""

from __future__ import annotations

from kb.link import Links
from kb.render.engine import Templates
from kb.render.page import Page, Site
from kb.render.reference import bibtex
from kb.render.sections import render_section
from kb.render.tables import errata_page, map_of_the_report, totals, works_page
from kb.render.works import render_work


def render(links: Links) -> Site:
    """Every page, fragment and menu entry that the records give. Linear in the number of mentions."""
    templates = Templates(links)
    sections = tuple(render_section(templates, links, section) for section in links.base.sections)
    works = tuple(render_work(templates, links, work) for work in links.base.works.values())
    pages: tuple[Page, ...] = (*sections, works_page(templates, links), errata_page(templates, links), *works)
    fragments = {"map": map_of_the_report(templates, links), "totals": totals(links)}
    corpus = "\n".join(bibtex(work) for work in links.base.works.values())
    return Site(pages, fragments, navigation(links), {"exports/references.bib": corpus})


def navigation(links: Links) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The menu: every part with its sections. Works are found through the table and the search."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for section in links.base.sections:
        groups.setdefault(section.part, []).append((section.name, f"sections/{section.slug}/"))
    return tuple((entries[0][0], tuple(entries)) for entries in groups.values())
