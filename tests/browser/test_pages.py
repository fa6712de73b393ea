"""What a person does on the site, and what they see."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kb.model import KnowledgeBase

SECTION = "sections/security-and-privacy/"
WORK = "works/brown2020language/"
KINDS = {
    "home": "",
    "a section": SECTION,
    "a part": "sections/technology/",
    "a work": WORK,
    "a work with errata": "works/wang2020extending/",
    "all works": "works/",
    "errata": "errata/",
    "glossary": "glossary/",
    "the report at a glance": "at-a-glance/",
    "reading paths": "reading-paths/",
    "how far to trust it": "about/trust/",
    "search": "search/?q=privacy&kind=work",
    "the graph": "graph/",
    "a work on the graph": "graph/?node=work:brown2020language&least=2",
    "a chain on the graph": "graph/?node=section:law&to=section:security-and-privacy",
    "about the graph": "about/graph/",
    "topics": "topics/",
    "a topic": "topics/privacy/",
    "a group of topics": "topics/equity-and-harms/",
    "authors": "authors/",
    "an author": "authors/percy-liang/",
    "authors of a letter": "authors/by-letter/w/",
    "venues": "venues/",
    "a venue": "venues/neurips/",
    "years": "years/",
    "a year": "years/2016/",
    "a decade": "years/1990s/",
    "pictures": "graph/pictures/",
    "a newer work": "works/izacard2023atlas/",
    "the bibliography": "about/bibliography/",
    "a wrong address": "works/brown2020/language.html",
}


SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts.push(shift.value);
}).observe({ type: "layout-shift", buffered: true });
"""
#: Nothing more is asked of the server, letters have their shapes, and what the page did about both is drawn.
SETTLED = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  return window.shifts.reduce((sum, shift) => sum + shift, 0);
}"""
#: Above this people notice that a page jumps while it loads.
MOST_SHIFT = 0.02
#: Keeps where everything on a page stands that a script does not draw, also below the window.
STOOD = """() => {
  if (document.querySelector("[data-kb-graph], [data-kb-search], [data-kb-basket]")) return;
  const stands = (one) => {
    const { x, y } = one.getBoundingClientRect();
    return [x + scrollX, y + scrollY].map(Math.round);
  };
  const all = [...document.querySelectorAll("article :is(h1, h2, h3, p, li, tr, a, button, summary)")];
  window.stood = all.filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => {
    const [x, y] = stands(one);
    return () => {
      const [nowX, nowY] = stands(one);
      const moved = one.isConnected && Math.abs(nowX - x) + Math.abs(nowY - y);
      const name = one.textContent.trim().slice(0, 30);
      return moved > 4 ? `${name}: ${x}, ${y} to ${nowX}, ${nowY}` : ""; // the theme moves tables by 3
    };
  });
}"""
MOVED = "() => (window.stood ?? []).map((moved) => moved()).filter(Boolean)"
ALIKE = ".kb-works tbody tr:nth-child(n+30), .kb-names p:nth-child(n+30), .kb-list > li:nth-child(n+30)"
WIDTHS = (320, 390, 768, 1280, 3840)
#: Leaves of all elements beside each other that are alike but for their words the first three, so that each kind has
#: one that stands between two others. Cells stay, for their place in the row says how they look.
THREE_OF_A_KIND = """() => {
  const seen = /^(class|style|role|lang|type|tabindex|hidden|fill|stroke|aria-(?!label|describedby|controls))/;
  const attribute = ({ name, value }) => `${name}=${seen.test(name) ? value : Boolean(value.trim())}`;
  const kind = (node) => node.nodeType === Node.TEXT_NODE ? Boolean(node.data.trim())
    : [node.localName, ...[...node.attributes ?? []].map(attribute), ...[...node.childNodes].map(kind)].join(" ") + ";";
  for (const parent of document.querySelectorAll("body, body :not(tr)")) {
    if (!parent.isConnected) continue;
    const alike = Map.groupBy(parent.children, kind);
    for (const child of [...alike.values()].flatMap((all) => all.slice(3))) child.remove();
  }
  // A row that is not drawn yet keeps the colors of before.
  for (const row of document.querySelectorAll("tr")) row.style.contentVisibility = "visible";
}"""
#: What axe looks for, and what of it depends on colors.
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
RULES_OF_COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_still_while_it_loads_fits_every_screen_and_is_accessible(
    kind: str, width: int, browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme="light")
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.route("**/assets/main.js", lambda _: None)  # waits until the rest is there
    page.goto(site + KINDS[kind], wait_until="commit")
    page.locator("footer").wait_for()
    page.evaluate(SETTLED)
    page.evaluate(STOOD)
    page.unroute_all()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SETTLED) < MOST_SHIFT
    assert page.evaluate(MOVED) == []
    if width == 1280:
        over_the_edge(page)
        found_by_axe(page)
    context.close()


def over_the_edge(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    page.set_viewport_size({"width": 1280, "height": 844})


def without_what_is_alike(page: Page) -> None:
    """All rows of a table or list are alike, and looking at each takes long."""
    page.evaluate(f"document.querySelectorAll('{ALIKE}').forEach((row) => row.remove())")


def found_by_axe(page: Page) -> None:
    """Fails on what axe finds in light and, when the reader has switched to it, in dark, where only colors differ."""
    page.evaluate(THREE_OF_A_KIND)
    for scheme, rules in (("default", RULES), ("slate", RULES_OF_COLORS)):
        if scheme == "slate":
            page.locator("label[title='Switch to dark colors']").click()
        page.locator(f'body[data-md-color-scheme="{scheme}"]').wait_for()
        found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        assert found.violations_count == 0, (scheme, found.generate_report())


@pytest.mark.parametrize("width", [390, 1280])
def test_the_table_of_all_works_is_drawn_where_one_looks_and_found_everywhere(
    width: int, browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(site + "works/")
    last = page.locator(".kb-works tbody tr").last
    drawn = "row => row.querySelector('a').checkVisibility({ contentVisibilityAuto: true })"
    assert last.evaluate(drawn) is False
    assert page.evaluate("title => window.find(title)", last.locator("a").text_content())
    page.wait_for_function(
        "[...document.querySelectorAll('.kb-works tbody tr')].at(-1).getBoundingClientRect().top < 844"
    )
    assert last.evaluate(drawn) is True
    context.close()


def test_pointing_at_a_citation_shows_the_reference_and_its_note(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    page.locator("a.kb-cite[href*=tramer2016stealing]").first.hover()
    preview = page.get_by_role("tooltip")
    expect(preview).to_contain_text("Stealing Machine Learning Models via Prediction APIs", ignore_case=True)
    expect(preview).to_contain_text("Florian Tramèr")
    page.keyboard.press("Escape")
    expect(preview).to_have_count(0)


def test_in_the_list_of_citations_the_preview_repeats_the_note(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    item = page.locator(".kb-citations > li", has=page.locator("a.kb-cite[href*=tramer2016stealing]")).first
    note = item.locator(".kb-note").inner_text().split("\n")[0]
    item.locator("a.kb-cite[href*=tramer2016stealing]").hover()
    expect(page.get_by_role("tooltip").locator(".kb-preview-note")).to_contain_text(note.split(" evidence")[0][:30])


def test_the_preview_of_a_newer_work_does_not_say_that_the_report_cites_it(
    page: Page, site: str, corpus: KnowledgeBase
) -> None:
    section, key = next(
        (section.slug, key)
        for section in corpus.sections
        for update in section.updates
        for key in update.works
        if key in corpus.since
    )
    page.goto(f"{site}sections/{section}/")
    page.locator(f".kb-update a[data-work={key}]").first.hover()
    preview = page.get_by_role("tooltip")
    expect(preview.get_by_role("link", name="How it bears on the report")).to_be_visible()
    expect(preview).not_to_contain_text("Where the report cites it")


def test_a_citation_reached_with_the_keyboard_shows_its_preview(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    citation = page.locator("a.kb-cite").first
    citation.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(citation).to_be_focused()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "kb-preview"
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_a_citation_left_and_reached_again_before_its_record_came_has_one_preview(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    page.locator("a.kb-cite").first.evaluate("""async link => {
        const other = document.querySelector(".md-content .kb-page");
        link.focus(), other.focus(), link.focus();
        await fetch(new URL(`../../api/v1/works/${link.dataset.work}.json`, location));
    }""")
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_a_first_tap_shows_the_preview_and_a_second_one_follows(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site + SECTION)
    citation = page.locator("a.kb-cite").first
    citation.tap()
    preview = page.get_by_role("tooltip")
    expect(preview).to_be_visible()
    box = preview.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    citation.tap()
    page.wait_for_url(re.compile("/works/"))
    context.close()


def test_previews_work_after_instant_navigation(page: Page, site: str) -> None:
    page.goto(site, wait_until="networkidle")  # the theme follows links itself once it has the sitemap
    page.evaluate("window.stillHere = true")
    page.locator(".kb-map a", has_text="Security and privacy").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Security and privacy")
    assert page.evaluate("window.stillHere") is True
    page.locator("a.kb-cite").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()


def test_without_javascript_a_citation_is_a_link_and_everything_is_there(
    browser: Browser, site: str, corpus: KnowledgeBase
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + SECTION)
    assert page.locator(".kb-citations .kb-note").count() > 20
    assert page.locator(".kb-kinds").bounding_box() is None, "room is kept for what will not come"
    page.locator("a.kb-cite").first.click()
    expect(page.get_by_role("heading", name="Where the report cites it")).to_be_visible()
    expect(page.locator(".kb-bibtex code")).to_contain_text("@")
    page.goto(site + "works/")
    assert page.locator(".kb-works tbody tr").count() == len(corpus.works)
    expect(page.locator(".kb-filter")).to_be_hidden()
    context.close()


def test_at_a_wrong_address_one_finds_what_was_meant(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    answer = page.goto(site + "works/brown2020langage/")
    assert answer is not None
    assert answer.status == 404
    box = page.get_by_label("What you are looking for")
    expect(box).to_have_value("brown 2020 langage")
    box.press("Enter")
    page.wait_for_url(f"{site}search/?q=brown+2020+langage")
    expect(page.get_by_role("link", name="Language models are few-shot learners")).to_be_visible()


def test_at_a_wrong_address_there_is_a_way_on_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "works/nobody2020nothing/")
    page.get_by_role("article").get_by_role("link", name="all works").click()
    page.wait_for_url(f"{site}works/")
    context.close()


def test_a_work_says_where_it_is_cited(page: Page, site: str) -> None:
    page.goto(site + WORK)
    row = page.locator(".kb-pointer", has_text="1.1 Emergence and homogenization").locator("li").first
    expect(row).to_contain_text("§1.1")
    page_link = row.locator(".kb-page")
    assert page_link.get_attribute("href") == "https://arxiv.org/pdf/2108.07258v3#page=5"
    row.locator(".kb-at").click()
    expect(page.locator(".kb-citations > li:target")).to_contain_text("Brown et al. 2020")


def test_bibtex_can_be_copied(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + WORK)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@inproceedings{brown2020language,")


def rows(page: Page) -> list[str]:
    texts: list[str] = page.locator(".kb-works tbody tr:visible").evaluate_all("all => all.map(r => r.innerText)")
    return texts


def test_the_table_filters_sorts_and_keeps_its_state_in_the_address(
    page: Page, site: str, corpus: KnowledgeBase
) -> None:
    page.goto(site + "works/")
    page.get_by_label("Find").fill("tramer privacy")
    found = rows(page)
    assert found
    assert all("privacy" in row.lower() or "private" in row.lower() for row in found)
    page.get_by_label("Years").fill("2021")
    page.reload()
    expect(page.get_by_label("Find")).to_have_value("tramer privacy")
    assert "find=tramer" in page.url
    page.locator(".kb-filter").get_by_role("button", name="Clear").click()
    expect(page.locator(".kb-filter output")).to_have_text("{0:,} of {0:,} works".format(len(corpus.works)))
    page.get_by_role("button", name="Sections").click()
    page.get_by_role("button", name="Sections").click()
    first = page.locator(".kb-works tbody tr").first
    expect(first).to_contain_text("Language Models are Few-Shot Learners")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Sections")


def test_the_table_shows_the_works_of_a_part(page: Page, site: str, corpus: KnowledgeBase) -> None:
    page.goto(site + "works/?part=society")
    citing = [section for section in corpus.sections if section.part == "society"]
    works = {citation.work for section in citing for citation in section.citations}
    expect(page.locator(".kb-filter output")).to_have_text(f"{len(works):,} of {len(corpus.works):,} works")
    expect(page.get_by_label("Part")).to_have_value("society")


def test_the_table_finds_names_without_their_accents_as_the_search_does(page: Page, site: str) -> None:
    page.goto(site + "works/?find=hovy+sogaard")
    found = page.locator(".kb-works tbody tr:visible")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Søgaard")


def test_a_filter_that_fits_nothing_says_what_to_do(page: Page, site: str) -> None:
    page.goto(site + "works/?find=zzzz")
    expect(page.locator(".kb-filter output")).to_have_text("No work fits. Clear a filter or try a shorter word.")


def test_points_can_be_shown_by_kind_and_linked_one_by_one(page: Page, site: str) -> None:
    page.goto(site + SECTION + "#p7")
    expect(page.locator(".kb-points > li:target")).to_have_attribute("id", "p7")
    page.get_by_role("group", name="Show points of one kind").get_by_role("button", name="risk").click()
    kinds = page.locator(".kb-points > li:visible").evaluate_all("all => all.map(item => item.dataset.kind)")
    assert set(kinds) == {"risk"}
    page.get_by_role("button", name="all").click()
    assert page.locator(".kb-points > li:visible").count() > len(kinds)


def test_a_term_shows_its_definition_and_leads_to_the_glossary(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    term = page.locator(".kb-term", has_text="data poisoning")
    term.hover()
    preview = page.get_by_role("tooltip")
    expect(preview).to_contain_text("In the glossary")
    definition = term.get_attribute("data-definition")
    assert definition
    expect(preview).to_contain_text(definition)
    term.click()
    expect(page.locator("dt:target")).to_contain_text("data poisoning")


def test_pages_in_a_summary_open_the_report_there(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    link = page.locator("a.kb-page", has_text="p. 105").first
    assert link.get_attribute("href") == "https://arxiv.org/pdf/2108.07258v3#page=105"


def test_the_report_at_a_glance_leads_to_points(page: Page, site: str) -> None:
    page.goto(site + "at-a-glance/")
    page.locator("article a[href$='sections/security-and-privacy/#p2']").click()
    expect(page.locator(".kb-points > li:target")).to_be_visible()


def test_a_first_visit_to_a_work_is_light(page: Page, site: str) -> None:
    weights: dict[str, int] = {}
    page.on("response", lambda response: weights.update({response.url: len(gzip.compress(response.body(), 9))}))
    page.goto(site + WORK, wait_until="networkidle")
    assert weights[site + WORK] < 15_000
    assert sum(weights.values()) < 104_000, weights  # 2 kB of it is what machines find in the head


def test_the_menu_lists_sections_and_no_works(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    menu = page.locator(".md-nav--primary")
    assert menu.locator("a", has_text="4.10 Theory").count() == 1
    assert menu.locator("a[href*='works/']").count() == 1


def test_next_and_previous_follow_the_report(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    expect(page.locator(".md-footer__link--next")).to_contain_text("4.8 Robustness to distribution shifts")
    expect(page.locator(".md-footer__link--prev")).to_contain_text("4.6 Data")


#: Whether what has the focus is on the screen; of the theme's switch of colors, the label beside it is.
FOCUS_IS_SEEN = """() => {
  const focused = document.activeElement;
  const shown = focused.matches(".md-option") ? focused.nextElementSibling : focused;
  const { left, right, top, bottom, width } = shown.getBoundingClientRect();
  const on = width > 0 && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
  return on && shown.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}"""
NAME_OF_FOCUS = "(document.activeElement.ariaLabel || document.activeElement.textContent).trim()"
HAS_FOCUS = "element => element === document.activeElement"


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A section on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site + SECTION)
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    yield page
    context.close()


@pytest.mark.parametrize("width", [390, 640, 1280])
@pytest.mark.parametrize("kind", ["home", "a section", "a work", "all works", "a topic"])
def test_everything_that_the_tab_key_reaches_is_on_the_screen(
    kind: str, width: int, browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(site + KINDS[kind])
    without_what_is_alike(page)
    for _ in range(30):
        page.keyboard.press("Tab")
        page.wait_for_function(FOCUS_IS_SEEN)  # soon: the way to skip the menu slides in
    context.close()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_and_closes_by_the_keyboard(key: str, phone: Page) -> None:
    button = phone.get_by_role("button", name="Menu")
    for _ in range(3):
        phone.keyboard.press("Tab")
        if button.evaluate(HAS_FOCUS):
            break
    phone.keyboard.press(key)
    expect(button).to_have_attribute("aria-expanded", "true")
    seen = []
    for _ in range(10):
        phone.wait_for_timeout(40)
        assert phone.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
        seen.append(phone.evaluate(NAME_OF_FOCUS))
        phone.keyboard.press("Tab")
    assert {"Back from 4 Technology", "4.1 Modeling", "4.8 Robustness to distribution shifts"} <= set(seen)
    phone.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_in_the_menu_one_goes_back_to_the_parts_by_the_keyboard(phone: Page) -> None:
    phone.get_by_role("button", name="Menu").press("Enter")
    expect(phone.get_by_role("button", name="Back from 4 Technology")).to_be_focused()
    phone.keyboard.press("Space")
    opens = phone.get_by_role("button", name="4 Technology: more")
    expect(opens).to_be_focused()
    expect(opens).to_have_attribute("aria-expanded", "false")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="Back from 4 Technology")).to_be_focused()


def test_leaving_the_menu_closes_it(phone: Page) -> None:
    button = phone.get_by_role("button", name="Menu")
    button.press("Enter")
    phone.get_by_role("link", name="4.11 Interpretability").first.focus()
    phone.keyboard.press("Tab")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert phone.evaluate("document.activeElement.closest('article') !== null")


def test_the_menu_opens_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + SECTION)
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="4.1 Modeling")
    expect(link).to_be_hidden()
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(link).to_be_visible()
    context.close()


def test_after_instant_navigation_the_focus_is_on_the_new_heading(page: Page, site: str) -> None:
    page.goto(site + SECTION, wait_until="networkidle")  # the theme follows links itself once it has the sitemap
    page.evaluate("window.stillHere = true")
    page.locator(".md-footer__link--next").press("Enter")
    heading = page.get_by_role("heading", level=1, name="4.8 Robustness to distribution shifts")
    expect(heading).to_be_focused()
    assert page.evaluate("window.stillHere") is True
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_bare_letters_change_nothing(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    page.wait_for_load_state("networkidle")
    for letter in ("n", "p", ",", ".", "s", "f"):
        page.keyboard.press(letter)
    page.wait_for_timeout(500)
    assert page.url == site + SECTION


def test_on_a_phone_the_contents_of_a_long_section_are_within_reach(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site + "sections/healthcare-and-biomedicine/")
    page.evaluate("window.scrollTo(0, 9000)")
    fold = page.locator(".kb-contents")
    fold.locator("summary").press("Enter")
    fold.get_by_role("link", name="3.1.2 Opportunities in biomedicine").press("Enter")
    heading = page.get_by_role("heading", name="3.1.2 Opportunities in biomedicine")
    expect(heading).to_be_in_viewport()
    bar, place = fold.locator("summary").bounding_box(), heading.bounding_box()
    assert bar is not None
    assert place is not None
    assert place["y"] >= bar["y"] + bar["height"]
    assert fold.get_attribute("open") is None
    fold.locator("summary").press("Enter")
    page.keyboard.press("Escape")
    expect(fold.locator("summary")).to_be_focused()
    assert fold.get_attribute("open") is None
    context.close()


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_on_a_phone_the_counts_of_entries_stand_below_their_heads(
    medium: Literal["screen", "print"], browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site + "about/bibliography/")
    page.emulate_media(media=medium)
    table = page.locator("table", has_text="as printed")
    expect(table).to_be_visible()
    rows = table.locator("tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => Math.round(cell.getBoundingClientRect().left)))"
    )
    assert len(rows) > 3
    assert all(row == rows[0] for row in rows)
    context.close()


def test_on_a_phone_errata_are_read_without_scrolling_sideways(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site + "errata/")
    frame = page.get_by_role("region", name="Errata")
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    context.close()
