"""What came since the report: beside its points, never among what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb import load
from kb.link import Links
from kb.render import render
from kb.render.page import Page, Site
from kb.render.text.counts import month_of
from tests.conftest import page_at, read

ENTRY = """@misc{later2023models,
  author = {Later, Ann},
  title = {Models <b>Leak</b> More},
  year = {2023},
  eprint = {2301.00001},
  archiveprefix = {arXiv},
  annotation = {Shows on three public models that training data can be read out word for word by anybody who asks.},
}
"""
UPDATES = """updates:
  - point: 1
    way: confirms
    date: "2023-01"
    text: "Later finds <i>more</i> of it."
    works: [later2023models, tramer2016stealing]
reviewed:"""


@pytest.fixture
def site(tiny: Path) -> Site:
    (tiny / "bibliography/since.bib").write_text(ENTRY, "utf-8")
    file = tiny / "sections/1.1-security.yaml"
    file.write_text(file.read_text("utf-8").replace("reviewed:", UPDATES), "utf-8")
    base = load(tiny).base
    assert base is not None
    return render(Links(base))


def part(found: Page, title: str) -> str:
    return next(str(html) for heading, html in found.blocks if heading and heading.text == title)


def test_a_section_shows_it_apart_and_its_point_leads_there(site: Site) -> None:
    section = page_at(site, "sections/security/")
    since = part(section, "Since the report")
    assert "ours and not the report" in since
    assert "January 2023" in since
    assert 'href="../../works/later2023models/"' in since
    assert "Later finds &lt;i&gt;more&lt;/i&gt; of it." in since
    assert 'href="#since-1">since: confirms</a>' in part(section, "Points")
    assert "later2023models" not in part(section, "Points") + part(section, "Citations")


def test_the_newer_work_has_a_page_that_says_what_it_is_to_the_report(site: Site) -> None:
    work = page_at(site, "works/later2023models/")
    head = str(work.blocks[0][1])
    assert "which does not cite this work: it came since" in head
    assert "Shows on three public models" in head
    assert "Ann Later. 2023." in re.sub("<[^>]*>", "", head)
    assert 'href="../../sections/security/#p1">1.1 Security, point 1</a>' in part(work, "How it bears on the report")
    assert "<b>" not in work.heading
    assert "later2023models" in read(work.files["later2023models.bib"])


def test_nothing_else_counts_it(site: Site) -> None:
    others = [one.make() for one in site.pages if one.url not in ("works/later2023models/", "sections/security/")]
    assert [one.url for one in others if "later2023models" in "".join(str(html) for _, html in one.blocks)] == []
    assert site.fragments()["totals"].startswith("3 works")
    assert "later2023models" not in read(site.exports["exports/references.bib"])
    assert "later2023models" in read(site.exports["exports/since.bib"])


def test_the_search_finds_both_and_tells_them_apart(site: Site) -> None:
    found = {record.url: record for record in site.findable().records}
    assert found["works/later2023models/"].facets["relation"] == ("since",)
    assert found["works/tramer2016stealing/"].facets["relation"] == ("cited",)
    update = found["sections/security/#since-1"]
    assert (update.kind.name, update.year) == ("update", 2023)
    assert "confirms it, January 2023" in update.detail


def test_the_updates_of_the_report(links: Links) -> None:
    sections = [section for section in links.base.sections if section.updates]
    updates = [update for section in sections for update in section.updates]
    assert len(updates) >= 60
    assert len(sections) >= 20
    assert {update.way for update in updates} == {"confirms", "refutes", "extends", "overtakes"}
    named = {key for update in updates for key in update.works}
    assert set(links.base.since) <= named  # no newer work without an update
    assert all(links.standing_of(work).sources and work.annotation for work in links.base.since.values())


@pytest.mark.parametrize(("date", "said"), [("2023-12", "December 2023"), ("2023", "2023"), ("2023-13", "2023-13")])
def test_months(date: str, said: str) -> None:
    assert month_of(date) == said
