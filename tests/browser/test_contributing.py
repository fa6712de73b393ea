"""As a newcomer contributes from a page: one click leads to the line, the form and the history, in the same tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.conftest import Build, Built, Once, copy_library

FORGE = "https://github.com/some/notes"
SECTION = "sections/security/"
#: Pages of every kind that has a source, and the file that it has.
SOURCES = {
    SECTION: "sections/1.1-security.yaml",
    "works/brown2020language/": "bibliography/references.bib",
    "topics/attacks/": "bibliography/topics.yaml",
    "glossary/": "bibliography/glossary.yaml",
}


@pytest.fixture(scope="module")
def root(once: Once) -> Path:
    """A small knowledge base."""
    return once("notes-root", lambda: copy_library(once.folder / "library"))


@pytest.fixture(scope="module")
def notes(built: Build, root: Path) -> Built:
    """Its site, with links to where its sources are kept."""
    return built("notes", root, FORGE)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page for which the forge is an empty one."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(f"{FORGE}/**", lambda route: route.fulfill(status=200, content_type="text/html", body="the forge"))
    page = context.new_page()
    yield page
    context.close()


def follow(page: Page, link: Locator, key: str = "") -> str:
    """The address to which a link leads, by mouse or by keyboard."""
    with page.expect_navigation(url=f"{FORGE}/**"):
        if key:
            link.focus()
            page.keyboard.press(key)
        else:
            link.click()
    return page.url


@pytest.mark.parametrize("url", SOURCES)
def test_one_click_leads_from_a_page_to_its_file(url: str, visitor: Page, notes: Built) -> None:
    visitor.goto(notes.address + url)
    foot = visitor.get_by_role("main")
    assert follow(visitor, foot.get_by_role("link", name="Edit", exact=True).last).startswith(
        f"{FORGE}/edit/main/{SOURCES[url]}"
    )
    visitor.goto(notes.address + url)
    assert follow(visitor, foot.get_by_role("link", name="History"), "Enter") == f"{FORGE}/commits/main/{SOURCES[url]}"


def test_one_click_leads_from_a_citation_to_its_line(visitor: Page, notes: Built, root: Path) -> None:
    visitor.goto(notes.address + SECTION)
    first = visitor.get_by_role("link", name="Edit this citation").first
    address = urlsplit(follow(visitor, first))
    line = int(address.fragment.removeprefix("L"))
    file = root / Path(address.path).relative_to("/some/notes/edit/main")
    assert "{work: " in file.read_text("utf-8").splitlines()[line - 1]


def test_a_fault_is_reported_with_what_it_is_about(visitor: Page, notes: Built) -> None:
    visitor.goto(notes.address + SECTION)
    asked = parse_qs(urlsplit(follow(visitor, visitor.get_by_role("link", name="Report a fault"))).query)
    assert asked["template"] == ["fault.yml"]
    assert asked["title"] == ["Fault: 1.1 Security"]
    assert asked["record"][0].startswith(notes.address + SECTION)
