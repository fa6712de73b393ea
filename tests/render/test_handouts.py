"""A reading path as a handout: its steps, and all that a teacher would look up behind them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kb.link import Links
from kb.model import KeyWork, Place, Update
from kb.read import PATHS
from kb.render import render
from kb.render.page import Page, Site
from tests.conftest import page_at, read

PATH = """# Reading paths

<!-- kb:handouts -->

## A thief & a judge {#thief}

For **two**.

1. @sec-security#p1: what *can* be stolen (p. 4). Talk, **5 min**
    - Is it theft?
2. [@brown2020language]: a first look.
3. @sec-security: the whole (p. 9).
"""


@pytest.fixture(scope="module")
def site(tiny_links: Links) -> Site:
    first, security = tiny_links.base.sections
    (point,) = security.points
    update = Update(point=1, way="confirms", date="2023-05", text="It still holds.", works=(), place=Place("x"))
    security = replace(
        security,
        points=(point, replace(point, claim="Another page.", pages=(9,), works=())),
        updates=(update,),
        questions=("Who stole it?",),
        key_works=(KeyWork("uscopyrightoffice2021more", "Law.", Place("x")),),
    )
    return render(Links(replace(tiny_links.base, sections=(first, security), pages={PATHS: PATH})))


@pytest.fixture
def handout(site: Site) -> Page:
    return page_at(site, "reading-paths/thief/")


def test_a_step_brings_the_point_that_it_names_with_pages_and_what_came_since(handout: Page) -> None:
    head, steps = (str(html) for _, html in handout.blocks[:2])
    assert handout.heading == "Handout: A thief &amp; a judge"
    assert "For <strong>two</strong>." in head
    first, second, third = re.split(r"\n(?=<li><p>)", steps)[1:]
    assert "what <em>can</em> be stolen" in first
    assert "<li>Is it theft?</li>" in first
    assert ">§1.1, point 1</a>" in first
    assert "Models can be stolen." in first
    assert "It still holds." in first
    assert "Who stole it?" not in first
    assert "<cite>Language Models are Few-Shot Learners</cite>" in second
    assert "Another page." in third
    assert "Models can be stolen." not in third, "it stands on another page than the step names"
    assert "Who stole it?" in third


def test_it_ends_with_the_references_of_its_works(handout: Page) -> None:
    works = str(handout.blocks[2][1])
    found = re.findall(r'href="../../years/(\d+)/"', works)
    assert found == ["2016", "2020", "2021"]


def test_it_is_there_in_markdown_too(handout: Page) -> None:
    text = read(handout.files["index.md"])
    assert text.startswith("# Handout: A thief & a judge\n\nFor **two**.\n\n## Step 1\n\n")
    security = "../../sections/security/index.md"
    assert (
        f"\n- Models can be stolen. (risk, p. 4; [§1.1, point 1]({security}))\n- Point 1, confirms, May 2023: It"
        in text
    )
    assert "\n- 1.1 Security leaves open:\n    - Who stole it?\n" in text
    assert text.count("\n- [Tom B. Brown, Benjamin Mann, et al. 2020](../../works/brown2020language/index.md), ") == 2


def test_the_page_of_the_paths_leads_to_it(site: Site) -> None:
    assert 'reading-paths/thief/">A thief &amp; a judge</a>' in site.fragments()["handouts"]


def test_without_paths_there_is_none(tiny_links: Links) -> None:
    site = render(tiny_links)
    assert site.fragments()["handouts"].strip() == ""
    assert not [page.url for page in site.pages if page.url.startswith("reading-paths/")]
