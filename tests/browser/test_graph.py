"""The explorer of the citation graph, as people use it: by mouse, touch, keyboard, and without what it needs."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import combinations
from pathlib import Path
from urllib.parse import unquote

import networkx as nx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from kb.link import Links
from kb.link.measures import co_citation, coupling
from kb.model import KnowledgeBase
from kb.read.bibtex import read_bibliography
from kb.render.pages.graph import MODULES

GPT3, EXTRACTING = "work:brown2020language", "work:carlini2021extracting"
CANVAS = ".kb-graph-map"


def summary(page: Page) -> str:
    return page.locator(".kb-graph-summary").inner_text()


def opened(page: Page, site: str, query: str = "") -> Page:
    page.goto(f"{site}graph/{query}")
    expect(page.locator(".kb-graph-summary")).not_to_be_empty()
    return page


def choose_view(page: Page, name: str) -> None:
    page.locator(".kb-graph-views label", has_text=re.compile(f"^{name}$")).click()


def title(page: Page) -> str:
    return page.locator(".kb-graph-title").inner_text()


def state(page: Page) -> str:
    return unquote(page.url.partition("?")[2])


def place_of(links: Links, kind: str, name: str) -> tuple[float, float]:
    """Where a node stands in the units of the camera, whose 1 is the larger side of the map."""
    xs, ys = zip(*links.positions.values(), strict=True)
    x, y = links.positions[kind, name]
    side = max(max(xs) - min(xs), max(ys) - min(ys))
    return 0.5 + (x - (max(xs) + min(xs)) / 2) / side, 0.5 - (y - (max(ys) + min(ys)) / 2) / side


def centered(page: Page, site: str, links: Links, key: str) -> tuple[float, float]:
    """Opens the map with a work in its middle, and says where on the page that is."""
    x, y = place_of(links, "work", key)
    opened(page, site, f"?at={x:.4f},{y:.4f},0.1")
    box = page.locator(CANVAS).bounding_box()
    assert box
    page.wait_for_timeout(400)  # dots can be pointed at once the map stands still
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_first_picture_holds_the_whole_corpus(page: Page, site: str, corpus: KnowledgeBase) -> None:
    opened(page, site)
    edges = {(section.slug, citation.work) for section in corpus.sections for citation in section.citations}
    citing = {slug for slug, _ in edges}
    assert summary(page).startswith(f"{len(corpus.works):,} works in {len(citing)} sections, {len(edges):,} links")
    expect(page.locator(f"{CANVAS} canvas").first).to_be_visible()
    names = page.locator(".kb-graph-list").first.locator("button").all_inner_texts()
    assert names == [section.name for section in corpus.sections]


def test_finding_a_work_says_what_it_is_and_why_it_is_cited(page: Page, site: str, links: Links) -> None:
    opened(page, site)
    field = page.get_by_role("combobox", name="Find a work, a section …")
    field.fill("extracting training")
    expect(page.get_by_role("option").first).to_contain_text("Extracting Training Data from Large Language Models")
    field.press("Enter")
    assert title(page) == "Extracting Training Data from Large Language Models"
    expect(field).to_be_focused()
    assert f"node={EXTRACTING}" in state(page)
    why = page.locator(".kb-graph-panel .kb-pointer li")
    mentions = links.citations_of(links.base.works["carlini2021extracting"])
    expect(why).to_have_count(len(mentions))
    for item, (_, citation) in zip(why.all(), mentions, strict=True):
        expect(item).to_contain_text(f"p. {citation.page}")
        expect(item).to_contain_text(citation.role)
        expect(item).to_contain_text(citation.note[:30])  # comes with the record of the work
    assert why.first.locator("a").first.get_attribute("href") == f"{site}sections/adaptation/#c{mentions[0][1].group}"
    expect(page.locator(".kb-graph-card")).to_contain_text("Nicholas Carlini")


def test_the_address_holds_everything(page: Page, site: str) -> None:
    query = f"?view=works&node={EXTRACTING}&depth=2&part=technology&role=evidence&year=2015-2021&at=0.5,0.4,0.7"
    opened(page, site, query)
    expect(page.get_by_role("radio", name="Works", exact=True)).to_be_checked()
    expect(page.get_by_role("button", name="First level only")).to_be_visible()
    expect(page.get_by_role("button", name="Technology", exact=True)).to_have_attribute("aria-pressed", "true")
    assert page.get_by_role("list", name="Narrowed down to").locator("button").all_inner_texts() == [
        "Technology",
        "evidence",
        "2015–2021",
        "all of them",
    ]
    before = summary(page)
    page.evaluate("document.querySelector('.kb-graph').dataset.same = 'yes'")
    page.get_by_role("button", name="Remove evidence").click()
    assert "role=" not in state(page)
    assert summary(page) != before
    page.go_back()
    expect(page.locator(".kb-graph-summary")).to_have_text(before)
    assert state(page) == query[1:]
    expect(page.locator(".kb-graph[data-same=yes]")).to_have_count(1)  # the theme has not loaded the page again


def test_back_moves_the_map_too(page: Page, site: str) -> None:
    opened(page, site, "?node=section:law")
    page.wait_for_timeout(800)
    law = state(page)
    page.locator(".kb-graph-panel").get_by_role("button", name="4.3 Adaptation").first.click()
    page.wait_for_timeout(800)
    assert "adaptation" in state(page)
    page.go_back()
    expect(page.locator(".kb-graph-title")).to_have_text("§3.2 Law")
    page.wait_for_timeout(500)
    assert state(page) == law
    page.locator(CANVAS).focus()
    page.keyboard.press("+")
    page.wait_for_timeout(900)
    assert [value[:4] for value in state(page).partition("at=")[2].split(",")][:2] == [
        value[:4] for value in law.partition("at=")[2].split(",")
    ][:2]  # nearer, and still at the same place


def test_what_is_chosen_in_the_panel_is_what_is_lit(page: Page, site: str) -> None:
    opened(page, site, "?node=section:law")
    for place in (0, 2, 5):
        chosen = page.locator(".kb-graph-panel .kb-graph-walk").nth(place)
        name = chosen.inner_text()
        chosen.click()
        expect(page.locator(".kb-graph-title")).to_have_text(f"§{name}")
        expect(page.locator(".kb-graph-title")).to_be_focused()
        page.wait_for_timeout(700)
        bold = ["".join(element.itertext()) for element in drawn(page).iter() if element.get("font-weight") == "700"]
        assert [text.replace(" ", "") for text in bold] == [name.replace(" ", "")]


def test_chains_and_views_do_not_mix(page: Page, site: str) -> None:
    opened(page, site, "?view=authors&node=section:law&to=section:security-and-privacy")
    expect(page.get_by_role("radio", name="Sections and works")).to_be_checked()
    assert "a section cites a work" in summary(page)
    expect(page.get_by_role("button", name="Show second level")).to_have_count(0)
    choose_view(page, "Sections")
    assert "to=" not in state(page)
    expect(page.locator(".kb-graph-chain")).to_have_count(0)


def test_authors_that_cannot_be_loaded_can_be_asked_for_again(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.route("**/authors.json", lambda route: route.fulfill(status=503))
    opened(page, site)
    choose_view(page, "Authors")
    expect(page.locator(".kb-graph-summary")).to_contain_text("The authors could not be loaded")
    page.unroute("**/authors.json")
    choose_view(page, "Authors")
    expect(page.locator(".kb-graph-summary")).to_contain_text("authors of two works or more")


def test_moving_the_map_while_authors_load_does_not_lose_them(page: Page, site: str) -> None:
    def slowly(route: Route) -> None:
        page.wait_for_timeout(1200)
        route.continue_()

    page.route("**/authors.json", slowly)
    opened(page, site)
    choose_view(page, "Authors")
    page.locator(CANVAS).focus()
    page.keyboard.press("+")
    expect(page.locator(".kb-graph-summary")).to_contain_text("authors of two works or more")


def test_backspace_goes_back_through_all_that_was_chosen(page: Page, site: str) -> None:
    opened(page, site, "?node=section:law")
    page.locator(CANVAS).focus()
    for key in ("ArrowRight", "Enter", "ArrowRight", "Enter", "Escape"):
        page.keyboard.press(key)
        page.wait_for_timeout(50)
    expect(page.locator(".kb-graph-title")).to_have_count(0)
    titles = []
    for _ in range(4):
        page.keyboard.press("Backspace")
        page.wait_for_timeout(100)
        titles.append(title(page) if page.locator(".kb-graph-title").count() else "")
    assert titles[0] == titles[2] == "§3.2 Law"  # the first neighbor of the work is Law again
    assert titles[1] not in ("", "§3.2 Law")
    assert titles[3] == ""


def test_forward_to_a_choice_that_was_left_at_once(page: Page, site: str, links: Links) -> None:
    opened(page, site, "?node=section:technology")
    page.wait_for_timeout(700)
    page.get_by_role("combobox", name="Find a work").fill("security and privacy")
    page.keyboard.press("Enter")
    page.go_back()
    page.wait_for_timeout(700)
    page.go_forward()
    expect(page.locator(".kb-graph-title")).to_have_text("§4.7 Security and privacy")
    page.wait_for_timeout(900)
    x, y = place_of(links, "section", "security-and-privacy")
    at = [float(value) for value in state(page).partition("at=")[2].split(",")]
    assert abs(at[0] - x) < 0.3
    assert abs(at[1] - y) < 0.3


def test_an_author_in_the_address_is_found_in_every_view(page: Page, site: str) -> None:
    opened(page, site, "?node=author:percy-liang")
    expect(page.locator(".kb-graph-title")).to_have_text("Percy Liang")


def test_without_the_record_of_a_work_its_places_stand_there(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.route("**/api/v1/works/**", lambda route: route.fulfill(status=404))
    opened(page, site, f"?node={EXTRACTING}")
    items = page.locator(".kb-graph-panel .kb-pointer li").all_inner_texts()
    assert [" ".join(item.split()) for item in items] == [
        "§4.3.2 evidence p. 89",
        "§4.7 evidence p. 105",
        "§4.7.1 evidence p. 106",
        "§4.7.2 definition p. 107",
    ]


def test_without_the_code_the_picture_and_the_table_stand_there(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/graph/page.js", lambda route: route.abort())
    page.goto(f"{site}graph/")
    expect(page.get_by_role("img", name="Map of the report")).to_be_visible()
    context.close()


def test_the_focus_is_not_lost(page: Page, site: str) -> None:
    opened(page, site, "?role=evidence&least=2")
    page.get_by_role("button", name="Remove evidence").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove cited by 2 sections or more")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".kb-graph-summary")).to_be_focused()
    expect(page.get_by_role("list", name="Narrowed down to")).to_have_count(0)
    page.get_by_role("radio", name="Works", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Sections", exact=True)).to_be_focused()
    page.locator(".kb-graph-more summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".kb-graph-more summary")).to_be_focused()


def test_what_the_focus_was_in_is_about_something_else(page: Page, site: str) -> None:
    opened(page, site, "?node=section:law&to=section:security-and-privacy")
    heading = page.locator(".kb-graph-title")
    page.get_by_role("button", name="Take the chain away").press("Enter")
    expect(heading).to_be_focused()
    chain = page.get_by_role("combobox", name="A chain to")
    chain.fill("robotics")
    chain.press("Enter")
    expect(page.locator(".kb-graph-chain")).to_be_visible()
    expect(heading).to_be_focused()
    page.get_by_role("button", name="Let go of it").press("Enter")
    expect(page.get_by_role("region", name="What is on the map")).to_be_focused()
    page.locator(".kb-graph-walk").nth(7).focus()
    page.go_back()
    expect(heading).to_be_focused()


def test_only_what_changes_is_drawn_anew(page: Page, site: str) -> None:
    """Each element is marked, and keeps its mark as long as it stays."""
    opened(page, site, "?node=section:law&least=2")
    page.evaluate("document.querySelectorAll('.kb-graph *').forEach((element) => { element.kept = true; })")
    new = "selector => [...document.querySelectorAll(selector)].filter((element) => !element.kept).length"
    page.get_by_role("button", name="Show second level").click()
    expect(page.get_by_role("button", name="First level only")).to_be_focused()
    assert page.evaluate(new, ".kb-graph *") == 0
    page.get_by_role("button", name="Society", exact=True).click()
    expect(page.get_by_role("button", name="Remove Society")).to_be_visible()
    choose_view(page, "Works")
    expect(page.locator(".kb-graph-summary")).to_contain_text("cited together")
    assert page.evaluate(new, ".kb-graph-bar *") == 0
    assert page.evaluate(new, ".kb-graph-legend *") == 0
    expect(page.get_by_role("button", name="Society", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("radio", name="Works", exact=True)).to_be_checked()


def test_many_steps_in_one_filter_are_one_step_back(page: Page, site: str) -> None:
    opened(page, site)
    page.locator(".kb-graph-more summary").click()
    roles = page.get_by_label("What the citation does")
    for role in ("evidence", "method", "policy"):
        roles.select_option(role)
    assert "role=policy" in state(page)
    page.go_back()
    expect(page.get_by_role("list", name="Narrowed down to")).to_have_count(0)
    assert "role" not in state(page)


@pytest.mark.parametrize(
    "query",
    [
        "?view=nonsense&node=work:nobody&least=-3&year=abc&at=1,2",
        "?to=section:law&least=Infinity&year=2021-1900&at=1e9,1,1",
    ],
)
def test_an_address_with_nonsense_shows_the_map_all_the_same(
    query: str, page: Page, site: str, corpus: KnowledgeBase
) -> None:
    opened(page, site, query)
    expect(page.locator(f"{CANVAS} canvas").first).to_be_visible()
    names = page.locator(".kb-graph-panel .kb-graph-walk")
    assert names.count() == 0 or names.count() >= len(corpus.sections)
    for nonsense in ("Infinity", "NaN", "undefined", "9999"):
        assert nonsense not in page.locator(".kb-graph").inner_text()


def test_filters_look_at_mentions(page: Page, site: str, corpus: KnowledgeBase) -> None:
    opened(page, site, "?part=society&role=evidence&least=2")
    citing: dict[str, set[str]] = {}
    for section in corpus.sections:
        for citation in section.citations:
            if section.part == "society" and citation.role == "evidence":
                citing.setdefault(citation.work, set()).add(section.slug)
    works = {key: sections for key, sections in citing.items() if len(sections) >= 2}
    edges = sum(len(sections) for sections in works.values())
    assert works
    sections = {slug for slugs in works.values() for slug in slugs}
    assert summary(page).startswith(f"{len(works)} works in {len(sections)} sections, {edges} links")


def test_filters_by_topic_section_and_year(page: Page, site: str, corpus: KnowledgeBase) -> None:
    opened(page, site)
    page.locator(".kb-graph-more summary").click()
    page.get_by_label("Topic").select_option("privacy")
    page.get_by_label("Section", exact=True).select_option(label="4.7 Security and privacy")
    page.get_by_label("From", exact=True).select_option("2016")
    section = next(section for section in corpus.sections if section.slug == "security-and-privacy")
    works = {citation.work for citation in section.citations}
    kept = [key for key in works if "privacy" in corpus.works[key].topics and int(corpus.works[key].year) >= 2016]
    assert summary(page).startswith(f"{len(kept)} works in 1 section, {len(kept)} links")
    assert state(page).startswith("section=security-and-privacy&topic=privacy&year=2016-")


def test_views_draw_what_the_measures_count(page: Page, site: str, links: Links) -> None:
    opened(page, site)
    choose_view(page, "Works")
    together = co_citation(links.base, "group").number_of_edges()
    assert f"{len(links.base.works):,} works, {together:,} links" in summary(page)
    choose_view(page, "Sections")
    citing = sum(bool(section.citations) for section in links.base.sections)
    assert f"{citing} sections, {coupling(links.base).number_of_edges()} links" in summary(page)
    choose_view(page, "Authors")
    authors = [author for author in links.people.authors.values() if len(author.works) >= 2]
    pairs = Counter(
        pair for work in links.base.works.values() for pair in combinations(sorted(set(links.people.slugs(work))), 2)
    )
    joined = sum(count >= 2 for count in pairs.values())
    expect(page.locator(".kb-graph-summary")).to_contain_text(
        f"{len(authors)} authors of two works or more, {joined:,} links"
    )


def test_a_chain_says_how_two_sections_meet(page: Page, site: str) -> None:
    opened(page, site, "?node=section:law")
    field = page.get_by_role("combobox", name="A chain to a section or work …")
    field.fill("security")
    field.press("Enter")
    assert state(page).startswith("node=section:law&to=section:security-and-privacy")
    steps = page.locator(".kb-graph-chain > li > span > button")
    assert steps.first.inner_text() == "3.2 Law"
    assert steps.last.inner_text() == "4.7 Security and privacy"
    expect(page.locator(".kb-graph-chain .kb-pointer").first).to_contain_text(
        "few-shot progress that suits law's scarce annotations"
    )
    page.get_by_role("button", name="Take the chain away").click()
    expect(page.locator(".kb-graph-chain")).to_have_count(0)


def test_nothing_leads_to_a_section_that_cites_nothing(page: Page, site: str) -> None:
    opened(page, site, "?node=section:law&to=section:conclusion")
    expect(page.locator(".kb-graph-panel")).to_contain_text("Nothing that is cited leads to §6 Conclusion.")


def test_pointing_and_clicking_with_a_mouse(page: Page, site: str, links: Links) -> None:
    x, y = centered(page, site, links, "carlini2021extracting")
    page.mouse.move(x, y)
    expect(page.locator(".kb-graph-tip")).to_contain_text("Extracting Training Data from Large Language Models")
    page.mouse.click(x, y)
    expect(page.locator(".kb-graph-title")).to_have_text("Extracting Training Data from Large Language Models")
    page.mouse.move(x + 60, y + 60)
    page.mouse.wheel(0, 400)
    # The map is farther away, and the address says so.
    page.wait_for_url(lambda url: float(unquote(url).rpartition(",")[2]) > 0.1)
    page.get_by_role("button", name="Let go of it").click()
    expect(page.locator(".kb-graph-title")).to_have_count(0)


def test_tapping_on_a_phone(browser: Browser, site: str, links: Links) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    x, y = centered(page, site, links, "carlini2021extracting")
    page.touchscreen.tap(x, y)
    expect(page.locator(".kb-graph-title")).to_have_text("Extracting Training Data from Large Language Models")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_walking_with_the_keyboard(page: Page, site: str, links: Links) -> None:
    opened(page, site)
    page.locator(CANVAS).focus()
    page.keyboard.press("ArrowRight")
    spoken = page.locator("[aria-live=polite]")
    sections = links.base.sections
    works = {citation.work for citation in sections[0].citations}
    said = f"^§1 Introduction, section, {len(works)} neighbors, 1 of {len(sections)}"
    expect(spoken).to_have_text(re.compile(said))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert title(page) == "§1.1 Emergence and homogenization"
    page.locator(CANVAS).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    first = page.url
    assert "node=work:" in first
    page.locator(CANVAS).focus()
    page.keyboard.press("Backspace")
    expect(page.locator(".kb-graph-title")).to_have_text("§1.1 Emergence and homogenization")
    page.locator(CANVAS).focus()
    page.keyboard.press("Escape")
    expect(page.locator(".kb-graph-title")).to_have_count(0)


def test_the_list_beside_it_walks_with_arrows_and_keeps_the_focus(page: Page, site: str) -> None:
    opened(page, site)
    names = page.locator(".kb-graph-panel .kb-graph-walk")
    names.first.focus()
    page.keyboard.press("ArrowDown")
    expect(names.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    assert title(page) == "§1.1 Emergence and homogenization"
    expect(page.locator(".kb-graph-title")).to_be_focused()
    page.get_by_role("button", name="Society", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Society", exact=True)).to_be_focused()


def test_the_second_level_shows_more(page: Page, site: str) -> None:
    opened(page, site, f"?node={EXTRACTING}")
    saved = [node for node, _ in graphml(page).nodes(data=True)]
    assert set(saved) == {EXTRACTING, "section:adaptation", "section:security-and-privacy"}
    page.get_by_role("button", name="Show second level").click()
    assert "depth=2" in state(page)
    deeper = graphml(page)
    assert len(deeper) == 3 + len({node for node in deeper if node.startswith("work:")} - {EXTRACTING})
    assert len(deeper) > 60


def take(page: Page, kind: str) -> Path:
    page.locator(".kb-graph-save > summary").click()
    if kind == "BibTeX":
        page.get_by_text("Its works, as a list").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    return Path(download.value.path())


def drawn(page: Page) -> ET.Element:
    return ET.fromstring(take(page, "SVG").read_text("utf-8"))  # noqa: S314  made by ourselves


def graphml(page: Page) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.read_graphml(take(page, "GraphML"))
    return graph


def test_what_is_seen_can_be_taken_away_as_a_graph(page: Page, site: str, corpus: KnowledgeBase) -> None:
    opened(page, site)
    graph = graphml(page)
    edges = {
        (f"section:{section.slug}", f"work:{citation.work}")
        for section in corpus.sections
        for citation in section.citations
    }
    assert {tuple(sorted(edge)) for edge in graph.edges} == edges
    assert len(graph) == len(corpus.works) + len(corpus.sections)
    node = graph.nodes[GPT3]
    assert (node["kind"], node["label"], node["part"], node["year"]) == (
        "work",
        "Language Models are Few-Shot Learners",
        "several",
        2020,
    )
    edge = graph.edges["section:security-and-privacy", EXTRACTING]
    assert (edge["count"], edge["places"]) == (3, "§4.7 §4.7.1 §4.7.2")


@pytest.mark.parametrize("view", ["all", "works", "sections"])
def test_what_is_seen_can_be_taken_away_as_bibtex(view: str, page: Page, site: str, corpus: KnowledgeBase) -> None:
    opened(page, site, f"?section=security-and-privacy&view={view}")
    text = take(page, "BibTeX").read_text("utf-8")
    section = next(section for section in corpus.sections if section.slug == "security-and-privacy")
    read = read_bibliography("x.bib", text)
    assert not read.problems
    assert set(read.works) == {citation.work for citation in section.citations}


def test_what_is_seen_can_be_taken_away_as_a_picture(page: Page, site: str) -> None:
    opened(page, site, "?node=section:law")
    page.wait_for_timeout(700)
    picture = drawn(page)
    text = "".join(picture.itertext())
    assert "3.2 Law" in text
    assert "graph/?node=section:law" in text
    assert len(picture.findall(".//{*}line")) >= 66
    assert take(page, "PNG").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_without_javascript_a_picture_and_a_table_stand_there(browser: Browser, site: str, links: Links) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}graph/")
    expect(page.get_by_role("img", name="Map of the report")).to_be_visible()
    rows = page.locator(".kb-graph-still tbody tr")
    expect(rows).to_have_count(len(links.base.sections))
    section = next(section for section in links.base.sections if section.slug == "law")
    cells = rows.filter(has_text="3.2 Law").first.locator("td").all_inner_texts()
    works = links.works_of(section)
    assert cells[:2] == [str(len(works)), str(sum(len(links.sections_of(work)) == 1 for work in works))]
    page.goto(f"{site}graph/map.svg")
    expect(page.locator("a", has_text="3.2 Law")).to_have_attribute("href", "../sections/law/")
    context.close()


def test_without_webgl_the_picture_and_the_table_stand_there(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(
        """const get = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
          return /webgl/.test(kind) ? null : get.call(this, kind, ...rest);
        };"""
    )
    page.goto(f"{site}graph/")
    expect(page.get_by_role("alert")).to_contain_text("The map could not be drawn here")
    expect(page.get_by_role("img", name="Map of the report")).to_be_visible()
    context.close()


def test_reduced_motion_moves_at_once(browser: Browser, site: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.clock.install()  # moments of the page, however busy the machine is
    opened(page, site)
    page.get_by_role("combobox", name="Find a work, a section …").fill("law")
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    page.keyboard.press("Enter")
    page.clock.run_for(300)  # the address follows when the map has stood still for a moment
    before = state(page)
    page.clock.run_for(600)
    assert "at=" in before
    assert state(page) == before
    context.close()


def test_leaving_and_coming_back(page: Page, site: str) -> None:
    page.goto(f"{site}works/carlini2021extracting/")
    page.get_by_role("link", name="See it on the graph").click()
    expect(page.locator(".kb-graph-title")).to_have_text("Extracting Training Data from Large Language Models")
    page.get_by_role("link", name="Open the page of this work").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Extracting Training Data")
    expect(page.locator(".kb-graph")).to_have_count(0)
    page.go_back()
    expect(page.locator(".kb-graph-title")).to_have_text("Extracting Training Data from Large Language Models")


def test_page_code_and_data_are_light(page: Page, site: str) -> None:
    loaded: dict[str, int] = {}
    page.on("response", lambda response: loaded.update({response.url: len(gzip.compress(response.body(), 9))}))
    opened(page, site, "?view=authors")
    expect(page.locator(".kb-graph-summary")).to_contain_text("authors")
    page.wait_for_load_state("networkidle")
    assert any("authors.json" in url for url in loaded)
    assert sum(loaded.values()) < 300_000, sorted(loaded.items(), key=lambda item: -item[1])[:8]
    modules = {url.partition("/assets/")[2] for url in loaded if "/assets/" in url}
    assert set(MODULES) <= modules
    graph = {name for name in modules if name.startswith(("graph/", "vendor/"))}
    assert graph <= set(MODULES)  # all of them are asked for at once
