"""The graph into pages. Python decides what a page says; the templates beside this file hold the markup.

What is made has its room: ``text`` of a record (Markdown, LaTeX, references), ``data`` for the search and for other
programs, ``pictures``, ``pages``. Beside them stand what they share: the templates (:mod:`~kb.render.engine`), what a
page is, where a work can be read, and where a record's line is edited. A room knows those before it, and no later one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import PurePosixPath
from typing import Any

from kb.beside import beside
from kb.link import Links
from kb.link.outline import outline
from kb.link.reading import paths_of
from kb.model import CiteKey, Repository
from kb.read.citing import Pointer, pointers
from kb.render.data.api.sections import section_files
from kb.render.data.api.topics import topic_files
from kb.render.data.api.works import work_files
from kb.render.data.exports.files import export_files
from kb.render.data.python import python_doors
from kb.render.data.records import findable
from kb.render.data.reference import api_files, record_fields, roles_in_cito, table_columns
from kb.render.dated import dated
from kb.render.engine import Templates
from kb.render.memory import Memory
from kb.render.page import ROOT, Page, Site
from kb.render.pages.checks import check_pages
from kb.render.pages.cite import cite_files
from kb.render.pages.contributors import contributors_page
from kb.render.pages.feeds import feeds_page
from kb.render.pages.find import basket_page, redirects, search_page
from kb.render.pages.graph import graph_page
from kb.render.pages.handouts import handout_page, handouts, url_of
from kb.render.pages.names import Names
from kb.render.pages.people import author_pages, authors_index
from kb.render.pages.sections import section_pages
from kb.render.pages.tables import (
    checked,
    errata_page,
    formats,
    glossary_page,
    lacking,
    map_of_the_report,
    totals,
    works_page,
)
from kb.render.pages.topics import topic_pages, topics_index
from kb.render.pages.venues import venue_pages, venues_index
from kb.render.pages.works import since_pages, work_pages
from kb.render.pages.years import year_pages
from kb.render.parts import style_sheet
from kb.render.pictures import pictures_page
from kb.render.text.citable import report_work
from kb.render.text.markdown import Link
from kb.render.text.styled import Styled, styled


def render(
    links: Links,
    memory: Memory | None = None,
    repository: Repository | None = None,
    authors: Sequence[str] = (),
    site: str = "",
) -> Site:
    """Every page, fragment and menu entry that the records give. Linear in the number of citations.

    Args:
        memory: keeps pages from one call to the next, so that after an edit few are made again.
        repository: where the sources are kept; without it no page links to their lines.
        authors: names from the history of the files.
        site: address at which others find the site, with a slash at the end, if there is one.
    """
    aside: Callable[[Callable[[], Any]], Callable[[], Any]] = beside if memory is None else cache
    references: Callable[[], dict[CiteKey, Styled]] = aside(partial(_references, links))
    templates = _templates(links, memory, repository, site)
    keep, names = templates.keep, Names(links)
    exports = export_files(links, templates.exports)  # first, so that the copy has every work in every format, too
    of_works = aside(partial(_works_and_authors, templates, names))
    tables = (keep("works/", works_page), keep("errata/", errata_page), keep("glossary/", glossary_page))
    indexes = (
        keep("search/", search_page),
        keep("basket/", basket_page),
        keep("graph/", graph_page, templates.outline),
        keep("topics/", topics_index),
        *keep("authors/", authors_index),
        keep("venues/", venues_index),
        keep("contributors/", contributors_page, tuple(authors)),
        keep("graph/pictures/", pictures_page, templates.outline),
        *keep("checks/", check_pages),
        *keep("feeds/", feeds_page, templates.feeds),
        *(keep(url_of(path), handout_page, path) for path in paths_of(links.base)),
    )
    found = (
        *topic_pages(templates),
        *venue_pages(templates, names),
        *year_pages(templates),
    )
    pages: tuple[Page, ...] = (
        *section_pages(templates),
        *tables,
        *indexes,
        *found,
    )
    fragments = {
        "map": map_of_the_report(templates, links),
        "totals": totals(links),
        "checked": checked(templates, links),
        "lacking": lacking(templates, links),
        "formats": formats(templates),
        "api": api_files(templates),
        "records": record_fields(templates),
        "roles": roles_in_cito(templates),
        "tables": table_columns(templates),
        "python": python_doors(templates),
        "handouts": handouts(templates),
    }
    works, written = of_works()
    return Site(
        pages=(*pages, *works),
        fragments=fragments,
        navigation=navigation(links),
        files={
            **exports,
            **written,
            **cite_files(templates, references()),
            **section_files(templates),
            **topic_files(templates),
        },
        assets={"assets/parts.css": style_sheet(links.base.report.parts), "assets/dated.css": dated(templates.feeds)},
        hand_written=hand_written(links),
        pointed=pointed(templates),
        redirects=redirects(links),
        findable=findable(links),
        feeds=templates.feeds,
        repository=repository,
        report=links.base.report,
    )


def _references(links: Links) -> dict[CiteKey, Styled]:
    """Every work and the report in the styles that they are cited in."""
    report = report_work(links.base.report)
    return styled({**({report.key: report} if report else {}), **links.base.entries}.values())


def _works_and_authors(templates: Templates, names: Names) -> tuple[tuple[Page, ...], Mapping[str, str]]:
    """The pages of works and of their authors, half of the work, and the files that tell programs of works."""
    pages = (*work_pages(templates), *since_pages(templates), *author_pages(templates, names))
    return pages, work_files(templates)


def _templates(links: Links, memory: Memory | None, repository: Repository | None, site: str) -> Templates:
    """The templates; with a memory, what needs no prose sees the outline, which most edits leave as it was."""
    if memory is None:
        return Templates(links, repository, site=site)
    memory.begin()
    return Templates(links, repository, memory, memory.keep("outline", Links, outline(links.base)), site)


def hand_written(links: Links) -> dict[str, str]:
    """Pages written by hand, by path below ``docs``."""
    return {str(PurePosixPath(file).relative_to("docs")): text for file, text in links.base.pages.items()}


def pointed(templates: Templates) -> dict[Pointer, Link]:
    """Where what pages written by hand point at leads."""
    follow = templates.follow(ROOT)
    found = (pointer for text in templates.links.base.pages.values() for _, pointer in pointers(text))
    return {pointer: follow(pointer) for pointer in dict.fromkeys(found)}


def navigation(links: Links) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The menu: every part with its sections. Works are found through the table and the search."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for section in links.base.sections:
        groups.setdefault(section.part, []).append((section.name, f"sections/{section.slug}/"))
    return tuple((entries[0][0], tuple(entries)) for entries in groups.values())
