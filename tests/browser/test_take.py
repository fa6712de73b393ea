"""What people take away: the menu of every page, and the basket."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, expect

from kb.model import KnowledgeBase
from kb.read.bibtex import read_bibliography
from tests.browser.test_pages import found_by_axe, over_the_edge

SECTION = "sections/security-and-privacy/"


def opened(page: Page) -> None:
    page.get_by_text("Download and cite").click()
    expect(page.get_by_label("without annotations")).to_be_visible()


def taken(page: Page, name: str) -> Path:
    with page.expect_download() as download:
        page.locator(".kb-take-files").get_by_text(name, exact=True).click()
    return Path(download.value.path())


def test_a_section_can_be_taken_away_with_its_notes_and_without(page: Page, site: str, corpus: KnowledgeBase) -> None:
    section = next(section for section in corpus.sections if section.slug == "security-and-privacy")
    keys = {citation.work for citation in section.citations}
    page.goto(site + SECTION)
    opened(page)
    annotated = taken(page, "BibTeX").read_text("utf-8")
    page.get_by_label("without annotations").check()
    plain = taken(page, "BibTeX").read_text("utf-8")
    for text in (annotated, plain):
        assert set(read_bibliography("x.bib", text).works) == keys
    note = section.citations[0].note
    assert note in annotated
    assert note not in plain
    assert {item["id"] for item in json.loads(taken(page, "CSL-JSON").read_text("utf-8"))} == keys
    over_the_edge(page)
    found_by_axe(page)


def test_a_list_without_files_of_its_own_has_every_format(page: Page, site: str) -> None:
    page.goto(site + "search/?q=MAML")
    opened(page)
    assert "ER  - " in taken(page, "RIS").read_text("utf-8")
    expect(page.locator(".kb-take output")).to_contain_text("in search-result.ris")


def test_a_list_without_works_says_so(page: Page, site: str) -> None:
    page.goto(site + "search/?q=privacy&kind=section")
    opened(page)
    page.locator(".kb-take-files").get_by_text("RIS", exact=True).click()
    expect(page.locator(".kb-take output")).to_have_text("There are no works among them.")
    page.get_by_role("button", name="Put into the basket").click()
    expect(page.locator(".kb-take output")).to_have_text("There are no works among them.")


def test_a_menu_opened_before_its_script_is_there_is_filled(page: Page, site: str) -> None:
    scripts: list[Route] = []
    page.route("**/*.js", lambda route: scripts.append(route))
    page.goto(site + SECTION, wait_until="commit")
    page.get_by_text("Download and cite").click()
    expect(page.locator(".kb-take-files").get_by_text("BibTeX", exact=True)).to_be_visible()
    assert scripts
    page.unroute_all()  # which lets them go
    expect(page.get_by_label("without annotations")).to_be_visible()


def test_the_basket_stays_and_can_be_shared(page: Page, browser: Browser, site: str, corpus: KnowledgeBase) -> None:
    page.goto(site + SECTION)
    point = page.locator("#p1").get_by_role("button", name="Put into the basket: point 1")
    point.focus()
    page.keyboard.press("Enter")
    count = page.get_by_role("link", name="Basket, 1 thing in it")
    expect(count).to_be_visible()
    page.goto(site + "works/brown2020language/")
    opened(page)
    page.get_by_role("button", name="Take out of the basket").click()
    expect(page.locator(".kb-take output")).to_have_text("The basket has none of them.")
    page.get_by_role("button", name="Put into the basket").click()
    expect(page.locator(".kb-take output")).to_have_text("1 work put into the basket.")
    page.get_by_role("link", name="Basket, 2 things in it").click()
    expect(page.get_by_text("1 work and 1 point")).to_be_visible()
    expect(page.get_by_role("heading", name="Points")).to_be_visible()
    expect(page.locator(".kb-basket-list")).to_have_count(2)
    expect(page.locator(".kb-basket-list").last).to_contain_text("Language Models are Few-Shot Learners")
    section = next(section for section in corpus.sections if section.slug == "security-and-privacy")
    expect(page.locator(".kb-basket-list").first).to_contain_text(section.points[0].claim[:40])
    page.reload()
    address = page.get_by_label("Its address, to share").input_value()
    over_the_edge(page)
    found_by_axe(page)

    context = browser.new_context()
    other = context.new_page()
    other.goto(address)
    expect(other.locator(".kb-basket-list")).to_have_count(2)
    other.get_by_role("button", name="Put all of it into mine").click()
    expect(other.get_by_role("link", name="Basket, 2 things in it")).to_be_visible()
    other.get_by_role("button", name="Take out of the basket: Brown et al. 2020").click()
    expect(other.locator(".kb-basket-list")).to_have_count(1)
    other.get_by_role("button", name="Empty it").click()
    expect(other.get_by_text("Nothing is in it yet")).to_be_visible()
    context.close()


def test_a_preview_puts_its_work_into_the_basket(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    page.locator(".kb-citations a[data-work]").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.locator(".kb-preview").get_by_role("button", name="Put into the basket").click()
    expect(page.locator(".kb-basket-link")).to_have_text("Basket 1")
