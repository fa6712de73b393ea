"""The site as files: whole or not at all, the same every time, the same from both renderers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup

from kb.check.explain import explanations
from kb.link import Links
from kb.publish.skeletons import block_slot
from kb.publish.stamp import stamp
from kb.publish.target import SiteDirError, replacing
from kb.render.page import Page
from kb.render.pages.find import redirects
from tests.conftest import Run


def test_content_is_never_searched_for_slots() -> None:
    tricky = Markup(f"kb-slot-title {block_slot(1)}")
    page = Page("x/", "T & T", Markup("<i>T</i>"), "D", ((None, tricky), (None, Markup("second"))))
    skeleton = f"<title>kb-slot-title</title><h1>kb-slot-heading</h1>{block_slot(0)}|{block_slot(1)}"
    assert stamp(skeleton, page) == f"<title>T &amp; T</title><h1><i>T</i></h1>{tricky}|second"


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/mine.txt").write_text("precious")
    with pytest.raises(SiteDirError, match="not a site"), replacing(tmp_path / "mine"):
        pass
    assert (tmp_path / "mine/mine.txt").read_text() == "precious"


def test_an_interrupted_build_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), replacing(tmp_path / "site") as work:
        (work.new / "index.html").write_text("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_are_the_same_byte_for_byte(tiny: Path, kb: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, epoch in ((1, "0"), (2, "1700000000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert kb("build", "--root", tiny, "--site-dir", tiny / f"site{number}").status == 0
    one, two = files(tiny / "site1"), files(tiny / "site2")
    assert one == two


class _Text(HTMLParser):
    """The words and links between ``<article>`` and ``</article>``."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside |= tag == "article"
        if self.inside and tag == "a" and dict(attrs).get("href"):  # Zensical adds an anchor of its own
            self.found.append(f"->{dict(attrs).get('href')}")

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found += data.split()


def article(path: Path) -> list[str]:
    parser = _Text()
    parser.feed(path.read_text("utf-8"))
    return parser.found


def test_both_renderers_make_the_same_site(tiny: Path, kb: Run) -> None:
    citing = "See [@brown2020language, p. 4] and @sec-security#p1, written `[@brown2020language, p. 4]`.\n"
    (tiny / "docs/contributing.md").write_text(f"# How to contribute\n\n{citing}", encoding="utf-8")
    for engine in ("mkdocs", "zensical"):
        assert kb("build", "--root", tiny, "--site-dir", tiny / engine, "--engine", engine).status == 0
    pages = sorted(path.relative_to(tiny / "mkdocs") for path in (tiny / "mkdocs").rglob("index.html"))
    assert pages == sorted(path.relative_to(tiny / "zensical") for path in (tiny / "zensical").rglob("index.html"))
    # Home, how to contribute, two sections, three works, all works, errata, glossary; search, basket, topics; the
    # graph and its pictures; authors (index, five letters, five people); venues (index, two); years (index, three
    # years, two decades); a DOI, an arXiv id; contributors; feeds; what the check says (index, every code).
    assert len(pages) == 10 + 3 + 2 + 11 + 3 + 6 + 2 + 1 + 1 + 1 + len(explanations())
    for page in pages:
        assert article(tiny / "mkdocs" / page) == article(tiny / "zensical" / page), page
    said = " ".join(article(tiny / "mkdocs/contributing/index.html"))
    assert (
        "See ( ->../works/brown2020language/ Brown et al. 2020 , ->https://example.org/tiny.pdf#page=4 p. 4 ) and "
        "->../sections/security/#p1 §1.1, point 1 , written [@brown2020language, p. 4] ."
    ) in said


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny site."""
    from kb.cli import main
    from tests.conftest import TINY

    folder = tmp_path_factory.mktemp("tiny") / "site"
    assert main(["build", "--root", str(TINY), "--site-dir", str(folder)]) == 0
    return folder


def test_no_slot_is_left_open(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert not re.search("kb-slot|<!-- kb:", path.read_text("utf-8")), path


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    for path in site.rglob("index.html"):
        for href in re.findall(r'<a[^>]+href="([^"#?]*)', path.read_text("utf-8")):
            if "//" not in href and not href.startswith("mailto:"):
                target = (path.parent / href).resolve()
                assert target.is_file() or (target / "index.html").is_file(), (path, href)


def test_every_work_has_its_page_its_bibtex_and_its_address(site: Path) -> None:
    folder = site / "works/tramer2016stealing"
    html = (folder / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="http://localhost:8000/works/tramer2016stealing/">' in html
    assert "<title>Stealing ℓ_1 Models &amp; More: 100% of APIs (Tramèr and Zhang 2016) - Tiny</title>" in html
    assert (folder / "tramer2016stealing.bib").read_text("utf-8").startswith("@article{tramer2016stealing,")
    assert "http://localhost:8000/works/tramer2016stealing/" in (site / "sitemap-works.xml").read_text()
    assert not list(site.glob("works/kb-slot*"))


def test_every_work_and_the_report_can_be_cited_without_javascript(
    tiny: Path, kb: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_SITE_URL", "https://tiny.example/")
    entry = 'companion: Tiny\n    entry: {key: body2020tiny, author: "Body, Ann and Body, Ada", year: "2020"}'
    settings = tiny / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("companion: Tiny", entry), "utf-8")
    site = tiny / "site"
    assert kb("build", "--root", tiny, "--site-dir", site).status == 0
    for path, text in (
        ("works/tramer2016stealing/cite.html", "Tramèr F, Zhang F. Stealing ℓ_1 Models &amp; More: 100% of APIs. "),
        ("works/brown2020language/cite.html", "Brown, T. B., Mann, B., et al. (2020)."),
        ("cite.html", "Body, Ann, and Ada Body. 2020. “A Tiny Report.”"),
    ):
        page = (site / path).read_text("utf-8")
        assert "Content-Security-Policy" in page
        assert '<meta name="robots" content="noindex">' in page
        assert page.count("<dd id=") == 8
        assert text in page
    assert 'href="cite.html"' in (site / "works/tramer2016stealing/index.html").read_text("utf-8")
    section = (site / "sections/security/index.html").read_text("utf-8")
    assert "<code>@incollection{body2020tiny-security,\n  author = {Tramèr, Florian}," in section
    assert "url = {https://tiny.example/sections/security/}" in section


def test_the_search_has_its_index(site: Path) -> None:
    index = json.loads((site / "search/index.json").read_text("utf-8"))
    kinds = {kind["name"]: number for kind, number in index["kinds"]}
    assert kinds == {"section": 2, "author": 5, "work": 3, "point": 1}
    for kind in ("words", "records"):
        for number in range(len(index[kind])):
            assert (site / index["folder"] / f"{kind}-{number}.json").is_file()


def test_an_address_of_a_doi_leads_to_the_work(site: Path) -> None:
    html = (site / "doi/10.1000/xyz123/index.html").read_text("utf-8")
    assert 'content="0; url=../../../works/tramer2016stealing/"' in html


@pytest.mark.parametrize("doi", ["10.1000/../../../evil", "10.1000/a//b", "10.1000/" + "x" * 300])
def test_a_doi_that_is_no_path_has_no_address(doi: str, tiny_links: Links) -> None:
    work = tiny_links.base.works["tramer2016stealing"]
    evil = replace(work, fields={**work.fields, "doi": doi})
    links = Links(replace(tiny_links.base, works={work.key: evil}))
    assert redirects(links) == {}


def test_what_is_missing_is_said(site: Path) -> None:
    html = (site / "sections/introduction/index.html").read_text("utf-8")
    assert "Not written yet:</strong> summary" in html
    assert "It cites no work." in html


def test_a_heading_keeps_its_signs(site: Path) -> None:
    html = (site / "sections/security/index.html").read_text("utf-8")
    assert "1.1.1 Risks &amp; *rewards*" in html
    assert "1.1.2 What next?" in html
