"""The exports of the whole, and what lets the browser cut some works out of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from kb.contract import text
from kb.contract.exports import EXPORTS, PLAIN, ExportedList, ExportFormat, ExportPieces
from kb.link import Links
from kb.link.lists import works_of_part
from kb.model import Work
from kb.render.data.exports import Exports

#: The works that the report cites, and those that came since.
WHOLE, SINCE = "references", "since"


def export_files(links: Links, exports: Exports) -> Mapping[str, Callable[[], str | bytes]]:
    """Every work in every format, with and without what is said of it, and the works of each part; by path."""
    lists = {WHOLE: list(links.base.works.values()), SINCE: list(links.base.since.values())}
    found: dict[str, Callable[[], str | bytes]] = {}
    for name, works in lists.items():
        found |= _files(exports, works, f"{EXPORTS}/{name}")
        found |= _files(exports, works, f"{PLAIN}/{name}", annotated=False)
    for part in links.base.part_slugs:
        found |= _files(exports, works_of_part(links, part), f"{EXPORTS}/parts/{part}")
    # Last, when every work was written and its lengths are known.
    return found | {f"{EXPORTS}/pieces.json": lambda: text(pieces(exports, lists))}


def _files(
    exports: Exports, works: Sequence[Work], path: str, annotated: bool = True
) -> Mapping[str, Callable[[], bytes]]:
    return {f"{path}.{form.suffix}": partial(exports.encoded, form, works, annotated) for form in exports.formats}


def pieces(exports: Exports, lists: Mapping[str, Sequence[Work]]) -> ExportPieces:
    """Where each work stands in the files of some lists."""
    formats = [
        ExportFormat(form.name, form.suffix, form.media, form.readers, form.head, form.between, form.tail)
        for form in exports.formats
    ]
    return ExportPieces(
        formats,
        [
            ExportedList(
                name, [work.key for work in works], _lengths(exports, works, True), _lengths(exports, works, False)
            )
            for name, works in lists.items()
        ],
    )


def _lengths(exports: Exports, works: Sequence[Work], annotated: bool) -> dict[str, list[int]]:
    return {form.suffix: [exports.length(form, work.key, annotated) for work in works] for form in exports.formats}
