"""Finding things: the box in the header, the search page, and the pages that need no script."""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from kb.model import KnowledgeBase

WORK = "works/brown2020language/"


def results(page: Page) -> Locator:
    return page.locator(".kb-results > li h3 a")


def count(page: Page) -> int:
    text = page.locator(".kb-search-count").inner_text()
    return int(re.search(r"([\d,]+) results?", text).group(1).replace(",", ""))  # type: ignore[union-attr]


def open_search(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".kb-search-count")).to_contain_text("result")


def test_an_identifier_that_is_not_there_is_said(page: Page, site: str) -> None:
    page.goto(f"{site}search/?q={quote('https://doi.org/10.1000/NotHere')}")
    expect(page.locator(".kb-search-count")).to_have_text("No work here has the DOI 10.1000/nothere.")


# The box in the header.


def test_slash_opens_the_box_and_the_keyboard_does_the_rest(page: Page, site: str) -> None:
    page.goto(site + WORK)
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    page.keyboard.type("stochastic parrots")
    options = page.get_by_role("option")
    expect(options.filter(has_text="On the Dangers of Stochastic Parrots")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(active).to_have_attribute("aria-selected", "true")
    title = active.locator(".kb-result-title").inner_text()
    assert title == options.first.locator(".kb-result-title").inner_text()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(site + WORK)


def test_escape_closes_the_box_and_control_k_opens_it(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Control+k")
    page.keyboard.type("privacy")
    expect(page.get_by_role("option").first).to_contain_text("Privacy and memorization")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)


@pytest.mark.parametrize(
    "identifier",
    [
        "bender2021dangers",
        "10.1145/3442188.3445922",
        "https://doi.org/10.1145/3442188.3445922",
        "Bender et al. 2021",
    ],
)
def test_an_identifier_goes_straight_to_the_work(identifier: str, page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type(identifier)
    page.keyboard.press("Enter")
    page.wait_for_url(site + "works/bender2021dangers/")


def test_enter_leads_to_the_search_page(page: Page, site: str) -> None:
    page.goto(site + WORK)
    page.keyboard.press("/")
    page.keyboard.type("carbon footprint")
    page.keyboard.press("Enter")
    page.wait_for_url(site + "search/?q=carbon+footprint")
    expect(results(page).first).to_have_text("Carbon footprint of computing")


def test_what_matched_is_marked(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("tramer steal")
    option = page.get_by_role("option").filter(has_text="Stealing Machine Learning Models").first
    expect(option.locator("mark").first).to_have_text("Stealing")


def test_the_box_works_after_instant_navigation(page: Page, site: str) -> None:
    page.goto(site, wait_until="networkidle")  # the theme follows links itself once it has the sitemap
    page.evaluate("window.stillHere = true")
    page.locator(".kb-map a", has_text="Security and privacy").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Security and privacy")
    page.keyboard.press("/")
    page.keyboard.type("robotics")
    link = page.get_by_role("option").filter(has_text="2.3 Robotics").first
    assert page.evaluate("window.stillHere") is True
    link.click()
    page.wait_for_url(site + "sections/robotics/")


def test_nothing_of_the_search_is_loaded_before_somebody_turns_to_it(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(site + WORK)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.startswith(("search/", "assets/search/"))] == [
        "assets/search/box.js",
        "assets/search/slash.js",
    ]
    page.keyboard.press("/")
    page.keyboard.type("privacy")
    expect(page.get_by_role("option").first).to_be_visible()
    assert "search/index.json" in asked
    assert not any("facets" in url or "spelling" in url for url in asked)


def test_a_search_that_cannot_be_loaded_says_so(context: Any, site: str) -> None:
    page = context.new_page()
    page.route("**/search/index.json", lambda route: route.abort())
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("privacy")
    expect(page.get_by_role("alert")).to_contain_text("The search could not be loaded")
    page.unroute("**/search/index.json")
    page.keyboard.type(" ")
    expect(page.get_by_role("option").first).to_contain_text("Privacy and memorization")


# The search page.


def test_facets_narrow_and_their_counts_come_true(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=bias")
    everything = count(page)
    works = page.locator("#kb-facet-kind label", has_text="Works")
    expected = int(works.locator(".kb-count").inner_text())
    works.locator("input").check()
    expect(page).to_have_url(site + "search/?q=bias&kind=work")
    expect(page.locator(".kb-search-count")).to_have_text(f"{expected} results.")
    points = page.locator("#kb-facet-kind label", has_text="Points")
    more = int(points.locator(".kb-count").inner_text())
    points.locator("input").check()
    expect(page).to_have_url(site + "search/?q=bias&kind=work&kind=point")
    expect(page.locator(".kb-search-count")).to_have_text(f"{expected + more} results.")
    page.get_by_role("button", name="Remove Works").click()
    expect(page.locator(".kb-search-count")).to_have_text(f"{more} results.")
    page.get_by_role("button", name="Remove Points").click()
    expect(page.locator(".kb-search-count")).to_have_text(f"{everything} results.")


def test_topics_are_a_tree(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=bias")
    group = page.locator("#kb-facet-topic > ul > li", has_text="Equity and harms")
    group.locator("summary").click()
    group.get_by_role("checkbox", name="Bias and stereotypes in models").check()
    expect(page).to_have_url(site + "search/?q=bias&topic=social-bias")
    expect(page.get_by_role("checkbox", name="Bias and stereotypes in models")).to_be_focused()
    expect(page.get_by_role("button", name="Remove Bias and stereotypes in models")).to_be_visible()


def test_the_address_holds_everything_and_back_leads_back(page: Page, site: str) -> None:
    address = site + "search/?q=language&kind=work&topic=social-bias&year=2019-2021&sort=oldest"
    open_search(page, address)
    expect(page.locator(".kb-chips li")).to_have_count(4)
    shown = results(page).all_inner_texts()
    page.get_by_label("Sorted by").select_option("newest")
    expect(page).to_have_url(address.replace("oldest", "newest"))
    expect(results(page).first).not_to_have_text(shown[0])
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.get_by_label("Sorted by")).to_have_value("oldest")
    expect(results(page).first).to_have_text(shown[0])
    page.go_forward()
    expect(page.get_by_label("Sorted by")).to_have_value("newest")
    page.reload()
    expect(page.get_by_label("Sorted by")).to_have_value("newest")


def test_years_are_a_range_that_may_be_open(page: Page, site: str) -> None:
    open_search(page, site + "search/?kind=work&year=-1980&sort=newest")
    years = [int(re.search(r", (\d{4}),?", text).group(1)) for text in details(page)]  # type: ignore[union-attr]
    assert years == sorted(years, reverse=True)
    assert max(years) <= 1980
    page.locator("#kb-year-from").fill("1950")
    page.locator("#kb-year-from").press("Enter")
    expect(page).to_have_url(site + "search/?kind=work&year=1950-1980&sort=newest")
    expect(page.get_by_role("button", name="Remove 1950–1980")).to_be_visible()


def details(page: Page) -> list[str]:
    return page.locator(".kb-results .kb-result-detail").all_inner_texts()


def test_what_has_no_year_is_in_no_range(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=language&year=-2010")
    kinds = page.locator("#kb-facet-kind label")
    expect(kinds).to_have_count(1)
    expect(kinds).to_contain_text("Works")


def test_sections_are_a_facet(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=privacy&kind=work")
    page.locator("#kb-facet-section > summary").click()
    section = page.locator("#kb-facet-section label", has_text="4.7 Security and privacy")
    expected = section.locator(".kb-count").inner_text()
    section.locator("input").check()
    expect(page.locator(".kb-search-count")).to_have_text(f"{expected} results.")
    expect(page).to_have_url(site + "search/?q=privacy&kind=work&section=security-and-privacy")


def test_works_sort_by_the_sections_that_cite_them(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=language&kind=work&sort=sections")
    cited = [int(re.search(r"cited by (\d+)", text).group(1)) for text in details(page)]  # type: ignore[union-attr]
    assert cited == sorted(cited, reverse=True)
    assert cited[0] > 5


def test_authors_and_titles_sort_by_the_alphabet(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=carbon&kind=work&sort=title")
    titles = [re.sub(r"[^a-z0-9 ]", "", text.lower()) for text in results(page).all_inner_texts()]
    assert titles == sorted(titles)
    open_search(page, site + "search/?q=carbon&kind=work&sort=author")
    expect(page.locator(".kb-results .kb-result-detail").first).to_contain_text("Anthony")


def test_a_slip_is_mended_and_said(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=reinforcment+lerning")
    expect(page.locator(".kb-search-count")).to_contain_text("Nothing holds “reinforcment lerning”")
    expect(page.locator(".kb-search-count")).to_contain_text("for “reinforcement learning”")
    expect(results(page).first).to_have_text("Reinforcement learning")


def test_no_result_says_what_to_try(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=zzqqxxyy")
    expect(page.locator(".kb-results").first).to_contain_text("Nothing found. Try fewer or other words")
    open_search(page, site + "search/?q=privacy&topic=robot-learning&kind=term")
    expect(page.locator(".kb-results").first).to_contain_text("Nothing fits. Remove what you narrowed it down to")
    open_search(page, site + "search/?q=privacy&topic=no-such-topic")
    page.get_by_role("button", name="Remove no-such-topic").click()
    expect(results(page).first).to_have_text("Privacy and memorization")


def test_more_results_come_on_demand(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=language")
    expect(results(page)).to_have_count(20)
    page.get_by_role("button", name="Show 20 more").click()
    expect(results(page)).to_have_count(40)
    expect(results(page).nth(20)).to_be_focused()


def test_a_result_says_what_it_is_and_where_it_stands(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=stealing+models+prediction&kind=work")
    item = page.locator(".kb-results > li").first
    expect(item.locator(".kb-result-kind")).to_have_text("Work")
    expect(item).to_contain_text("Florian Tramèr")
    expect(item).to_contain_text("cited by 1 section")
    expect(item.locator(".kb-result-text mark").first).to_be_visible()
    expect(item.locator(".kb-result-topics")).to_have_text("Adversarial examples and attacks")


def test_the_search_page_is_used_on_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site + WORK)
    page.get_by_role("link", name="Search", exact=True).first.tap()
    page.wait_for_url(site + "search/")
    page.get_by_role("searchbox", name="Search").fill("privacy")
    expect(results(page).first).to_have_text("Privacy and memorization")
    expect(page.locator("#kb-facet-kind")).to_be_hidden()
    page.locator("summary", has_text="Narrow down").tap()
    page.get_by_role("checkbox", name="Works").check()
    expect(page).to_have_url(site + "search/?q=privacy&kind=work")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_without_javascript_the_indexes_lead_to_everything(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "search/")
    expect(page.locator("[data-kb-search]")).to_contain_text("The search needs JavaScript")
    page.locator("[data-kb-search]").get_by_role("link", name="Topics").click()
    page.locator("article").get_by_role("link", name="Privacy and memorization").click()
    expect(page.locator("article")).to_contain_text("Extracting Training Data from Large Language Models")
    page.goto(site + "search/")
    page.locator("[data-kb-search]").get_by_role("link", name="Authors").click()
    page.locator(".kb-letters").get_by_role("link", name="T").click()
    page.get_by_role("link", name="Florian Tramèr").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Florian Tramèr")
    context.close()


def test_what_needs_a_script_is_not_offered_before_it_is_there(context: Any, site: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.route("**/assets/main.js", lambda route: None)  # never comes
    page.goto(site + "search/", wait_until="commit")
    page.get_by_text("How to search").click()
    expect(page.get_by_text("Ctrl-K")).to_be_visible()
    expect(page.get_by_role("checkbox", name="So does the key /")).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    expect(page.locator("label.md-header__button[for=__drawer]")).to_be_visible()


def test_what_holds_most_of_the_words_is_folded(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=satellite+images+poverty")
    strict = count(page)
    expect(results(page)).to_have_count(strict)
    assert sum(int(text) for text in page.locator("#kb-facet-kind .kb-count").all_inner_texts()) == strict
    folded = page.locator("summary", has_text="more that hold most of the words")
    folded.click()
    expect(results(page).filter(has_text="Combining satellite imagery")).to_be_visible()
    assert count(page) == strict
    folded.click()
    expect(results(page)).to_have_count(strict)


def test_where_nothing_holds_all_of_the_words_that_is_said(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=kids+learning+language")
    expect(page.locator(".kb-search-count")).to_contain_text("Nothing holds all of the words.")
    expect(results(page).first).to_be_visible()


@pytest.mark.parametrize("more", [False, True])
def test_back_leads_to_the_same_place_in_the_list(more: bool, page: Page, site: str) -> None:
    open_search(page, site + "search/?q=privacy")
    number = 19
    if more:
        page.get_by_role("button", name="Show 20 more").click()
        expect(results(page)).to_have_count(40)
        number = 35
    link = results(page).nth(number)
    link.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    title, before = link.inner_text(), page.evaluate("scrollY")
    assert before > 500
    link.click()
    expect(page.locator("[data-kb-search]")).to_have_count(0)
    page.go_back()
    expect(results(page)).to_have_count(40 if more else 20)
    expect(results(page).nth(number)).to_have_text(title)
    expect(results(page).nth(number)).to_be_in_viewport()
    page.wait_for_timeout(300)
    assert abs(page.evaluate("scrollY") - before) < 40


def test_a_new_search_for_the_same_begins_at_the_top(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=privacy")
    page.evaluate("scrollTo(0, 1500)")
    page.wait_for_timeout(300)
    page.goto(site + WORK)
    open_search(page, site + "search/?q=privacy")
    assert page.evaluate("scrollY") == 0


SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


#: Where the top left corners of visible controls are, by name.
PLACES = """(controls) => Object.fromEntries(controls.filter((one) => one.checkVisibility()).map((one) => {
  const { x, y } = one.getBoundingClientRect();
  return [one.ariaLabel ?? one.innerText.split("\\n")[0] ?? one.name, [Math.round(x), Math.round(y)]];
}))"""


def slowly(route: Route) -> None:
    """So that each part of the page is seen without the next."""
    time.sleep(0.03)
    route.continue_()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["search/", "search/?q=privacy", "search/?q=privacy&kind=work"])
def test_nothing_jumps_while_the_search_page_loads(address: str, width: int, browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.route("**/*", slowly)
    page.goto(site + address)
    page.evaluate(SHIFTS)
    expect(page.locator(".kb-search-count")).to_contain_text("result")
    page.wait_for_timeout(500)
    assert page.evaluate("window.shifts") < 0.02
    context.close()


def test_results_do_not_move_what_stands_above_them(page: Page, site: str) -> None:
    """Whoever presses what moves away at that moment presses nothing."""
    held: list[Route] = []
    page.route(re.compile(r"/search/.*\.(json|bin|txt)"), lambda route: held.append(route))
    page.goto(site + "search/?q=MAML")
    expect(page.locator(".kb-search-form")).to_be_visible()
    controls = page.locator("article :is(input, select, summary, button)")
    before = controls.evaluate_all(PLACES)
    expect(page.get_by_text("Download and cite")).to_be_hidden()
    assert held
    page.unroute_all()  # which lets them go
    expect(page.get_by_text("Download and cite")).to_be_visible()
    after = controls.evaluate_all(PLACES)
    assert {name: after.get(name) for name in before} == before


def test_facets_are_called_what_they_show(page: Page, site: str) -> None:
    open_search(page, site + "search/?q=bias")
    group = page.locator("#kb-facet-topic > ul > li", has_text="Equity and harms")
    assert re.match(r"Equity and harms\s+\d+", group.locator("label").first.inner_text().replace("\n", " "))
    box = page.locator("#kb-facet-kind").get_by_role("checkbox", name=re.compile(r"^Works \d+$"))
    expect(box).to_have_count(1)
    assert page.locator(".kb-facets summary[aria-label]").count() == 0
    expect(group.locator("summary")).to_contain_text("in Equity and harms")


# Keys of one sign.


@pytest.mark.parametrize("key", ["n", "p", ",", "."])
def test_a_bare_key_does_not_leave_the_page(key: str, page: Page, site: str) -> None:
    page.goto(site + "sections/security-and-privacy/")
    page.keyboard.press(key)
    page.wait_for_timeout(300)
    expect(page).to_have_url(site + "sections/security-and-privacy/")


def test_who_types_before_the_script_is_there_stays_on_the_page(context: Any, site: str) -> None:
    page = context.new_page()
    page.route("**/assets/main.js", lambda route: None)  # never comes
    page.goto(site + "sections/security-and-privacy/", wait_until="commit")
    page.locator("h1").wait_for()
    page.keyboard.type("/data poisoning, n. p")
    page.wait_for_timeout(500)
    expect(page).to_have_url(site + "sections/security-and-privacy/")


def test_slash_is_a_letter_in_a_field_and_can_be_turned_off(page: Page, site: str) -> None:
    page.goto(site + "works/")
    field = page.locator("article input").first
    field.click()  # once the filter works, for until then it is hidden
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")
    page.goto(site + "search/")
    page.get_by_text("How to search").click()
    page.get_by_role("checkbox", name="So does the key /").uncheck()
    page.goto(site + WORK)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search")).not_to_be_focused()
    expect(page.locator(".kb-search kbd")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search")).to_be_focused()


# The pages.


def test_the_page_of_a_topic_gathers_what_is_about_it(page: Page, site: str, corpus: KnowledgeBase) -> None:
    section = next(section for section in corpus.sections if section.slug == "security-and-privacy")
    points = [point for point in section.points if "privacy" in point.topics]
    works = [work for work in corpus.works.values() if "privacy" in work.topics]
    page.goto(site + "topics/privacy/")
    article = page.locator("article")
    expect(article).to_contain_text("Leaks of personal or secret data from models")
    expect(article.locator(".kb-pointer", has_text="4.7 Security and privacy").locator("li")).to_have_count(len(points))
    expect(article.locator(".kb-timeline a").first).to_have_attribute("href", re.compile(r"years/\d{4}/$"))
    article.get_by_text("Download and cite").click()
    with page.expect_download() as download:
        article.get_by_role("link", name="CSV").click()
    assert len(download.value.path().read_text("utf-8").splitlines()) == 1 + len(works)
    article.get_by_role("link", name="Narrow it down in the search").click()
    expect(page).to_have_url(site + "search/?topic=privacy")
    expect(page.locator(".kb-chips li")).to_have_count(1)


def test_the_page_of_a_group_lists_its_topics(page: Page, site: str) -> None:
    page.goto(site + "topics/equity-and-harms/")
    headings = page.locator("article h2").all_inner_texts()
    assert [re.sub("¶", "", text).strip() for text in headings] == [
        "Topics",
        "Sections",
        "Key works",
        "Over time",
        "Near it",
    ]
    listed = page.locator("article h2#topics + .kb-list")
    expect(listed.get_by_role("link", name="Surveillance", exact=True)).to_be_visible()
    assert "kb:" not in page.content()


def test_a_work_leads_to_its_authors_its_venue_its_year_and_its_topics(page: Page, site: str) -> None:
    for name, address in (
        ("Tom B. Brown", "authors/tom-b-brown/"),
        ("2020", "years/2020/"),
        (re.compile("Advances in Neural"), "venues/neurips/"),
        ("Language models", "topics/language-models/"),
    ):
        page.goto(site + WORK)
        page.locator("article").get_by_role("link", name=name).first.click()
        expect(page).to_have_url(site + address)
        expect(page.locator("article")).to_contain_text("Language Models are Few-Shot Learners")


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("doi/10.1145/3442188.3445922/", "works/bender2021dangers/"),
        ("arxiv/2005.14165/", "works/brown2020language/"),
        ("authors/p-abbeel/", "authors/pieter-abbeel/"),
    ],
)
def test_an_address_of_an_identifier_leads_to_the_work(address: str, target: str, page: Page, site: str) -> None:
    page.goto(site + address)
    page.wait_for_url(site + target)


def test_browsers_can_add_the_search(page: Page, site: str) -> None:
    page.goto(site)
    address = page.evaluate("document.querySelector('link[rel=search]').href")
    text = page.evaluate("address => fetch(address).then((response) => response.text())", address)
    assert f'template="{site}search/?q={{searchTerms}}"' in text
    assert "<ShortName>FM annotated</ShortName>" in text
