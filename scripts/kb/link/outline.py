"""The records without what is said in them: who wrote what, what is cited and pointed at, where and in which role."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from kb.model import KnowledgeBase, Place, Section

_NOWHERE = Place("")


def outline(base: KnowledgeBase) -> KnowledgeBase:
    """The records without the prose, notes and lines of sections, so that most edits of a section leave it the same.

    The graph, its measures and the map are those of the whole.
    """
    sections = tuple(map(_outline, base.sections))
    return replace(base, sections=sections, errata=(), provenance=(), moved=(), pages={}, since={})


@lru_cache(maxsize=256)
def _outline(section: Section) -> Section:
    return Section(
        number=section.number,
        slug=section.slug,
        title=section.title,
        part=section.part,
        pages=section.pages,
        place=_NOWHERE,
        authors=section.authors,
        topics=section.topics,
        citations=tuple(replace(item, note="", place=_NOWHERE) for item in section.citations),
        related=tuple(replace(item, place=_NOWHERE) for item in section.related),
    )
