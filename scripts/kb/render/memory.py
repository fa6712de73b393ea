"""Pages that need not be made again."""

from __future__ import annotations

from collections.abc import Callable

from kb.render.page import Page


class Memory:
    """Keeps pages by address, each with what it was made from."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[object, Page]] = {}

    def page(self, url: str, source: object, make: Callable[[], Page]) -> Page:
        """The page at ``url``, made anew if ``source`` is not what it was made from last."""
        known = self._pages.get(url)
        if known is None or known[0] != source:
            known = self._pages[url] = (source, make())
        return known[1]
