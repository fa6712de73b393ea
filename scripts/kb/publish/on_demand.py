"""A site of which nothing is made before it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kb.publish.search import FOLDER as SEARCH
from kb.publish.search import index_files
from kb.publish.site import Drawing, other_files, page_files, record_files
from kb.render.page import Maker, Page, Site


class OtherSkeletonError(Exception):
    """A page has other headings than those that were drawn."""


class OnDemand:
    """Any file of a site by its path. Sitemaps have no dates, for these would ask for every page.

    Args:
        whole: the whole knowledge base in the forms of other programs.
    """

    def __init__(self, site: Site, drawing: Drawing, whole: Mapping[str, Maker]) -> None:
        self.site = site
        self.drawing = drawing
        self.whole = whole
        self._ends = drawing.ends(site)
        self._pages = {page.url: page for page in site.pages}
        self._makers: Mapping[str, Maker] = {
            **other_files(site, drawing, self._ends, {}, {}),
            **record_files(site),
            **site.exports,
            **whole,
        }
        self._of_search = cache(lambda: index_files(site.findable()))

    def files_at(self, path: str) -> Mapping[str, str | bytes]:
        """The file at a path, with those that are made together with it; none if there is none.

        Raises:
            OtherSkeletonError: if it belongs to a page whose skeleton was not drawn.
        """
        page = self._pages.get(f"{path.rpartition('/')[0]}/")
        makers = self._page_files(page.make()) if page and path not in self._makers else self._makers
        if path in makers:
            return {path: makers[path]()}
        drawn = self.drawing.folder / path
        if drawn.is_file() and not path.endswith(".html"):
            return {path: drawn.read_bytes()}
        files = self._of_search() if path.startswith(f"{SEARCH}/") else {}
        return files if path in files else {}

    def _page_files(self, page: Page) -> Mapping[str, Maker]:
        skeleton = self.drawing.skeleton_of(page)
        if skeleton is None:
            raise OtherSkeletonError
        return page_files(page, skeleton, self._ends)
