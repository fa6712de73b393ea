"""What the browser cuts exports from: ``exports/pieces.json``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Folder of the exports, and of those without what is said of the works.
EXPORTS = "exports"
PLAIN = "exports/plain"


@dataclass(frozen=True)
class ExportFormat:
    """A way to write works down.

    Attributes:
        name: what people call it.
        suffix: how its files end.
        media: its media type.
        readers: the programs that read it.
        head: what stands above all works.
        between: what stands between two.
        tail: what stands below all.
    """

    name: str
    suffix: str
    media: str
    readers: str
    head: str
    between: str
    tail: str


@dataclass(frozen=True)
class ExportedList:
    """Works that stand one after another in a file of each format.

    Attributes:
        name: of the files, without the suffix.
        keys: by which the works are cited, in their order.
        lengths: how long each work is, in UTF-16 code units, by the suffix of the format.
        plain: the same in the files without what is said of the works.
    """

    name: str
    keys: Sequence[str]
    lengths: Mapping[str, Sequence[int]]
    plain: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class ExportPieces:
    """Where each work stands in the files of the exports.

    Attributes:
        formats: in the order in which people are offered them.
        lists: together every work of the knowledge base.
    """

    formats: Sequence[ExportFormat]
    lists: Sequence[ExportedList]
