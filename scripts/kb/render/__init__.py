"""The graph into pages. Python decides what a page says; the templates beside this file hold the markup.

What is made has its room: ``text`` of a record (Markdown, LaTeX, references), ``data`` for the search and for other
programs, ``pictures``, ``pages``. Beside them stand what they share: the templates (:mod:`~kb.render.engine`), what a
page is, where a work can be read, and where a record's line is edited. A room knows those before it, and no later one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import PurePosixPath

from markupsafe import Markup

from kb.link import Links
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
from kb.render.page import ROOT, Page, Planned, Site
from kb.render.pages.checks import check_pages
from kb.render.pages.cite import cite_files
from kb.render.pages.contributors import contributors_page
from kb.render.pages.feeds import feeds_page
from kb.render.pages.find import basket_page, redirects, search_page
from kb.render.pages.graph import graph_page
from kb.render.pages.handouts import handout_pages, handouts
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
    repository: Repository | None = None,
    authors: Sequence[str] = (),
    site: str = "",
) -> Site:
    """Every page, fragment and menu entry that the records give; what takes time is made when it is asked for.

    All together is linear in the number of citations.

    Args:
        repository: where the sources are kept; without it no page links to their lines.
        authors: names from the history of the files.
        site: address at which others find the site, with a slash at the end, if there is one.
    """
    templates = Templates(links, repository, site)
    return Site(
        pages=(*_lists(templates, authors), *_of_records(templates)),
        fragments=cache(partial(_fragments, templates)),
        navigation=navigation(links),
        exports=export_files(links, templates.exports),
        files={
            **work_files(templates),
            **cite_files(templates, cache(partial(_references, links))),
            **section_files(templates),
            **topic_files(templates),
        },
        assets={"assets/parts.css": style_sheet(links.base.report.parts), "assets/dated.css": dated(templates.feeds)},
        hand_written=hand_written(links),
        pointed=pointed(templates),
        redirects=redirects(links),
        findable=cache(partial(findable, links)),
        feeds=templates.feeds,
        repository=repository,
        report=links.base.report,
    )


def _lists(templates: Templates, authors: Sequence[str]) -> Iterator[Planned]:
    """The pages of which there is one of a kind."""
    made: dict[str, Callable[[Templates], Page]] = {
        "works/": works_page,
        "errata/": errata_page,
        "glossary/": glossary_page,
        "search/": search_page,
        "basket/": basket_page,
        "graph/": graph_page,
        "graph/pictures/": pictures_page,
        "topics/": topics_index,
        "venues/": venues_index,
        "contributors/": partial(contributors_page, authors=authors),
        **({"feeds/": feeds_page} if templates.feeds else {}),
    }
    yield from (Planned(url, partial(make, templates)) for url, make in made.items())


def _of_records(templates: Templates) -> Iterator[Planned]:
    """The pages of which there is one for each record of a kind, with the lists of those that share what they know."""
    names = Names(templates.links)
    yield from section_pages(templates)
    yield from handout_pages(templates)
    yield from check_pages(templates)
    yield from topic_pages(templates)
    yield from venue_pages(templates, names)
    yield from year_pages(templates)
    yield from work_pages(templates)
    yield from since_pages(templates)
    yield from authors_index(templates, names)
    yield from author_pages(templates, names)


def _fragments(templates: Templates) -> dict[str, Markup]:
    """What pages written by hand take in."""
    return {
        "map": map_of_the_report(templates),
        "totals": totals(templates.links),
        "checked": checked(templates),
        "lacking": lacking(templates),
        "formats": formats(templates),
        "api": api_files(templates),
        "records": record_fields(templates),
        "roles": roles_in_cito(templates),
        "tables": table_columns(templates),
        "python": python_doors(templates),
        "handouts": handouts(templates),
    }


def _references(links: Links) -> dict[CiteKey, Styled]:
    """Every work and the report in the styles that they are cited in."""
    report = report_work(links.base.report)
    return styled({**({report.key: report} if report else {}), **links.base.entries}.values())


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
