"""The page of a section says each thing once."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.conftest import Rendered


def pointers(rendered: Rendered, slug: str, anchor: str) -> dict[str, LexborNode]:
    page = next(page for page in rendered.pages if page.url == f"sections/{slug}/")
    part = next(str(html) for heading, html in page.blocks if heading and heading.anchor == anchor)
    return {node.css("a")[0].text(): node for node in LexborHTMLParser(part).css(".kb-pointer")}


def test_what_two_sections_have_to_do_is_said_once_with_all_pages(rendered: Rendered) -> None:
    found = pointers(rendered, "emergence-and-homogenization", "refers-to")
    modeling = found["4.1 Modeling"]
    assert [item.text() for item in modeling.css("li")] == [
        "Covers the Transformer architecture, another ingredient of scale. p. 4"
    ]


def test_several_places_of_a_reference_are_folded_under_what_they_have_in_common(rendered: Rendered) -> None:
    healthcare = pointers(rendered, "emergence-and-homogenization", "refers-to")["3.1 Healthcare and biomedicine"]
    assert len(healthcare.css(".kb-pointer > ul > li")) == 1
    assert [link.text() for link in healthcare.css(".kb-pointer > ul .kb-page")] == ["p. 5", "p. 6"]
    assert healthcare.css("summary")[0].text() == "2 places"
    assert len(healthcare.css("details li")) == 2
