"""Feeds: of the whole, of what came since the report, of each section and topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kb.link import Links
from kb.model import Place, Provenance, Review
from kb.publish.feed import ATOM, atom
from kb.render.data.news import MOST_NAMED, feeds
from kb.render.page import Feed, News
from tests.conftest import Rendered, Run
from tests.render.test_since import ENTRY, UPDATES

URL = "https://example.org/kb/"
NEWS = (
    News("feeds/a.xml#1", "sections/law/#since-1", "§1 Law, point 1: refutes it", "Older.", "2022-03"),
    News("feeds/a.xml#2", "sections/law/#since-2", "§1 Law, point 2: confirms it", "<b>Newer</b> & bolder.", "2023-01"),
    News("feeds/b.xml#3", "sections/law/#about-this-page", "§1 Law: reviewed", "", "2022-03-09"),
)


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")


def found(feed: ET.Element, name: str) -> list[str]:
    return [element.text or "" for element in feed.iter(f"{{{ATOM}}}{name}")]


def test_the_newest_comes_first_and_all_text_is_text() -> None:
    text = atom(Feed("feeds/sections/law.xml", "§1 Law", "sections/law/", NEWS), "Notes & more", URL)
    feed = ET.fromstring(text)  # noqa: S314  our own
    older, newer, review = NEWS
    assert found(feed, "title") == ["Notes & more: §1 Law", newer.title, review.title, older.title]
    assert found(feed, "summary") == ["<b>Newer</b> & bolder.", "", "Older."]
    days = ["2023-01-01", "2023-01-01", "2022-03-09", "2022-03-01"]
    assert found(feed, "updated") == [f"{day}T00:00:00Z" for day in days]
    assert found(feed, "id") == [f"{URL}feeds/sections/law.xml", *(URL + one.id for one in (newer, review, older))]
    addresses = [link.attrib["href"] for link in feed.iter(f"{{{ATOM}}}link")]
    assert addresses[:2] == [f"{URL}feeds/sections/law.xml", f"{URL}sections/law/"]
    assert addresses[2:] == [URL + one.url for one in (newer, review, older)]


def test_works_looked_up_on_one_day_are_one_entry(library_links: Links) -> None:
    base = library_links.base
    key, work = next(iter(base.works.items()))
    many = {f"{key}{number}": replace(work, key=f"{key}{number}") for number in range(MOST_NAMED + 2)}
    looks = [Provenance(each, "dblp", "https://dblp.org/", ("title",), "2026-11-02", Place("x")) for each in many]
    first, *others = base.sections
    undated = replace(first, reviewed=Review("reviewed", Place("x"), date="last week"))
    whole, *rest = feeds(
        Links(replace(base, works={**base.works, **many}, provenance=tuple(looks), sections=(undated, *others)))
    )
    assert whole.url == "feeds/all.xml"
    (looked_up,) = [one for one in whole.entries if one.date == "2026-11-02"]
    assert looked_up.title == "12 works checked against their sources"
    assert looked_up.text.endswith("; and 2 more")
    assert [one.title for one in whole.entries if one is not looked_up] == ["§1.1 Security: reviewed against v3"]
    assert {feed.url for feed in rest} >= {"feeds/sections/security.xml", "feeds/topics/attacks.xml"}


def test_a_topic_is_told_of_what_came_since_about_its_points_and_works(links: Links) -> None:
    told = {feed.url: {one.id for one in feed.entries} for feed in feeds(links)}
    update = "feeds/since.xml#education/10/nasr2025scalable"
    assert update in told["feeds/all.xml"] & told["feeds/since.xml"] & told["feeds/sections/education.xml"]
    assert update in told["feeds/topics/privacy.xml"]
    assert update not in told["feeds/topics/robot-learning.xml"]


def test_every_feed_of_the_whole_is_valid(rendered: Rendered) -> None:
    """As RFC 4287 has it: what must be there once, ids that are absolute and each once, moments with their zone."""
    known = {page.url for page in rendered.pages} | {""}
    for feed in rendered.feeds:
        root = ET.fromstring(atom(feed, "Notes", URL))  # noqa: S314  our own
        for element in (root, *root.iter(f"{{{ATOM}}}entry")):
            assert [len(element.findall(f"{{{ATOM}}}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert len(root.findall(f"{{{ATOM}}}author")) == 1
        assert [one.get("href") for one in root.findall(f"{{{ATOM}}}link[@rel='self']")] == [URL + feed.url]
        ids = found(root, "id")
        assert len(ids) == len(set(ids)) == len(feed.entries) + 1
        assert all(one.startswith(URL) for one in ids)
        assert max(map(moment, found(root, "updated")[1:])) == moment(found(root, "updated")[0])
        assert {one.url.partition("#")[0] for one in feed.entries} | {feed.page} <= known
    assert len({feed.url for feed in rendered.feeds}) == len(rendered.feeds)


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_page_names_its_feed_and_has_one_only_where_there_is_something_in_it(
    engine: str, tiny: Path, kb: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_SITE_URL", URL)
    site, section = tiny / "site", tiny / "sections/1.1-security.yaml"
    dated = section.read_text("utf-8")
    section.write_text(dated.replace(', date: "2026-11-01"', ""), "utf-8")
    assert kb("build", "--root", tiny, "--site-dir", site, "--engine", engine).status == 0
    assert not (site / "feeds").exists()
    assert "application/atom+xml" not in (site / "sections/security/index.html").read_text("utf-8")
    (tiny / "bibliography/since.bib").write_text(ENTRY.replace("<b>Leak</b>", "Leak"), "utf-8")
    section.write_text(dated.replace("reviewed:", UPDATES.replace("<i>more</i>", "more *and* more")), "utf-8")
    assert kb("build", "--root", tiny, "--site-dir", site, "--engine", engine).status == 0
    feed = ET.parse(site / "feeds/since.xml").getroot()  # noqa: S314  our own
    assert found(feed, "title")[1:] == ["§1.1 Security, point 1: confirms it (January 2023)"]
    assert found(feed, "summary") == ["Later finds more and more of it. (Later 2023; Tramèr and Zhang 2016)"]
    assert found(feed, "id")[1] == f"{URL}feeds/since.xml#security/1/later2023models/tramer2016stealing"
    page = (site / "sections/security/index.html").read_text("utf-8")
    head, _, body = page.partition("</head>")
    assert 'href="../../feeds/all.xml"' in head
    assert 'href="../../feeds/sections/security.xml"' in head
    assert 'href="../../feeds/sections/security.xml"' in body
    assert 'href="../../feeds/since.xml"' in body
    assert "feeds/sections" not in (site / "sections/introduction/index.html").read_text("utf-8")
    assert 'href="../feeds/sections/security.xml"' in (site / "feeds/index.html").read_text("utf-8")
