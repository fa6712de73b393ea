"""What a page has to do with other addresses, by the relations of signposting.org, for those who follow links alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.model import Work
from kb.render.data.metadata.linked_data import same_as, type_of
from kb.render.engine import Templates
from kb.render.page import ROOT, Tie

#: A longer list is not told link by link: the files beside its page hold it.
MOST_ITEMS = 100


def work_ties(templates: Templates, work: Work) -> Iterator[Tie]:
    """Of a work: by what to cite it, what it is, who wrote it, its record, and the corpus to which it belongs."""
    yield Tie("cite-as", next(iter(same_as(work)), f"{ROOT}works/{work.key}/"))
    yield Tie("type", "https://schema.org/AboutPage")
    yield Tie("type", f"https://schema.org/{type_of(work)}")
    if work.key in templates.links.base.works:
        yield from (Tie("author", f"{ROOT}authors/{slug}/") for slug in templates.links.people.slugs(work))
    yield Tie("alternate describedby", f"{ROOT}api/v1/works/{work.key}.json", "application/json")
    yield Tie("collection", f"{ROOT}works/")


def list_ties(url: str, works: Sequence[Work]) -> Iterator[Tie]:
    """Of a list: by what to cite it, and the works on it."""
    yield Tie("cite-as", ROOT + url)
    yield Tie("type", "https://schema.org/CollectionPage")
    if len(works) <= MOST_ITEMS:
        yield from (Tie("item", f"{ROOT}works/{work.key}/") for work in works)
