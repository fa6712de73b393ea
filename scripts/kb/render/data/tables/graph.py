"""How records hang together, as tables: where sections point at each other, and every edge of the graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kb.link import Links
from kb.render.data.tables.table import Table
from kb.render.text import markdown


class CrossReferenceRow(NamedTuple):
    """Where a section points at another.

    Attributes:
        section: which points.
        target: which is pointed at.
        heading: number of the heading under which the pointer stands; none where it only says what the two have to do.
        target_heading: number of the heading that is pointed at.
        page: of the report.
        why: what it is about.
    """

    section: str
    target: str
    heading: str | None
    target_heading: str | None
    page: int | None
    why: str


def cross_references(links: Links) -> Iterator[CrossReferenceRow]:
    """In the order of the report."""
    known = {section.slug for section in links.base.sections}
    for section in links.base.sections:
        for item in section.related:
            if item.section in known:
                why = markdown.plain(item.why)
                yield CrossReferenceRow(section.slug, item.section, item.at or None, item.to or None, item.page, why)


class EdgeRow(NamedTuple):
    """An edge of the graph. Nodes are named work:KEY, section:SLUG, part:SLUG, topic:SLUG, author:SLUG.

    Attributes:
        source: a node.
        target: a node.
        kind: cites, refers-to, belongs-to, about or wrote.
        page: of the report, for what stands on one.
        role: what a citation does.
    """

    source: str
    target: str
    kind: str
    page: int | None
    role: str | None


def edges(links: Links) -> Iterator[EdgeRow]:
    """As the graph has them."""
    for source, target, data in links.graph.edges(data=True):
        record = data.get("record")
        page, role = getattr(record, "page", None), getattr(record, "role", None)
        yield EdgeRow(":".join(source), ":".join(target), data["kind"], page, role)


TABLES: Mapping[str, Table] = {
    "cross_references": Table(
        CrossReferenceRow, cross_references, refers={"section": "sections", "target": "sections"}
    ),
    "edges": Table(EdgeRow, edges),
}
