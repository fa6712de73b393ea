"""What comes out of the printer: the text, without what only a screen can use."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

SECTION = "sections/security-and-privacy/"
WORK = "works/brown2020language/"


def added(page: Page, selector: str, where: str = "::before") -> str:
    """What the style sheet puts beside an element, as it is written there."""
    return str(page.locator(selector).first.evaluate("(one, where) => getComputedStyle(one, where).content", where))


def test_a_section_is_printed_without_controls_and_with_what_is_folded(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    page.emulate_media(media="print")
    for gone in (".md-header", ".md-sidebar", ".md-footer", ".kb-search", ".kb-kinds", ".kb-downloads", ".kb-feed"):
        expect(page.locator(gone).first).to_be_hidden()
    assert page.locator("article :is(button, input, select)").locator("visible=true").count() == 0
    for kept in (".kb-points .kb-page", ".kb-citations .kb-role", ".kb-citations .kb-page", ".kb-near svg"):
        expect(page.locator(kept).first).to_be_visible()
    expect(page.locator(".kb-only-here li").first).to_be_visible()
    inside = page.locator(".kb-points > li, .kb-citations > li")
    assert set(inside.evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")) == {"avoid"}


def test_above_it_stands_what_it_is_where_it_is_and_of_which_day(page: Page, site: str) -> None:
    page.goto(site + SECTION)
    expect(page.locator("link[rel=canonical]")).to_have_css("display", "none")
    page.emulate_media(media="print")
    expect(page.locator("link[rel=canonical]")).to_have_css("display", "block")
    assert added(page, "link[rel=canonical]") == f'"{site}{SECTION}"'
    assert added(page, "meta[property='og:site_name']") == '"Foundation models, annotated"'
    assert added(page, "head", "::after").startswith('"as of 20')


def test_on_paper_a_work_says_at_which_address_it_can_be_read(page: Page, site: str) -> None:
    page.goto(site + WORK)
    assert added(page, ".kb-links a", "::after") == "none"
    page.emulate_media(media="print")
    assert "https://" in added(page, ".kb-links a", "::after")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_black_on_white_whatever_the_screen_is(page: Page, site: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(media="print", color_scheme=scheme)
    page.goto(site + WORK)
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".kb-reference")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator(".kb-part").last).to_have_css("color", "rgb(94, 17, 96)")
