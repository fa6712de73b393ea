"""What programs in the browser find on a page."""

from __future__ import annotations

from urllib.parse import parse_qs

from playwright.sync_api import Page, Route, expect

COUNT = "let told = 0; addEventListener('ZoteroItemUpdated', () => (document.documentElement.dataset.told = ++told));"
TITLES = "(all) => all.map((one) => one.title || one.textContent)"
FIRST = "fetch('coins.txt').then((answer) => answer.text()).then((text) => text.split('\\n')[0])"


def test_a_section_offers_its_works_also_after_instant_navigation(page: Page, site: str) -> None:
    page.add_init_script(COUNT)
    page.goto(
        f"{site}sections/adaptation/", wait_until="networkidle"
    )  # the theme follows links itself once it has the sitemap
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


def test_the_results_of_a_search_are_offered_also_when_it_is_another(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q=bias")
    works = page.locator(".kb-result-work h3 a")
    spans = page.locator("span.Z3988")

    def offered() -> list[str]:
        found = [parse_qs(one) for one in spans.evaluate_all(TITLES)]
        return [(one.get("rft.atitle") or one.get("rft.btitle") or one["rft.title"])[0] for one in found]

    expect(spans).not_to_have_count(0)
    assert offered() == works.all_text_contents()
    before, first = offered(), spans.first.get_attribute("title") or ""
    page.locator(".kb-search-form").get_by_role("searchbox").fill("carbon footprint")
    expect(works.first).not_to_have_text(before[0])
    expect(spans.first).not_to_have_attribute("title", first)
    assert offered() == works.all_text_contents()


def test_a_page_asks_for_nothing_more_once_the_reader_has_left_it(page: Page, site: str) -> None:
    held: list[Route] = []
    asked: list[str] = []
    page.goto(site, wait_until="networkidle")  # the theme follows links itself once it has the sitemap
    page.route("**/coins.js*", lambda route: held.append(route))
    with page.expect_request("**/coins.js*"):
        page.locator(".kb-map a", has_text="Security and privacy").click()
    page.route(site, lambda route: held.append(route))
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_request(site):
        page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Security and privacy")
    code, home = held
    code.continue_()
    page.evaluate("url => import(url).then(() => true)", code.request.url)
    home.continue_()
    expect(page.locator(".kb-map")).to_be_visible()
    assert not [url for url in asked if url.endswith("coins.txt")]
