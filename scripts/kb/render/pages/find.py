"""The search page, the page of the basket, and addresses that lead to a work or an author."""

from __future__ import annotations

from markupsafe import Markup

from kb.link import Links
from kb.render.engine import Templates
from kb.render.page import Page

#: No part of a path may be longer on most file systems; identifiers that are have no address.
LONGEST = 200


def search_page(templates: Templates) -> Page:
    """What stands there without JavaScript; with it, the search takes its place."""
    return Page(
        url="search/",
        title="Search",
        heading=Markup("Search"),
        description="Find works, sections, points, topics, terms and authors, and narrow them down.",
        blocks=((None, templates.render("search", "../")),),
    )


def basket_page(templates: Templates) -> Page:
    """What stands there without JavaScript; with it, the basket of the reader."""
    return Page(
        url="basket/",
        title="Basket",
        heading=Markup("Basket"),
        description="Works and points that you collect while reading, to print, to share and to take away.",
        blocks=((None, templates.render("basket", "../")),),
    )


def redirects(links: Links) -> dict[str, str]:
    """Addresses that lead elsewhere: what has moved, a DOI, an arXiv id, or a name that belongs to a longer one."""
    found = {moved.was: moved.now for moved in links.base.moved}
    found |= {f"authors/{old}/": f"authors/{new}/" for old, new in links.people.moved()}
    for work in links.base.works.values():
        for field, folder in (("doi", "doi"), ("eprint", "arxiv")):
            name = work.fields.get(field, "")
            if name and _is_path(name):
                found.setdefault(f"{folder}/{name}/", f"works/{work.key}/")
    return found


def _is_path(name: str) -> bool:
    """Whether an identifier can stand in an address without leading anywhere else."""
    return all(piece not in ("", ".", "..") and len(piece.encode()) <= LONGEST for piece in name.split("/"))
