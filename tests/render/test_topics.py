"""The page of a topic: every work once, with what it is cited for where that weighs most."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb.link import Links
from kb.model import ROLES
from kb.render.page import Page
from tests.conftest import Rendered


@pytest.fixture(scope="module")
def pages(rendered: Rendered) -> dict[str, Page]:
    return {page.url: page for page in rendered.pages}


def listed(page: Page) -> list[tuple[str, str]]:
    """Key and text of every work that the page lists."""
    html = LexborHTMLParser("".join(str(part) for _, part in page.blocks))
    items = html.css(".kb-work-list > li")
    keys = [(item.css("a.kb-cite")[0].attributes["href"] or "").split("/")[-2] for item in items]
    return list(zip(keys, (item.text() for item in items), strict=True))


@pytest.mark.parametrize("slug", ["privacy", "language-models", "robot-learning"])
def test_a_topic_lists_each_of_its_works_once_and_says_why_it_is_cited(
    slug: str, pages: dict[str, Page], links: Links
) -> None:
    topic = links.topics.records[slug]
    works = listed(pages[f"topics/{slug}/"])
    assert sorted(key for key, _ in works) == sorted(work.key for work in links.topics.works(topic))
    for key, text in works:
        mentions = links.citations_of(links.base.works[key])
        strongest = min(ROLES.index(citation.role) for _, citation in mentions)
        assert any(
            f"{ROLES[strongest]} · §{section.number} p. {citation.page}" in text
            for section, citation in mentions
            if citation.role == ROLES[strongest]
        )


def test_the_strongest_citation_is_the_first_of_the_weightiest_role(links: Links) -> None:
    work = links.base.works["carlini2021extracting"]
    found = links.strongest_citation(work)
    assert found is not None
    roles = [citation.role for _, citation in links.citations_of(work)]
    assert found[1].role == min(roles, key=ROLES.index)
    assert found == next(mention for mention in links.citations_of(work) if mention[1].role == found[1].role)


def test_a_venue_names_its_topics_under_one_heading(pages: dict[str, Page]) -> None:
    (topics,) = [str(html) for heading, html in pages["venues/facct/"].blocks if heading and heading.text == "Topics"]
    assert "../../topics/algorithmic-fairness/" in topics
    assert "<h3" not in topics
