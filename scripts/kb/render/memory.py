"""What need not be made again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")


class Memory:
    """Keeps pages and other things by name, each with what it was made from."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, object]] = {}
        self._versions: dict[str, tuple[int, object]] = {}

    def keep(self, name: str, source: object, make: Callable[[], T]) -> T:
        """What goes by that name, such as a page by its address; made anew if ``source`` is not what it was last."""
        known = self._kept.get(name)
        if known is None or known[0] != source:
            known = self._kept[name] = (source, make())
        return cast(T, known[1])

    def version(self, name: str, value: object) -> int:
        """How often a value has changed. It is compared once and stands for the value in many sources."""
        count, known = self._versions.get(name, (0, None))
        if known != value:
            count += 1
        self._versions[name] = (count, value)
        return count
