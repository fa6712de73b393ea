"""The feed of what came since the report."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kb.publish.feed import ATOM, atom
from kb.render.page import News
from tests.conftest import Run
from tests.render.test_since import ENTRY, UPDATES

URL = "https://example.org/kb/"
NEWS = [
    News("law/1/a2022b", "sections/law/#since-1", "§1 Law, point 1: refutes it", "Older.", "2022-03"),
    News("law/2/c2023d", "sections/law/#since-2", "§1 Law, point 2: confirms it", "<b>Newer</b> & bolder.", "2023-01"),
]


def found(feed: ET.Element, name: str) -> list[str]:
    return [element.text or "" for element in feed.iter(f"{{{ATOM}}}{name}")]


def test_the_newest_comes_first_and_all_text_is_text() -> None:
    feed = ET.fromstring(atom(NEWS, "Notes & more", URL))  # noqa: S314  our own
    assert found(feed, "title") == ["Notes & more: since the report", *(one.title for one in reversed(NEWS))]
    assert found(feed, "summary") == ["<b>Newer</b> & bolder.", "Older."]
    assert found(feed, "updated") == ["2023-01-01T00:00:00Z", "2023-01-01T00:00:00Z", "2022-03-01T00:00:00Z"]
    assert len(set(found(feed, "id"))) == 3
    addresses = [link.attrib["href"] for link in feed.iter(f"{{{ATOM}}}link")]
    assert addresses[:2] == [f"{URL}feeds/since.xml", URL]
    assert addresses[2:] == [f"{URL}sections/law/#since-2", f"{URL}sections/law/#since-1"]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_site_names_its_feed_and_has_one_only_where_there_is_something_in_it(
    engine: str, tiny: Path, kb: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_SITE_URL", URL)
    site = tiny / "site"
    assert kb("build", "--root", tiny, "--site-dir", site, "--engine", engine).status == 0
    assert not (site / "feeds").exists()
    assert "application/atom+xml" not in (site / "index.html").read_text("utf-8")
    (tiny / "bibliography/since.bib").write_text(ENTRY.replace("<b>Leak</b>", "Leak"), "utf-8")
    section = tiny / "sections/1.1-security.yaml"
    section.write_text(
        section.read_text("utf-8").replace("reviewed:", UPDATES.replace("<i>more</i>", "more *and* more")), "utf-8"
    )
    assert kb("build", "--root", tiny, "--site-dir", site, "--engine", engine).status == 0
    feed = ET.parse(site / "feeds/since.xml").getroot()  # noqa: S314  our own
    assert found(feed, "title")[1:] == ["§1.1 Security, point 1: confirms it (January 2023)"]
    assert found(feed, "summary") == ["Later finds more and more of it. (Later 2023; Tramèr and Zhang 2016)"]
    assert found(feed, "id")[1] == f"{URL}feeds/since.xml#security/1/later2023models/tramer2016stealing"
    page = (site / "sections/security/index.html").read_text("utf-8")
    assert 'href="../../feeds/since.xml"' in page
    assert 'type="application/atom+xml"' in page
