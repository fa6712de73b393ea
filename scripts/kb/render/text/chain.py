"""A chain of citations as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kb.link.measures import Node
from kb.model import Citation, KnowledgeBase, Section
from kb.read.latex import plain
from kb.render.text.reference import label


def chain_text(base: KnowledgeBase, path: Sequence[Node]) -> Iterator[str]:
    """A line for each section and work, and between them one for each citation."""
    sections = {section.slug: section for section in base.sections}

    def line(node: Node) -> str:
        kind, name = node
        if kind == "section":
            return f"§{sections[name].name}" if sections[name].number else sections[name].title
        return f"{label(base.works[name])}, {plain(base.works[name].title)} [{name}]"

    yield line(path[0])
    for (kind, name), other in pairwise(path):
        slug, key = (name, other[1]) if kind == "section" else (other[1], name)
        for item in sections[slug].citations:
            if item.work == key:
                yield f"    {where_cited(sections[slug], item)}, {item.role}: {item.note}"
        yield line(other)


def where_cited(section: Section, citation: Citation) -> str:
    """Where a citation stands, in a line of text: ``§4.7.1, p. 106``."""
    page = f", p. {citation.page}" if citation.page else ""
    return f"{section.heading_mark(citation.at)}{page}"
