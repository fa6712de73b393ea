"""What programs in the browser find on a page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

COUNT = "let told = 0; addEventListener('ZoteroItemUpdated', () => (document.documentElement.dataset.told = ++told));"
FIRST = "fetch('coins.txt').then((answer) => answer.text()).then((text) => text.split('\\n')[0])"


def test_a_section_offers_its_works_also_after_instant_navigation(page: Page, site: str) -> None:
    page.add_init_script(COUNT)
    page.goto(f"{site}sections/adaptation/")
    works = page.locator("head link[rel=item]").count()
    expect(page.locator("span.Z3988")).to_have_count(works)
    expect(page.locator("html")).to_have_attribute("data-told", "2")
    page.evaluate("window.same = true")
    page.locator(".md-footer__link--next").click()
    expect(page).not_to_have_url(f"{site}sections/adaptation/")
    expect(page.locator("html")).to_have_attribute("data-told", "4")
    assert page.evaluate("window.same"), "the page was loaded anew"
    assert page.locator("head link[rel=canonical]").get_attribute("href") == page.url
    assert page.locator("head link[rel=cite-as]").get_attribute("href") == page.url
    expect(page.locator("span.Z3988").first).to_have_attribute("title", page.evaluate(FIRST))
