"""The pictures of the literature: their numbers, counted again here by plain loops over the records."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from itertools import combinations

import pytest

from kb.link import Links
from kb.model import ROLES, KnowledgeBase, Section
from kb.render.engine import Templates
from kb.render.page import Page
from kb.render.pictures import pictures_page
from kb.render.pictures.axis import Scale, short, spans, stops
from kb.render.pictures.wheel import wheel
from tests.conftest import read

ANCHORS = ["shared", "years", "roles", "most-cited", "bridges", "communities", "wheel"]

PARTS = ("introduction", "capabilities", "applications", "technology", "society", "conclusion")


def drawn(links: Links) -> Page:
    return pictures_page(Templates(links))


@pytest.fixture(scope="module")
def page(links: Links) -> Page:
    return drawn(links)


def part(page: Page, anchor: str) -> str:
    """HTML of one picture."""
    return next(str(html) for heading, html in page.blocks if heading and heading.anchor == anchor)


def lines(page: Page, name: str) -> list[list[str]]:
    """The rows of a CSV file, without its head."""
    return list(csv.reader(io.StringIO(read(page.files[f"{name}.csv"]))))[1:]


def titles(html: str) -> set[str]:
    """What the marks of a drawing say to the pointer."""
    return {unescape(title) for title in re.findall("<title>(.*?)</title>", html)}


def sentence(page: Page, anchor: str) -> str:
    """The first paragraph of a picture."""
    found = re.search("<p[^>]*>(.*?)</p>", part(page, anchor))
    assert found
    return unescape(found[1])


def cited(section: Section) -> set[str]:
    return {citation.work for citation in section.citations}


def cited_by_part(corpus: KnowledgeBase) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {part: set() for part in PARTS}
    for section in corpus.sections:
        found[section.part] |= cited(section)
    return found


def plural(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def test_every_picture_has_a_part_and_a_sentence(page: Page) -> None:
    assert page.url == "graph/pictures/"
    assert [heading.anchor for heading, _ in page.blocks if heading] == ANCHORS
    for anchor in ANCHORS:
        assert "kb-empty" not in part(page, anchor)
        assert sentence(page, anchor).endswith(".")


def test_the_heat_map_shows_how_many_works_two_sections_share(page: Page, corpus: KnowledgeBase) -> None:
    shared = {
        (one.name, other.name): len(cited(one) & cited(other))
        for one, other in combinations(corpus.sections, 2)
        if cited(one) & cited(other)
    }
    assert {(row[0], row[1]): int(row[2]) for row in lines(page, "shared")} == shared
    number = re.compile(r"\S+")
    assert titles(part(page, "shared")) == {
        f"{number.findall(one)[0]} and {number.findall(other)[0]}: {plural(count, 'work')}"
        for (one, other), count in shared.items()
    }
    assert part(page, "shared").count("<rect") == 2 * len(shared)
    most = max(shared.values())
    one, other = next(pair for pair, count in shared.items() if count == most)
    assert f"{one} and {other} share most: {most} works" in sentence(page, "shared")


def test_numbers_of_the_heat_map_stand_in_the_rows_of_their_sections(page: Page) -> None:
    html = part(page, "shared")
    rows = {number: float(y) for y, number in re.findall(r'class="kb-end" x="-8" y="([\d.]+)">([\d.]+)', html)}
    columns = {number: float(x) for x, number in re.findall(r'translate\(([\d.]+) -8\) rotate\(-90\)">([\d.]+)<', html)}
    cells = re.findall(r'<title>(\S+) and (\S+): .*?<rect x="([\d.]+)" y="([\d.]+)"', html)
    assert rows.keys() == columns.keys()
    places = {(float(x) + 12, float(y) + 12) for one, other, x, y in cells if {one, other} == {"4.1", "5.6"}}
    assert places == {(columns["4.1"], rows["5.6"]), (columns["5.6"], rows["4.1"])}


def test_a_work_counts_in_its_year_for_each_part_that_cites_it(page: Page, corpus: KnowledgeBase) -> None:
    by_part = cited_by_part(corpus)
    rows = {row[0]: [int(value) for value in row[1:]] for row in lines(page, "years")}
    for year in ("1997", "2015", "2021"):
        counts = [sum(corpus.works[key].year == year for key in by_part[name]) for name in PARTS]
        once = len({key for keys in by_part.values() for key in keys if corpus.works[key].year == year})
        assert rows[year] == [*(count for name, count in zip(PARTS, counts, strict=True) if by_part[name]), once]
        said = titles(part(page, "years"))
        for name, count in zip(PARTS, counts, strict=True):
            assert (f"{year}, {name.capitalize()}: {plural(count, 'work')}" in said) == (count > 0)
    early = {key for keys in by_part.values() for key in keys if int(corpus.works[key].year) < 1990}
    assert rows["to 1989"][-1] == len(early)
    assert list(rows)[1:] == [str(year) for year in range(1990, 2025)]
    in_2021 = sum(work.year == "2021" for work in corpus.works.values())
    assert f"Most appeared in 2021: {in_2021} of {len(corpus.works):,} works" in sentence(page, "years")


def test_columns_are_as_high_as_their_numbers(page: Page) -> None:
    heights = {}
    pattern = r'<title>(\d{4}), (\w+): (\d+) works?</title><rect y="[\d.]+" width="\d+" height="([\d.]+)"'
    for year, name, count, height in re.findall(pattern, part(page, "years")):
        heights[year, name] = (int(count), float(height))
    (most, tallest), (some, height) = heights["2021", "Technology"], heights["2020", "Society"]
    assert height / tallest == pytest.approx(some / most, abs=0.01)


def test_roles_are_counted_in_each_section(page: Page, corpus: KnowledgeBase) -> None:
    rows = {row[0]: [int(value) for value in row[1:]] for row in lines(page, "roles")}
    shares = {row[0]: [float(value) for value in row[1:]] for row in lines(page, "roles-share")}
    citing = [section for section in corpus.sections if section.citations]
    assert list(rows) == list(shares) == [section.name for section in citing]
    said = titles(part(page, "roles"))
    for section in citing:
        counts = [sum(citation.role == role for citation in section.citations) for role in ROLES]
        assert rows[section.name] == [*counts, len(section.citations)]
        assert shares[section.name] == [round(100 * count / len(section.citations), 1) for count in counts]
        for role, count in zip(ROLES, counts, strict=True):
            assert (f"{section.number}, {role}: {plural(count, 'mention')}" in said) == (count > 0)
    roles = [citation.role for section in corpus.sections for citation in section.citations]
    assert f"evidence: {roles.count('evidence')} of {len(roles):,} mentions" in sentence(page, "roles")


def test_the_area_of_a_circle_is_a_share(page: Page, corpus: KnowledgeBase) -> None:
    misuse = next(section for section in corpus.sections if section.slug == "misuse")
    share = sum(citation.role == "evidence" for citation in misuse.citations) / len(misuse.citations)
    found = re.search(r'<title>5\.2, evidence: .*? r="([\d.]+)".*?>(\d+)%<', part(page, "roles"))
    assert found
    assert (float(found[1]) / 12) ** 2 == pytest.approx(share, abs=0.01)
    assert int(found[2]) == round(100 * share)


def test_circles_stand_in_the_column_of_their_role_and_the_row_of_their_section(page: Page) -> None:
    html = part(page, "roles")
    columns = {role: float(x) for x, role in re.findall(r'<text x="([\d.]+)" y="-8">(\w+)<', html)}
    rows = {number: float(y) for y, number in re.findall(r'class="kb-end" x="-9" y="([\d.]+)">(\S+)', html)}
    circles = re.findall(r'translate\(([\d.]+) ([\d.]+)\)"><title>(\S+), (\w+):', html)
    assert tuple(columns) == ROLES
    for x, y, number, role in circles:
        assert (float(x) + 5, float(y) + 14) == (columns[role], rows[number])


def test_the_works_cited_in_most_sections_have_a_tick_for_each(page: Page, corpus: KnowledgeBase) -> None:
    sections = {key: [section for section in corpus.sections if key in cited(section)] for key in corpus.works}
    rows = lines(page, "most-cited")
    counts = sorted((len(found) for found in sections.values()), reverse=True)
    assert [int(row[1]) for row in rows] == counts[:20]
    html = part(page, "most-cited")
    row = next(row for row in html.split("<li>") if "/works/brown2020language/" in row)
    ticks = len(sections["brown2020language"])
    assert row.count("<rect") == ticks
    assert row.count("<path") == len(corpus.sections) - ticks
    numbers = ", ".join(section.number for section in sections["brown2020language"])
    assert f'aria-label="Cited in {numbers}"' in row
    assert rows[0][3] == numbers
    once = counts.count(1)
    assert f"{once:,} of {len(corpus.works):,} works are cited in one section only" in sentence(page, "most-cited")


def test_bridges_are_cited_by_the_parts_that_are_marked(page: Page, corpus: KnowledgeBase) -> None:
    by_part = cited_by_part(corpus)
    rows = part(page, "bridges").split("<tbody>")[1].split("</table>")[0].split("<tr>")[1:]
    assert len(rows) == 15
    for row in rows:
        found = re.search("/works/([^/]+)/", row)
        assert found
        assert re.findall('kb-dot kb-in-([a-z]+)"', row) == [name for name in PARTS if found[1] in by_part[name]]
    values = [float(row[1]) for row in lines(page, "bridges")]
    assert values == sorted(values, reverse=True)
    assert 0 < values[-1] < values[0] < 100


def test_betweenness_is_a_share_of_pairs(tiny_links: Links) -> None:
    """Section 1 reaches section 1.1 and the two other works through one work: 3 of 6 pairs."""
    first, second = tiny_links.base.sections
    shared = next(citation for citation in second.citations if citation.work == "tramer2016stealing")
    base = replace(tiny_links.base, sections=(replace(first, citations=(shared,)), second))
    page = drawn(Links(base))
    assert lines(page, "bridges") == [["Tramèr and Zhang 2016", "50.0", "Introduction"]]
    assert lines(page, "shared") == [["1 Introduction", "1.1 Security", "1"]]


def test_parts_share_as_many_works_as_both_cite(page: Page, corpus: KnowledgeBase) -> None:
    by_part = cited_by_part(corpus)
    shared = {
        (one.capitalize(), other.capitalize()): len(by_part[one] & by_part[other])
        for one, other in combinations(PARTS, 2)
        if by_part[one] and by_part[other]
    }
    assert {(row[0], row[1]): int(row[2]) for row in lines(page, "bridges-parts")} == shared
    matrix = part(page, "bridges").split("kb-matrix")[1].split("<tbody>")[1].split("</table>")[0]
    society = [int(number) for number in re.findall(r'<td class="kb-s\d">(\d+)', matrix.split("<tr>")[5])]
    named = [name for name in PARTS if by_part[name]]
    assert society == [len(by_part["society"] & by_part[name]) for name in named]
    (one, other), most = max(shared.items(), key=lambda item: item[1])
    assert f"{one} and {other} share most: {most} works" in sentence(page, "bridges")


def test_communities_are_spread_over_the_parts_that_cite_their_works(page: Page, links: Links) -> None:
    by_part = cited_by_part(links.base)
    rows = lines(page, "communities")
    sizes = [int(row[2]) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= 10
    assert sum(sizes) <= len(links.base.works)
    named = [name for name in PARTS if by_part[name]]
    for row, item in zip(rows, part(page, "communities").split("<li><p>")[1:], strict=True):
        spread = [int(number) for number in row[3 : 3 + len(named)]]
        assert int(row[2]) <= sum(spread)
        assert [int(number) for number in re.findall("--n:([0-9]+)", item)] == [count for count in spread if count]
        works = re.findall('data-work="([^"]+)"', item.split("</ol>")[0])
        assert len(works) == 3
        importance = [links.importance(links.base.works[key]) for key in works]
        assert importance == sorted(importance)
    for topic in rows[0][1].split("; "):
        slug = next(entry.slug for entry in links.base.topics if entry.name == topic)
        first = part(page, "communities").split("<li><p>")[1]
        assert f'href="../../topics/{slug}/"' in first


def test_the_wheel_counts_cross_references_that_have_a_place(page: Page, corpus: KnowledgeBase) -> None:
    names = {section.slug: section.name for section in corpus.sections}
    pages: dict[tuple[str, str], list[int]] = {}
    within = 0
    for section in corpus.sections:
        for reference in section.related:
            if reference.at and reference.section == section.slug:
                within += 1
            elif reference.at:
                pages.setdefault((section.name, names[reference.section]), []).append(reference.page or 0)
    found = {(row[0], row[1]): (int(row[2]), row[3]) for row in lines(page, "wheel")}
    assert found == {pair: (len(on), " ".join(str(n) for n in sorted(set(on)))) for pair, on in pages.items()}
    html = part(page, "wheel")
    assert html.count('class="kb-curve"') == len(pages)
    assert f"{within} references to a place in the same section are not drawn." in html
    to: Counter[str] = Counter()
    for (_, target), on in pages.items():
        to[target] += len(on)
    name, times = to.most_common(1)[0]
    assert f"{name} is pointed at most, by {times} of {sum(to.values())} references" in sentence(page, "wheel")


def test_the_csv_says_what_the_table_says(page: Page) -> None:
    files = []
    for anchor in ANCHORS:
        blocks = part(page, anchor).split('<div class="kb-numbers">')[1:]
        for block in blocks:
            name = re.findall(r'href="([a-z-]+\.csv)" download', block)[0]
            files.append(name)
            table = block.split("<thead>")[1].split("</table>")[0]
            shown = [re.split(r"<t[dh][^>]*>", row)[1:] for row in table.split("<tr>")[1:]]
            plain = [[unescape(re.sub("<[^>]*>", "", cell)).strip() for cell in row] for row in shown]
            written = list(csv.reader(io.StringIO(read(page.files[name]))))
            assert [[re.sub(",? ", " ", cell) for cell in row] for row in plain] == [
                [re.sub(",? ", " ", cell) for cell in row] for row in written
            ]
    assert sorted(files) == sorted(page.files.keys() - {"index.md"})


def test_the_sentence_is_what_a_drawing_says_to_those_who_cannot_see_it(page: Page) -> None:
    for anchor in ("shared", "years", "roles", "wheel"):
        svg = re.search(r'<svg class="[^"]*" role="img" aria-label="([^"]*)"', part(page, anchor))
        assert svg
        assert unescape(svg[1]) == sentence(page, anchor)
        assert "<a" not in part(page, anchor).split("<svg")[1].split("</svg>")[0]


def test_a_small_knowledge_base_says_what_is_missing(library_links: Links, tiny_links: Links) -> None:
    for links in (library_links, tiny_links):
        page = drawn(links)
        assert '<p class="kb-empty">No two sections cite the same work.</p>' in part(page, "shared")
        assert '<p class="kb-empty">No work joins two sections.</p>' in part(page, "bridges")
        assert "kb-empty" in part(page, "communities")
        assert "shared.csv" not in page.files
        security = links.base.sections[1]
        assert {(row[0], row[-1]) for row in lines(page, "roles")} == {("1.1 Security", str(len(security.citations)))}


def test_an_empty_knowledge_base_has_no_picture(library_links: Links) -> None:
    bare = tuple(replace(section, citations=(), related=()) for section in library_links.base.sections)
    for base in (
        replace(library_links.base, sections=bare),
        replace(library_links.base, sections=(), works={}),
    ):
        page = drawn(Links(base))
        assert page.files.keys() == {"index.md"}
        for anchor in ANCHORS:
            assert "kb-empty" in part(page, anchor)


def test_a_title_cannot_break_out(tiny_links: Links) -> None:
    evil = '"><script>alert(1)</script>'
    sections = tuple(replace(section, title=evil) for section in tiny_links.base.sections)
    page = drawn(Links(replace(tiny_links.base, sections=sections)))
    assert "<script" not in "".join(str(html) for _, html in page.blocks)


def test_no_cell_is_taken_for_a_formula(tiny_links: Links) -> None:
    base = tiny_links.base
    works = {key: replace(work, fields={**work.fields, "label": "=1+1"}) for key, work in base.works.items()}
    page = drawn(Links(replace(base, works=works)))
    assert {row[0] for row in lines(page, "most-cited")} == {"'=1+1"}


def test_a_reference_back_has_a_curve_of_its_own(tiny_links: Links) -> None:
    first, second = tiny_links.base.sections
    back = replace(first.related[0], section=first.slug, at=second.number)
    base = replace(tiny_links.base, sections=(first, replace(second, related=(back, back))))
    picture = wheel(Templates(Links(base)))
    assert len(set(re.findall(r'kb-curve" d="M[^Q]+Q(\S+ \S+) ', str(picture.drawing)))) == 2
    assert re.findall(r'stroke-width="([\d.]+)"', str(picture.drawing)) == ["1.2", "2.0"]


def test_pages_of_a_report_without_an_address_are_no_links(tiny_links: Links) -> None:
    first, second = tiny_links.base.sections
    pointing = replace(first, related=(replace(first.related[0], section=second.slug, at=first.number, page=7),))
    base = replace(tiny_links.base, sections=(pointing, second), report=replace(tiny_links.base.report, pdf=""))
    page = drawn(Links(base))
    assert lines(page, "wheel")[0][3] == "7"
    assert "#page=" not in part(page, "wheel")


def test_sections_stand_apart_by_part(corpus: KnowledgeBase) -> None:
    along = stops(corpus.sections, 10, 4)
    assert [stop.at for stop in along[:7]] == [0, 10, 20, 30, 40, 54, 64]
    assert [span.part for span in spans(along, 10)] == list(PARTS)
    assert spans(along, 10)[0].end == 50


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Data", "4.6 Data"),
        ("Robustness to distribution shifts", "4.6 Robustness to distribution…"),
        ("Social impact and the foundation models ecosystem", "4.6 Social impact…"),
    ],
)
def test_long_titles_end_with_a_whole_word(corpus: KnowledgeBase, title: str, expected: str) -> None:
    section = next(section for section in corpus.sections if section.number == "4.6")
    assert short(replace(section, title=title)) == expected


@pytest.mark.parametrize(
    ("most", "legend"),
    [
        (1, ["1"]),
        (3, ["1", "2", "3"]),
        (14, ["1", "2", "3–4", "5–8", "9–14"]),
        (39, ["1–3", "4–6", "7–12", "13–24", "25–39"]),
    ],
)
def test_shades_double(most: int, legend: list[str]) -> None:
    scale = Scale.up_to(most)
    assert [text for _, text in scale.legend] == legend
    assert [scale.shade(number) for number in (0, 1, most)] == [0, 1, len(legend)]


def test_sentences_say_what_the_records_say(page: Page, corpus: KnowledgeBase) -> None:
    citing = [section for section in corpus.sections if section.citations]
    pairs = list(combinations(citing, 2))
    sharing = sum(bool(cited(one) & cited(other)) for one, other in pairs)
    assert f"{sharing} of {len(pairs)} pairs share at least one" in sentence(page, "shared")
    years = Counter(int(work.year) for work in corpus.works.values() if work.year)
    later = re.search(r"([\d,]+) appeared in (\d{4}) or later", sentence(page, "years"))
    assert later
    assert int(later[1].replace(",", "")) == sum(count for year, count in years.items() if year >= int(later[2]))
    times = Counter(key for section in corpus.sections for key in cited(section))
    (_, most), (_, next_most) = times.most_common(2)
    assert f"in {most} of {len(corpus.sections)} sections" in sentence(page, "most-cited")
    assert f", in {next_most};" in sentence(page, "most-cited")
    one_sided = {
        section.name: max(Counter(item.role for item in section.citations).values()) / len(section.citations)
        for section in corpus.sections
        if len(section.citations) >= 20
    }
    name, share = max(one_sided.items(), key=lambda item: item[1])
    assert f"{name} is the most one-sided: {100 * share:.1f}%" in sentence(page, "roles")


def test_the_sentence_of_the_wheel_names_the_widest_curve(page: Page, corpus: KnowledgeBase) -> None:
    counts = Counter(
        (section.slug, item.section)
        for section in corpus.sections
        for item in section.related
        if item.at and item.section != section.slug
    )
    (one, other), most = counts.most_common(1)[0]
    names = {section.slug: section.name for section in corpus.sections}
    assert f"the {most} from {names[one]} to {names[other]}" in sentence(page, "wheel")


def test_the_sentences_of_bridges_and_communities_agree_with_their_tables(page: Page) -> None:
    first = lines(page, "bridges")[0]
    assert f"{first[0]} most, with a betweenness of " in sentence(page, "bridges")
    percents = re.search(r"betweenness of ([\d.]+)%", sentence(page, "bridges"))
    assert percents
    assert percents[1] in " ".join(first)
    rows = lines(page, "communities")
    shares = {row[0]: max(map(int, row[3:8])) / sum(map(int, row[3:8])) for row in rows}
    number, share = min(shares.items(), key=lambda item: item[1])
    assert f"the most mixed is number {number} " in sentence(page, "communities")
    assert f"no part has more than {100 * share:.1f}% of its bar" in sentence(page, "communities")
