"""Addresses never change once published: each is a page still, or leads to one."""

from __future__ import annotations

from pathlib import Path

from kb.model import KnowledgeBase
from kb.render.page import Site

#: What has been published. Lines are added to it and never taken away.
PUBLISHED = Path(__file__).parent / "data" / "addresses.txt"


def test_every_published_address_leads_somewhere(corpus: KnowledgeBase, rendered: Site) -> None:
    pages = {page.url for page in rendered.pages}
    published = PUBLISHED.read_text("utf-8").split()
    assert [address for address in published if address not in pages and address not in rendered.redirects] == []
    assert [address for address in rendered.redirects.values() if address not in pages] == []
    assert [moved.was for moved in corpus.moved if moved.was in pages] == []
