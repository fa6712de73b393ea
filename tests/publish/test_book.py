"""The whole as one book: EPUB and PDF hold the same text, and nothing in it is run or leads nowhere."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kb.link import Links
from kb.publish.book import book
from tests.conftest import Run

XHTML = "{http://www.w3.org/1999/xhtml}"
HOSTILE = 'It is open: #panic("run") $x$ `#panic("run")` <script>alert(1)</script> ] \\ & @sec-nowhere [@nobody2020].'


@pytest.fixture(scope="module")
def links(library_links: Links) -> Links:
    base = library_links.base
    first, security = base.sections
    security = replace(security, summary=f"{HOSTILE}\n\nSee @sec-security#p1.", questions=(HOSTILE,))
    return Links(replace(base, sections=(first, security)))


@pytest.fixture(scope="module")
def pages(links: Links, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ET.Element]:
    """The pages of the EPUB, each well-formed XML."""
    file = tmp_path_factory.mktemp("book") / "book.epub"
    file.write_bytes(book(links, {"site_name": "Tiny & small", "copyright": "<b>CC</b> BY"}, "epub"))
    with zipfile.ZipFile(file) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert "<dc:rights>CC BY</dc:rights>" in archive.read("book.opf").decode()
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name: ET.fromstring(archive.read(name)) for name in names}  # noqa: S314  our own


def text(page: ET.Element) -> str:
    return " ".join("".join(page.itertext()).split())


def test_every_link_leads_to_what_is_in_the_book(pages: dict[str, ET.Element]) -> None:
    anchors = {(name, one.get("id", "")) for name, page in pages.items() for one in page.iter()}
    found = [
        (href, name) for name, page in pages.items() for one in page.iter(f"{XHTML}a") if (href := one.get("href", ""))
    ]
    within = [(href, name) for href, name in found if "://" not in href]
    assert len(within) >= 20
    for href, name in within:
        file, _, anchor = href.partition("#")
        assert (file or name, anchor) in anchors or not anchor, href


def test_it_holds_sections_works_and_topics_and_what_leads_between_them(pages: dict[str, ET.Element]) -> None:
    assert "Tiny & small" in text(pages["title.xhtml"])
    section = text(pages["sec-security.xhtml"])
    assert "Models can be stolen. (p. 4) Tramèr and Zhang 2016" in section
    assert "attacks that steal a model evidence, p. 5" in section
    assert "Cited in §1.1 p. 5 (evidence)." in text(pages["works-t.xhtml"])
    assert "Points: §1.1, 1." in text(pages["topics.xhtml"])
    contents = [one.get("href") for one in pages["nav.xhtml"].iter(f"{XHTML}a")]
    assert contents[:3] == ["title.xhtml", "sec-introduction.xhtml", "sec-security.xhtml"]


def test_contributed_text_stays_text(links: Links, pages: dict[str, ET.Element]) -> None:
    assert not list(pages["sec-security.xhtml"].iter(f"{XHTML}script"))
    assert '#panic("run")' in text(pages["sec-security.xhtml"])
    made = book(links, {"site_name": 'Tiny #panic("run")'}, "pdf")
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made, "screen readers find their way"
    assert made == book(links, {"site_name": 'Tiny #panic("run")'}, "pdf")


def test_a_book_made_before_the_site_is_linked_from_its_pages(tiny: Path, kb: Run) -> None:
    (tiny / "docs/index.md").write_text("# Home\n\n<!-- kb:books -->\n", "utf-8")
    assert kb("build", "--root", tiny).status == 0
    assert "book.epub" not in (tiny / "site/index.html").read_text("utf-8")
    made = kb("book", "--root", tiny, "--format", "epub", "-o", tiny / "docs/exports/book.epub")
    assert (made.status, made.out) == (0, "")
    assert kb("build", "--root", tiny).status == 0
    home = (tiny / "site/index.html").read_text("utf-8")
    assert '<a href="exports/book.epub" download>EPUB</a>' in home
    assert "book.pdf" not in home
    assert zipfile.is_zipfile(tiny / "site/exports/book.epub")
