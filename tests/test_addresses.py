"""Addresses never change once published: each is a page still, or leads to one."""

from __future__ import annotations

from pathlib import Path

from kb.link import Links
from kb.model import KnowledgeBase
from kb.render import render
from kb.render.page import LISTS
from tests.conftest import Rendered

#: What has been published. Lines are added to it and never taken away.
PUBLISHED = Path(__file__).parent / "data" / "addresses.txt"


def test_every_published_address_leads_somewhere(corpus: KnowledgeBase, rendered: Rendered) -> None:
    pages = {page.url for page in rendered.pages}
    published = PUBLISHED.read_text("utf-8").split()
    assert [address for address in published if address not in pages and address not in rendered.redirects] == []
    assert [address for address in rendered.redirects.values() if address not in pages] == []
    assert [moved.was for moved in corpus.moved if moved.was in pages] == []


def test_what_is_planned_of_a_page_is_true_of_it(links: Links, rendered: Rendered) -> None:
    planned = [(page.url, page.skeleton) for page in render(links).pages]
    assert planned == [(page.url, page.skeleton) for page in rendered.pages]
    assert {page.url: page.title for page in rendered.pages if page.url in LISTS} == LISTS
    sections = {page.url: page.title for page in rendered.pages if page.url.startswith("sections/")}
    assert sections == {f"sections/{section.slug}/": section.name for section in links.base.sections}
