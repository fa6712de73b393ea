"""Numbers on the pages agree with the files: a sample is counted again from the YAML, without code of the project."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from typing import Any

import pytest
import yaml

from kb.render.page import Page
from tests.conftest import REPOSITORY, Rendered

Files = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def files() -> Files:
    """The section files, by slug."""
    read = (yaml.safe_load(path.read_text("utf-8")) for path in sorted((REPOSITORY / "sections").glob("*.yaml")))
    return {file["slug"]: file for file in read}


@pytest.fixture(scope="module")
def pages(rendered: Rendered) -> dict[str, Page]:
    return {page.url: page for page in rendered.pages}


def text(page: Page, anchor: str = "") -> str:
    """A part of a page without its tags; its head by default."""
    part = next(str(markup) for heading, markup in page.blocks if (heading.anchor if heading else "") == anchor)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def cited(files: Files) -> dict[str, set[str]]:
    return {slug: {item["work"] for item in file.get("citations") or ()} for slug, file in files.items()}


def mentions(files: Files) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    found: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for slug, file in files.items():
        for item in file.get("citations") or ():
            found[item["work"]].append((slug, item))
    return found


@pytest.mark.parametrize("slug", ["law", "modeling", "security-and-privacy", "ethics-of-scale", "legality"])
def test_a_section_says_what_it_shares_and_what_only_it_cites(slug: str, files: Files, pages: dict[str, Page]) -> None:
    works = cited(files)
    shared = text(pages[f"sections/{slug}/"], "shares")
    alone = [key for key in works[slug] if sum(key in others for others in works.values()) == 1]
    assert f"{len(alone)} of {len(works[slug])} works are cited here and in no other section." in shared
    counts = {other: len(works[slug] & works[other]) for other in works if other != slug and works[slug] & works[other]}
    for other, count in sorted(counts.items(), key=lambda item: -item[1])[:3]:
        name = f"{files[other]['number']} {files[other]['title']}"
        assert re.search(rf"{re.escape(name)} {count} works?\b", shared), name


@pytest.mark.parametrize(
    "key", ["brown2020language", "carlini2021extracting", "bender2021dangers", "kaplan2020scaling"]
)
def test_a_work_says_how_often_it_is_cited(key: str, files: Files, pages: dict[str, Page]) -> None:
    places = mentions(files)[key]
    sections = {slug for slug, _ in places}
    head = text(pages[f"works/{key}/"])
    times = f"{len(places)} time{'s' * (len(places) != 1)}"
    assert f"cites this work {times} in {len(sections)} section{'s' * (len(sections) != 1)}" in head
    listed = text(pages[f"works/{key}/"], "cited")
    assert Counter(re.findall(r"p\. \d+", listed)) == Counter(f"p. {item['page']}" for _, item in places)


@pytest.mark.parametrize("key", ["brown2020language", "carlini2021extracting", "radford2021learning"])
def test_related_works_are_cited_together_as_often_as_they_say(key: str, files: Files, pages: dict[str, Page]) -> None:
    related = str(
        next(markup for heading, markup in pages[f"works/{key}/"].blocks if heading and heading.anchor == "related")
    )
    checked = 0
    for other, times in re.findall(r'href="../../works/(\w+)/".*?cited together (\d+) times?', related):
        together = 0
        for file in files.values():
            brackets: dict[int, set[str]] = defaultdict(set)
            for item in file.get("citations") or ():
                brackets[item["group"]].add(item["work"])
            together += sum({key, other} <= works for works in brackets.values())
        assert together == int(times), other
        checked += 1
    assert checked


def test_the_table_of_the_graph_counts_works(files: Files, pages: dict[str, Page]) -> None:
    works = cited(files)
    rows = re.findall(
        r'<th scope="row"><a href="../sections/([\w-]+)/">.*?<td>(\d+)</td><td>(\d+)</td>',
        str(pages["graph/"].blocks[0][1]),
    )
    assert len(rows) == len(files)
    for slug, count, own in rows:
        alone = [key for key in works[slug] if sum(key in others for others in works.values()) == 1]
        assert (int(count), int(own)) == (len(works[slug]), len(alone)), slug
