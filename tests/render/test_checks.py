"""The pages of the check's codes, which every knowledge base has."""

from __future__ import annotations

from dataclasses import replace

from kb.check.explain import explanations
from kb.link import Links
from kb.render import render
from kb.render.engine import Templates
from kb.render.page import Page
from kb.render.pages.checks import check_pages
from tests.conftest import read


def pages_of(links: Links) -> dict[str, Page]:
    return {page.url: page.make() for page in check_pages(Templates(links))}


def test_every_code_has_a_page_that_the_index_leads_to(tiny_links: Links) -> None:
    pages = pages_of(tiny_links)
    assert {one.url for one in explanations().values()} | {"checks/"} == set(pages)
    (index,) = (str(html) for _, html in pages["checks/"].blocks)
    assert all(f'<a href="{code.lower()}/">{code}</a>' in index for code in explanations())


def test_a_page_shows_a_wrong_example_its_message_and_a_right_one(tiny_links: Links) -> None:
    page = pages_of(tiny_links)["checks/e204/"]
    html = str(page.blocks[0][1])
    assert page.title == "E204: unknown work"
    wrong, said, right = (
        "    works: [tramer2016stealin]<",
        "E204 unknown work &#39;tramer2016stealin&#39;; did you mean",
        "    works: [tramer2016stealing]<",
    )
    assert 0 < html.index(wrong) < html.index(said) < html.index(right)


def test_examples_of_markup_are_shown_and_not_run(tiny_links: Links) -> None:
    html = str(pages_of(tiny_links)["checks/e301/"].blocks[0][1])
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html


def test_every_knowledge_base_has_them_and_none_is_drawn_apart(tiny_links: Links, library_links: Links) -> None:
    tiny, library = (
        [page.make() for page in render(links).pages if page.url.startswith("checks/")]
        for links in (tiny_links, library_links)
    )
    assert [_shown(page) for page in tiny] == [_shown(page) for page in library]
    assert {page.skeleton for page in tiny if page.url != "checks/"} == {"check"}


def _shown(page: Page) -> tuple[Page, dict[str, str]]:
    return replace(page, files={}), {name: read(make) for name, make in page.files.items()}
