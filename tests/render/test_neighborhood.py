"""The picture of a section's neighborhood, and the works that only it cites."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from math import atan2, pi
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from kb.link import Links
from kb.model import KnowledgeBase, Section
from kb.render.engine import Templates
from kb.render.pages.sections import render_section
from kb.render.pictures.neighborhood import (
    ELLIPSE,
    LEADING,
    RADIUS,
    WIDTH,
    Label,
    Neighbor,
    Neighborhood,
    Picture,
    caption,
    draw,
    neighborhood,
    neighbors_of,
    wrapped,
)

#: Letters of 12 pixels as Helvetica draws them are on average no wider in any label, and bold ones are no wider.
LETTER, BOLD_LETTER = 6.4, 7.0
ASCENT, DESCENT = 10.0, 3.0
#: Left, top, right and bottom.
Box = tuple[float, float, float, float]
SLUGS = ["security-and-privacy", "modeling", "legality", "overview-of-this-report", "inequity-and-fairness", "misuse"]


@pytest.fixture(scope="module")
def templates(links: Links) -> Templates:
    return Templates(links)


def section_of(base: KnowledgeBase, slug: str) -> Section:
    return next(section for section in base.sections if section.slug == slug)


def citing(base: KnowledgeBase) -> list[Section]:
    return [section for section in base.sections if section.citations]


# What is drawn, counted again.


def counted_shared(base: KnowledgeBase, section: Section) -> dict[str, int]:
    """The eight sections that share most works, found by looking at every citation of every section."""
    found = []
    for position, other in enumerate(base.sections):
        if other.slug == section.slug:
            continue
        shared = set()
        for citation in other.citations:
            for own in section.citations:
                if own.work == citation.work:
                    shared.add(citation.work)
        if shared:
            found.append((-len(shared), position, other.slug))
    return {slug: -count for count, _, slug in sorted(found)[:8]}


def counted_references(base: KnowledgeBase, section: Section) -> dict[str, tuple[int, int]]:
    """For every other section, the pointers to it and from it that stand on a page of the report."""
    found = {}
    for other in base.sections:
        to = back = 0
        for reference in section.related:
            if reference.at and reference.section == other.slug:
                to += 1
        for reference in other.related:
            if reference.at and reference.section == section.slug:
                back += 1
        if other.slug != section.slug and to + back:
            found[other.slug] = (to, back)
    return found


def drawn_links(picture: Markup) -> dict[str, ElementTree.Element]:
    """The links of a picture by the slug they lead to."""
    text = str(picture)[picture.index("<svg") : picture.index("</svg>") + 6].replace("xlink:href", "href")
    svg = ElementTree.fromstring(text)  # noqa: S314
    return {link.attrib["href"].split("/")[-2]: link for link in svg.iter("a")}


@pytest.mark.parametrize("slug", SLUGS)
def test_lines_carry_the_number_of_works_that_both_cite(slug: str, links: Links, templates: Templates) -> None:
    section = section_of(links.base, slug)
    drawn = drawn_links(neighborhood(templates, "../../", section))
    numbers = {other: link.findtext("text[@class='kb-of']") for other, link in drawn.items()}
    expected = {other: str(count) for other, count in counted_shared(links.base, section).items()}
    assert {other: number for other, number in numbers.items() if number} == expected


@pytest.mark.parametrize("slug", SLUGS)
def test_more_works_make_a_thicker_line(slug: str, links: Links, templates: Templates) -> None:
    section = section_of(links.base, slug)
    drawn = drawn_links(neighborhood(templates, "../../", section))
    shared = counted_shared(links.base, section)
    widths = {
        other: float(link.find("line").attrib["stroke-width"])  # type: ignore[union-attr]
        for other, link in drawn.items()
        if other in shared
    }
    for one, other in combinations(shared, 2):
        assert (shared[one] > shared[other]) == (widths[one] > widths[other])


@pytest.mark.parametrize("slug", SLUGS)
def test_dashed_lines_point_where_the_report_points(slug: str, links: Links, templates: Templates) -> None:
    section = section_of(links.base, slug)
    shared = counted_shared(links.base, section)
    references = {
        other: counts for other, counts in counted_references(links.base, section).items() if other not in shared
    }
    lines = {
        other: link.find("line[@class='kb-dashed']")
        for other, link in drawn_links(neighborhood(templates, "../../", section)).items()
    }
    dashed = {other: line for other, line in lines.items() if line is not None}
    assert len(dashed) == min(6, len(references))
    fewest = min((sum(references[other]) for other in dashed), default=0)
    assert all(sum(counts) <= fewest for other, counts in references.items() if other not in dashed)
    for other, line in dashed.items():
        to, back = references[other]
        assert ("marker-end" in line.attrib) == (to > 0)
        assert ("marker-start" in line.attrib) == (back > 0)


def test_of_equally_many_cross_references_those_earlier_in_the_report_are_drawn(links: Links) -> None:
    ties = 0
    for section in citing(links.base):
        shared = counted_shared(links.base, section)
        ranked = sorted(
            (-sum(counts), position, other)
            for position, (other, counts) in enumerate(counted_references(links.base, section).items())
            if other not in shared
        )
        drawn = {item.section.slug for item in neighbors_of(links, section).neighbors if not item.shared}
        assert drawn == {other for _, _, other in ranked[:6]}
        ties += len(ranked) > 6 and ranked[5][0] == ranked[6][0]
    assert ties


def test_what_two_sections_have_to_do_is_no_cross_reference(links: Links) -> None:
    section = section_of(links.base, "the-future-of-foundation-models")
    loose = replace(section, related=tuple(replace(reference, at="") for reference in section.related))
    assert any(not item.shared for item in neighbors_of(links, section).neighbors)
    assert all(item.shared for item in neighbors_of(links, loose).neighbors)


def test_the_caption_says_what_is_drawn_and_out_of_how_much(links: Links) -> None:
    for section in citing(links.base):
        near = neighbors_of(links, section)
        said = caption(near)
        sharing = sum(
            bool({item.work for item in other.citations} & {item.work for item in section.citations})
            for other in links.base.sections
            if other is not section
        )
        others = len(counted_references(links.base, section).keys() - counted_shared(links.base, section).keys())
        assert ("Thickness: works that both cite" in said) == (sharing > 0)
        assert (f"for the 8 of {sharing} sections that share most" in said) == (sharing > 8)
        assert ("Dashed: cross-references" in said) == (others > 0)
        assert (f"6 of {others} other sections" in said) == (others > 6)


# Where it is drawn.


def box_of(label: Label, letter: float = LETTER) -> Box:
    width = max(map(len, label.lines)) * letter
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, label.y - ASCENT, left + width, label.y + (len(label.lines) - 1) * LEADING + DESCENT


def boxes_of(picture: Picture) -> dict[str, Box]:
    """Every text, circle and plate of a picture."""
    left, top, width, height = picture.plate
    found: dict[str, Box] = {"plate": (left, top, left + width, top + height)}
    for node in picture.nodes:
        slug = node.section.slug
        found[f"label of {slug}"] = box_of(node.label)
        found[f"circle of {slug}"] = (node.x - RADIUS, node.y - RADIUS, node.x + RADIUS, node.y + RADIUS)
        if node.line.number:
            number = Label((node.line.number,), *node.line.number_at, "middle")
            found[f"number of {slug}"] = box_of(number, BOLD_LETTER)
    return found


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def faults(picture: Picture) -> list[str]:
    boxes = boxes_of(picture)
    found = [f"{one} and {other}" for one, other in combinations(boxes, 2) if overlap(boxes[one], boxes[other])]
    for name, (left, top, right, bottom) in boxes.items():
        if left < 0 or top < 0 or right > WIDTH or bottom > picture.height:
            found.append(f"{name} leaves the picture")
    own, plate = box_of(picture.name, BOLD_LETTER), boxes["plate"]
    if own[0] < plate[0] or own[1] < plate[1] or own[2] > plate[2] or own[3] > plate[3]:
        found.append("the name leaves its plate")
    return found


def test_nothing_overlaps_and_nothing_leaves_the_picture(links: Links) -> None:
    found = {section.slug: faults(draw(neighbors_of(links, section))) for section in citing(links.base)}
    assert found
    assert {slug: wrong for slug, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("number", range(1, 15))
@pytest.mark.parametrize(
    "title", ["A", "A very long title of a section that nobody would want to read twice over", "W" * 60]
)
@pytest.mark.parametrize("shared", [0, 1, 100])
def test_any_number_of_neighbors_with_any_titles_has_room(
    number: int, title: str, shared: int, corpus: KnowledgeBase
) -> None:
    sections = [replace(section, title=title) for section in corpus.sections[: number + 1]]
    neighbors = tuple(Neighbor(section, shared, 1, 1) for section in sections[1:])
    assert faults(draw(Neighborhood(sections[0], neighbors, number, 0))) == []


def test_the_check_for_overlaps_can_fail(links: Links) -> None:
    picture = draw(neighbors_of(links, section_of(links.base, "modeling")))
    first, second = picture.nodes[:2]
    near = replace(second, y=first.y + 12, label=replace(second.label, x=first.label.x, y=first.label.y + 12))
    assert f"label of {first.section.slug} and label of {near.section.slug}" in faults(
        replace(picture, nodes=(first, near))
    )
    outside = replace(first, label=replace(first.label, x=WIDTH - 20))
    assert f"label of {first.section.slug} leaves the picture" in faults(replace(picture, nodes=(outside,)))


def test_neighbors_stand_clockwise_on_an_ellipse_in_the_order_of_the_report(links: Links) -> None:
    for section in citing(links.base):
        picture = draw(neighbors_of(links, section))
        assert [node.section.order for node in picture.nodes] == sorted(node.section.order for node in picture.nodes)
        angles = []
        for node in picture.nodes:
            along, down = (node.x - WIDTH / 2) / ELLIPSE, (node.y - picture.height / 2) / (picture.height / 2)
            assert along**2 + down**2 == pytest.approx(1, abs=0.01)
            angles.append(atan2(along, -down) % (2 * pi))
        assert all(one < other for one, other in pairwise(angles))
        assert 1.5 * picture.height < WIDTH


def test_dashed_lines_begin_at_the_plate_and_end_before_the_circle(links: Links) -> None:
    for section in citing(links.base):
        picture = draw(neighbors_of(links, section))
        left, top, width, height = picture.plate
        for node in picture.nodes:
            if node.line.number:
                continue
            x1, y1, x2, y2 = node.line.ends
            beyond = max(abs(x1 - left - width / 2) - width / 2, abs(y1 - top - height / 2) - height / 2)
            assert 0 <= beyond <= 3
            assert ((x2 - node.x) ** 2 + (y2 - node.y) ** 2) ** 0.5 == pytest.approx(RADIUS + 2, abs=0.2)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("4.3 Adaptation", ("4.3 Adaptation",)),
        ("4.9 AI safety and alignment", ("4.9 AI safety and alignment",)),
        ("4.8 Robustness to distribution shifts", ("4.8 Robustness to", "distribution shifts")),
        ("1 " + "w" * 40, ("1", "w" * 26 + "…")),
        ("w" * 40, ("w" * 26 + "…",)),
    ],
)
def test_long_names_take_two_lines(name: str, lines: tuple[str, ...]) -> None:
    assert wrapped(name) == lines


def test_titles_are_text(links: Links, templates: Templates) -> None:
    section = replace(section_of(links.base, "legality"), title="<script>1 & 2")
    picture = neighborhood(templates, "../../", section)
    assert "5.4 &lt;script&gt;1 &amp; 2" in picture
    assert "<script" not in picture


# The page.


def shares(templates: Templates, links: Links, section: Section) -> Markup:
    """What stands under "Shares literature with"."""
    page = render_section(templates, section)
    return next(html for heading, html in page.blocks if heading and heading.anchor == "shares")


def listed(html: str) -> list[str]:
    """Keys of the works in the list of those that only the section cites."""
    found = re.search(r'<details class="kb-fold kb-only-here">.*?</details>', html, re.DOTALL)
    return re.findall(r'href="\.\./\.\./works/([^/]+)/"', found[0]) if found else []


def test_works_that_only_a_section_cites_are_listed_those_mentioned_most_first(
    links: Links, templates: Templates
) -> None:
    for section in citing(links.base):
        elsewhere = set()
        for other in links.base.sections:
            if other.slug != section.slug:
                elsewhere |= {citation.work for citation in other.citations}
        mentions = Counter(citation.work for citation in section.citations if citation.work not in elsewhere)
        html = shares(templates, links, section)
        keys = listed(html)
        assert sorted(keys) == sorted(mentions)
        assert [mentions[key] for key in keys] == sorted(mentions.values(), reverse=True)
        total = len({citation.work for citation in section.citations})
        verb = "is" if len(mentions) == 1 else "are"
        work = "work" if total == 1 else "works"
        assert f"{len(mentions)} of {total} {work} {verb} cited here and in no other section." in html


def test_where_no_work_is_cited_only_there_the_sentence_stands_alone(links: Links, templates: Templates) -> None:
    html = shares(templates, links, section_of(links.base, "introduction"))
    assert '<p class="kb-small">0 of 4 works are cited here and in no other section.</p>' in html
    assert "kb-only-here" not in html


def test_the_picture_repeats_links_and_is_out_of_the_way_of_the_keyboard(links: Links, templates: Templates) -> None:
    for section in citing(links.base):
        page = render_section(templates, section)
        html = "".join(html for _, html in page.blocks)
        picture = re.search(r'<svg [^>]*aria-hidden="true".*?</svg>', html, re.DOTALL)
        assert picture
        for link in re.findall(r"<a [^>]*>", picture[0]):
            address = re.search(r'(?<= xlink:)href="[^"]+"', link)
            assert address, "the theme's instant navigation fails on a plain href in SVG"
            assert 'tabindex="-1"' in link
            assert address[0] in html.replace(picture[0], "")
        assert "style=" not in picture[0]


def test_the_page_grows_by_less_than_four_and_a_half_kilobytes(links: Links, templates: Templates) -> None:
    for section in citing(links.base):
        html = "".join(html for _, html in render_section(templates, section).blocks)
        without = re.sub(r'<figure class="kb-near">.*?</figure>', "", html, flags=re.DOTALL)
        without = re.sub(r'(kb-only-here"><summary>.*?</summary>).*?</details>', r"\1", without, flags=re.DOTALL)
        assert len(without) < len(html)
        assert len(gzip.compress(html.encode(), 9)) - len(gzip.compress(without.encode(), 9)) < 4500, section.slug


# Small knowledge bases.


@pytest.mark.parametrize("name", ["tiny_links", "library_links"])
def test_a_section_with_one_neighbor_that_points_at_it(name: str, request: pytest.FixtureRequest) -> None:
    links: Links = request.getfixturevalue(name)
    section = section_of(links.base, "security")
    html = shares(Templates(links), links, section)
    assert "No other section cites a work that it cites." in html
    drawn = drawn_links(html)
    assert list(drawn) == ["introduction"]
    line = drawn["introduction"].find("line")
    assert line is not None
    assert "marker-start" in line.attrib
    assert "marker-end" not in line.attrib
    works = {citation.work for citation in section.citations}
    assert f"{len(works)} of {len(works)} works are cited here and in no other section." in html
    assert set(listed(html)) == works
    assert "Dashed: cross-references to or from 1 other section," in html
    assert faults(draw(neighbors_of(links, section))) == []


def test_a_section_without_neighbors_has_no_picture(tiny_links: Links) -> None:
    alone = section_of(tiny_links.base, "security")
    links = Links(replace(tiny_links.base, sections=(alone,)))
    html = shares(Templates(links), links, alone)
    assert "<figure" not in html
    assert len(listed(html)) == 3


def test_pages_of_a_small_knowledge_base_are_made(tiny_links: Links, library_links: Links) -> None:
    for links in (tiny_links, library_links):
        templates = Templates(links)
        pages = [render_section(templates, section) for section in links.base.sections]
        assert ["kb-near" in "".join(html for _, html in page.blocks) for page in pages] == [False, True]
