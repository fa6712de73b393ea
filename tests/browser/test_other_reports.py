"""Two reports of other shapes, clicked through: eight parts with three levels, and a small one in three scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Request, Response, expect

from tests.conftest import Build
from tests.start.whole import OF_ANOTHER

DATA = Path(__file__).parent.parent / "data"
NAMES = ("survey-soil", "encyclopedia")
CATALOGS = "sections/u43au430u442u430u43bu43eu433u438/"

Open = Callable[[str, str], Page]


@pytest.fixture
def visit(built: Build, browser: Browser) -> Iterator[Open]:
    """Opens an address of a report's site. What the page is refused, or asks of others, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    address = ""
    wrong: list[str] = []

    def look(response: Response) -> None:
        if not response.url.startswith(address) or response.status not in (200, 304):
            wrong.append(f"{response.status} {response.url}")

    def fail(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a page still waits for when it is left
            wrong.append(f"{request.failure} {request.url}")

    page.on("response", look)
    page.on("requestfailed", fail)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)

    def visited(name: str, url: str) -> Page:
        nonlocal address
        address = built(name, DATA / name).address
        page.goto(address + url)
        return page

    yield visited
    context.close()
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_no_page_says_a_word_of_another_report_and_each_kind_opens(name: str, visit: Open, built: Build) -> None:
    folder = built(name, DATA / name).folder
    written = [path for path in folder.rglob("*") if path.suffix in (".html", ".json", ".xml", ".svg", ".css", ".bib")]
    assert [path for path in written if OF_ANOTHER.search(path.read_text("utf-8"))] == []
    pages = sorted(path.parent.relative_to(folder).as_posix() for path in folder.rglob("index.html"))
    for _, urls in groupby(pages, lambda url: (url.split("/")[0], url.count("/"))):
        url = next(urls)
        page = visit(name, "" if url == "." else f"{quote(url)}/")
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, url


@pytest.mark.parametrize(
    ("name", "words", "first", "among"),
    [
        ("encyclopedia", "目录", "Каталог", "知识地图与目录"),
        ("encyclopedia", "知识地图", "知识地图与目录", "1.1 Китай"),
        ("encyclopedia", "王芳", "王芳", "目录学概论"),
        ("encyclopedia", "каталоги", "1 Каталоги", "Каталоги и указатели"),
        ("encyclopedia", "Петров", "Иван Петров", "Каталоги и указатели"),
        ("encyclopedia", "النديم", "ابن النديم", "كتاب الفهرست"),
        ("survey-soil", "bela sand", "Béla Sand", "Pores: A Handbook"),
        ("survey-soil", "kriging", "7 Sampling and kriging", "On kriging"),
    ],
)
def test_words_and_names_of_every_script_are_found(name: str, words: str, first: str, among: str, visit: Open) -> None:
    page = visit(name, f"search/?q={quote(words)}")
    results = page.locator(".kb-results > li h3 a")
    expect(results.first).to_have_text(first)
    expect(results.filter(has_text=among).first).to_be_visible()
    expect(page.locator(".kb-results mark").first).to_be_visible()


def test_the_box_in_the_header_leads_to_a_work_in_chinese(visit: Open) -> None:
    page = visit("encyclopedia", "")
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("目录学概论")
    page.get_by_role("option").filter(has_text="目录学概论").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("目录学概论")
    expect(page.locator(".kb-reference")).to_contain_text("王芳. 2010. 目录学概论. 想象出版社")


def test_a_reference_keeps_its_order_whatever_way_its_letters_run(visit: Open) -> None:
    page = visit("encyclopedia", "works/1872/")
    pieces = page.locator(".kb-reference > *")
    assert pieces.all_inner_texts() == ["ابن النديم", "1872", "كتاب الفهرست", "دار الخيال"]
    left = pieces.evaluate_all("all => all.map(piece => piece.getBoundingClientRect().left)")
    assert left == sorted(left)


@pytest.mark.parametrize(
    ("name", "url", "section", "work"),
    [
        ("encyclopedia", CATALOGS, "1 Каталоги", "Каталоги и указатели"),
        ("survey-soil", "sections/stocks-and-turnover/", "4 Stocks and turnover", "Weathering of Granite"),
    ],
)
def test_a_section_shows_its_citations_and_leads_to_their_works(
    name: str, url: str, section: str, work: str, visit: Open
) -> None:
    page = visit(name, url)
    citation = page.locator("a.kb-cite").first
    citation.hover()
    expect(page.get_by_role("tooltip")).to_contain_text(work)
    citation.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(work)
    page.locator(".kb-pointer > a").filter(has_text=section).click()
    expect(page.locator("article .kb-citations > li").first).to_be_visible()


def test_headings_of_three_levels_are_numbered_as_in_the_survey(visit: Open) -> None:
    page = visit("survey-soil", "sections/stocks-and-turnover/")
    headings = " ".join(page.locator("article :is(h3, h4, summary)").all_inner_texts())
    for heading in ("4.1 How turnover are measured", "4.1.1 In the field", "4.1.1.a In the laboratory"):
        assert heading in headings


def test_a_topic_and_an_author_gather_their_works_in_any_script(visit: Open) -> None:
    page = visit("encyclopedia", "topics/catalog/")
    for title in ("知识地图与目录", "كتاب الفهرست", "Каталоги и указатели"):
        expect(page.locator(".kb-work-list")).to_contain_text(title)
    page = visit("encyclopedia", "authors/")
    letter = page.get_by_role("link", name="王", exact=True)
    expect(letter).to_have_attribute("title", "1 author")
    letter.click()
    page.locator("article").get_by_role("link", name="王芳").click()
    expect(page.locator(".kb-work-list > li")).to_have_count(2)


@pytest.mark.parametrize(
    ("name", "words", "title"), [("encyclopedia", "目录学", "目录学概论"), ("survey-soil", "on krig", "On kriging")]
)
def test_the_graph_finds_a_work_and_says_why_it_is_cited(name: str, words: str, title: str, visit: Open) -> None:
    page = visit(name, "graph/")
    expect(page.locator(".kb-graph-summary")).to_contain_text("a section cites a work")
    expect(page.locator(".kb-graph-map canvas").first).to_be_visible()
    field = page.get_by_role("combobox", name="Find a work")
    field.fill(words)
    expect(page.get_by_role("option").first).to_contain_text(title)
    field.press("Enter")
    expect(page.locator(".kb-graph-title")).to_have_text(title)
    expect(page.locator(".kb-graph-panel .kb-pointer li").first).to_contain_text("background")
