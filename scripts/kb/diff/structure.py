"""Edges of the graph and pages of the site, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from kb.beside import beside
from kb.diff.comparison import Edge, Pages
from kb.link import Links
from kb.publish.foot import hand_written_url
from kb.publish.site import texts_of
from kb.publish.stamp import fill, slots
from kb.render.page import Page, Site

#: Edges that records make; the rest follow from parts and groups.
EDGES = ("cites", "refers-to", "about", "wrote")


def edges(before: Links, after: Links) -> Iterator[Edge]:
    """Edges that are new or gone, sorted. Several between two nodes are counted."""
    old, new = _counted(before), _counted(after)
    for named in sorted((old - new) | (new - old)):
        times = new[named] - old[named]
        yield Edge("added" if times > 0 else "removed", *named, times=abs(times))


def _counted(links: Links) -> Counter[tuple[str, str, str]]:
    found = ((data["kind"], source, target) for source, target, data in links.graph.edges(data=True))
    return Counter((kind, ":".join(source), ":".join(target)) for kind, source, target in found if kind in EDGES)


def pages(before: Site, after: Site) -> Pages:
    """Pages that are new, that change and that are gone, and addresses that lead nowhere any more."""
    first = beside(partial(_pages, before))  # both take as long as each other
    new, old = _pages(after), first()
    leads = after.redirects
    return Pages(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(url for url in old.keys() & new.keys() if old[url] != new[url])),
        moved=tuple(sorted((url, leads[url]) for url in old.keys() - new.keys() if leads.get(url) in new)),
        broken=tuple(sorted(_addresses(before, old) - _addresses(after, new))),
    )


@dataclass(frozen=True)
class _Page:
    """A page in short: a digest of what it shows, and the names of the files beside it."""

    digest: str
    files: tuple[str, ...] = ()


def _pages(site: Site) -> Mapping[str, _Page]:
    """Every page by its address; where its record stands in a file is not shown."""
    taken_in = slots(site.fragments())
    written = {hand_written_url(path): _Page(_digest(fill(text, taken_in))) for path, text in site.hand_written.items()}
    return {**written, **{planned.url: _in_short(planned.make()) for planned in site.pages}}


def _in_short(page: Page) -> _Page:
    shown = replace(page, place=None, files={})
    return _Page(_digest(repr((shown, dict(texts_of(page.files))))), tuple(page.files))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _addresses(site: Site, pages: Mapping[str, _Page]) -> set[str]:
    """Everything that leads to something: pages with the files beside them, other files, redirects to pages."""
    files = {f"{url}{name}" for url, page in pages.items() for name in page.files}
    redirected = (old for old, new in site.redirects.items() if new in pages)
    return {*pages, *files, *site.exports, *site.files, *redirected}
