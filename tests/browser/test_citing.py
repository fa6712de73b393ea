"""How a reader takes a reference along."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import SECTION, WORK

#: What was copied, by type.
COPIED = """async () => {
  const [item] = await navigator.clipboard.read();
  const texts = item.types.map(async (type) => [type, await (await item.getType(type)).text()]);
  return Object.fromEntries(await Promise.all(texts));
}"""


def test_a_work_is_cited_with_the_keyboard_in_the_style_of_last_time(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site + WORK)
    page.get_by_text("Download and cite").press("Enter")
    link = page.get_by_role("link", name="Cite this work")
    link.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog")
    expect(box.get_by_role("heading", level=3)).to_have_text(
        ["APA", "MLA", "Chicago", "Harvard", "IEEE", "ACM", "Vancouver", "Nature", "BibTeX"]
    )
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth && box.getBoundingClientRect().right <= innerWidth")
    found_by_axe(page)
    box.get_by_role("button", name="Copy IEEE").press("Enter")
    expect(box.get_by_role("status")).to_have_text("IEEE copied")
    copied = page.evaluate(COPIED)
    assert copied["text/plain"].startswith("T. B. Brown et al., “Language Models are Few-Shot Learners,” in Advances")
    assert "<em>et al.</em>" in copied["text/html"]
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(link).to_be_focused()
    page.emulate_media(color_scheme="dark")
    page.reload()
    page.get_by_text("Download and cite").press("Enter")
    link.press("Enter")
    expect(box.get_by_role("button", name="Copy IEEE")).to_be_focused()
    expect(box.get_by_role("heading", level=3).first).to_have_text("IEEE")
    found_by_axe(page)


def found_by_axe(page: Page) -> None:
    found = Axe().run(page, context=".kb-cite-box", options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def test_a_point_is_cited_by_its_number(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + SECTION)
    page.get_by_role("link", name="Link to point 2", exact=True).click()
    box = page.get_by_role("dialog", name="Cite point 2")
    expect(box.locator("p")).to_contain_text(["", "Bommasani et al. 2022, p. ", f"{site}{SECTION}#p2"])
    expect(box.locator("code")).to_contain_text("@incollection{bommasani2021opportunities-security-and-privacy-p2,")
    expect(box.locator("code")).to_contain_text(f"note = {{Point 2, \\url{{{site}{SECTION}#p2}}}}")
    box.get_by_role("button", name="Copy In a text").click()
    expect(box.get_by_role("status")).to_have_text("In a text copied")
    box.get_by_role("button", name="Close").click()
    expect(page).to_have_url(f"{site}{SECTION}#p2")


def test_a_page_is_cited_from_its_menu_and_its_foot(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    topic = f"{site}topics/privacy/"
    page.goto(topic)
    box = page.get_by_role("dialog", name="Cite this page")
    page.locator(".kb-foot").get_by_role("link", name="Cite this page").click()
    expect(box.locator("code")).to_contain_text(f"url = {{{topic}}}")
    box.get_by_role("button", name="Close").click()
    page.get_by_text("Download and cite", exact=True).first.click()
    page.locator(".kb-take").get_by_role("link", name="Cite this page").press("Enter")
    box.get_by_role("button", name="Copy Text").press("Enter")
    expect(box.get_by_role("status")).to_have_text("Text copied")
    assert page.evaluate(COPIED)["text/plain"].endswith(f" {topic}")
    expect(page).to_have_url(topic)


def test_without_scripts_the_link_shows_how_to_cite_a_page(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}about/citing/")
    expect(page.locator("#cite-this-page")).to_be_hidden()
    page.get_by_role("link", name="Cite this page").click()
    expect(page.locator("#cite-this-page blockquote")).to_contain_text("“How to cite.” As of 20")
    context.close()
