"""The fields that offer options as one types: the same keys do the same in the search and on the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

#: The page, and the name of the field; both know security and privacy, and several things more of privacy.
FIELDS = [
    ("works/brown2020language/", "Search"),
    ("graph/", "Find a work, a section …"),
    ("graph/?node=section:law", "A chain to"),
]


@pytest.fixture(params=FIELDS, ids=["search", "map", "chain"])
def field(request: pytest.FixtureRequest, page: Page, site: str) -> Locator:
    address, name = request.param
    page.goto(site + address)
    found = page.get_by_role("combobox", name=name)
    found.fill("security and")
    expect(offered(found).nth(1)).to_be_visible()
    return found


def offered(field: Locator) -> Locator:
    return listed(field).get_by_role("option")


def listed(field: Locator) -> Locator:
    return field.page.locator(f"#{field.get_attribute('aria-controls')}")


def active(field: Locator) -> int:
    """The place of the option that is walked to; -1 where none is."""
    options = offered(field)
    chosen = [place for place, option in enumerate(options.all()) if option.get_attribute("aria-selected") == "true"]
    names = [options.nth(place).get_attribute("id") for place in chosen]
    assert names == [name for name in [field.get_attribute("aria-activedescendant")] if name]
    return chosen[0] if chosen else -1


def test_arrows_walk_through_the_options_and_around_their_ends(field: Locator) -> None:
    last = offered(field).count() - 1
    assert active(field) == -1
    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown"):
        field.press(key)
        walked.append(active(field))
    assert walked == [0, 1, 0, last, 0]
    expect(field).to_be_focused()


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft", "ArrowRight"])
def test_keys_of_the_text_lead_back_to_it(key: str, field: Locator) -> None:
    field.press("ArrowUp")
    assert active(field) > 0
    field.press(key)
    assert active(field) == -1
    expect(field).to_have_attribute("aria-expanded", "true")
    place = field.evaluate("input => input.selectionStart")
    assert (place == 0) == (key == "Home")


def test_escape_closes_the_list_and_then_empties_the_field(field: Locator) -> None:
    field.press("ArrowDown")
    field.press("Escape")
    expect(listed(field)).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("security and")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Escape")
    expect(field).to_have_value("")


@pytest.mark.parametrize(("key", "place"), [("ArrowDown", 0), ("ArrowUp", -1)])
def test_arrows_open_a_list_that_is_closed(key: str, place: int, field: Locator) -> None:
    last = offered(field).count() - 1
    field.press("Escape")
    field.press(key)
    expect(field).to_have_attribute(
        "aria-activedescendant", f"{field.get_attribute('aria-controls')}-{place % (last + 1)}"
    )


def test_the_list_is_there_for_who_does_not_see_it(field: Locator) -> None:
    expect(listed(field)).to_have_role("listbox")
    expect(field.locator("xpath=ancestor::form").get_by_role("status")).not_to_be_empty()
    field.press("Tab")
    expect(listed(field)).to_be_hidden()
    field.focus()
    expect(offered(field).first).to_be_visible()


@pytest.mark.parametrize("how", ["Enter", "pointer"])
def test_enter_and_a_pointer_choose(how: str, field: Locator) -> None:
    page = field.page
    before = page.url
    title = "Security and privacy"
    option = offered(field).filter(has_text=title).first
    if how == "pointer":
        option.click()
    else:
        for _ in range(offered(field).count()):
            field.press("ArrowDown")
            if option.get_attribute("aria-selected") == "true":
                break
        field.press("Enter")
    page.wait_for_url(lambda url: url != before and "security-and-privacy" in url)
