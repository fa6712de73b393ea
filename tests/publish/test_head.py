"""What pages tell machines, read as a machine would: from the files of a site."""

from __future__ import annotations

import json
import re
import shutil
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

import pytest
import yaml
from markdown import Markdown
from markupsafe import Markup
from PIL import Image
from pybtex.database import parse_string
from selectolax.lexbor import LexborHTMLParser

from kb.cli import main
from kb.publish.head import Heads
from kb.read.latex import plain
from kb.render.page import Page, Site
from tests.conftest import TINY, Build, Built, copy_library

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
ENTRIES = r"""
@book{ash2020kernels,
  author = {Ash, Ro and {Bureau of Things, Arts and More}},
  title = {Kernels "of" 1 < 2 Things},
  publisher = {Press \& Co},
  year = {2020},
  isbn = {978-0-00-000000-2},
  edition = {2},
  label = {Ash 2020},
}

@incollection{vanderash2021chapter,
  author = {van der Ash, Ro and {Bureau of Things}},
  title = {A Chapter},
  editor = {Bee, Jr., Li},
  booktitle = {A Book},
  pages = {3--9},
  publisher = {Press},
  year = {2021},
  label = {Ash 2021},
}

@misc{ash2022preprint,
  author = {Ash, Ro},
  title = {A Preprint},
  year = {2022},
  eprint = {2201.00001},
  archiveprefix = {arXiv},
  month = {May},
  label = {Ash 2022},
}

@techreport{ash2023report,
  author = {Ash, Ro},
  title = {A Report},
  institution = {Bureau},
  number = {7},
  year = {2023},
  url = {https://example.org/report.pdf},
  label = {Ash 2023},
}
"""

LOOK = """- work: tramer2016stealing
  source: publisher
  at: "https://example.org/a"
  shows: [author, title, year]
  date: "2026-10-05"
"""
WRITTEN = """---
title: Notes
---
# Notes {#top}

<!-- kb:totals -->

See [@tramer2016stealing, p. 4], @sec-security and [how](contributing.md#how). <b onclick="x()">Bold</b>

[bad](javascript:alert(1)) [worse][w] `<i>`

[w]: javascript:alert(2)
"""


@pytest.fixture(scope="module")
def site(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_library(tmp_path_factory.mktemp("heads") / "heads")
    with (root / "bibliography/references.bib").open("a") as file:
        file.write(ENTRIES)
    (root / "bibliography/provenance.yaml").write_text(LOOK)
    shutil.copy(TINY / "bibliography/errata.yaml", root / "bibliography")
    (root / "docs/notes.md").write_text(WRITTEN)
    settings = yaml.safe_load((root / "mkdocs.yml").read_text())
    settings["extra"]["license"] = LICENSE
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    section = root / "sections/1.1-security.yaml"
    keys = ("ash2020kernels", "vanderash2021chapter", "ash2022preprint", "ash2023report")
    cited = [
        f'  - {{work: {key}, at: "1.1", page: 8, group: {group}, role: example, note: "one of several things"}}\n'
        for group, key in enumerate(keys, 5)
    ]
    section.write_text(section.read_text().replace("reviewed:", "".join(cited) + "reviewed:"))
    assert main(["fmt", "--root", str(root)]) == 0
    return built("heads", root)


def page(site: Built, url: str) -> LexborHTMLParser:
    return LexborHTMLParser((site.folder / url / "index.html").read_text())


def tags(site: Built, key: str) -> dict[str, str | list[str]]:
    """What reference managers read: the content of each element by its name, without what stands before all."""
    found: dict[str, list[str]] = {}
    names = ("citation_", "z\\:", "bibo\\:")
    for meta in page(site, f"works/{key}").css(", ".join(f"head meta[name^={name}]" for name in names)):
        found.setdefault((meta.attributes["name"] or "").removeprefix("citation_"), []).append(
            meta.attributes["content"] or ""
        )
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def graph(site: Built, url: str) -> dict[str, Any]:
    """What a page says in the words of schema.org, by type."""
    (script,) = page(site, url).css('script[type="application/ld+json"]')
    things = json.loads(script.text())["@graph"]
    return {thing["@type"]: thing for thing in things}


def links(site: Built, url: str) -> set[tuple[str, str, str]]:
    """Relation, address and media type of what a page is tied to."""
    found = page(site, url).css("head link")
    return {tuple(link.attributes.get(name) or "" for name in ("rel", "href", "type")) for link in found}  # type: ignore[misc]


def test_reference_managers_find_every_field_of_a_work(site: Built) -> None:
    assert tags(site, "tramer2016stealing") == {
        "title": "Stealing ℓ_1 Models & More: 100% of APIs",
        "author": ["Tramèr, Florian", "Zhang, Fan"],
        "publication_date": "2016",
        "journal_title": "Journal of Things",
        "volume": "3",
        "issue": "2",
        "firstpage": "1",
        "lastpage": "18",
        "doi": "10.1000/xyz123",
        "keywords": "Attacks on models",
        "abstract_html_url": f"{site.address}works/tramer2016stealing/",
    }
    paper = tags(site, "brown2020language")
    assert paper["conference_title"] == paper["inbook_title"] == "Advances in Neural Information Processing Systems 33"
    assert (paper["arxiv_id"], paper["pdf_url"]) == ("2005.14165", "https://arxiv.org/pdf/2005.14165")


def test_reference_managers_are_told_what_a_work_is(site: Built) -> None:
    book = tags(site, "ash2020kernels")
    assert book["author"] == ["Ash, Ro", "Bureau of Things, Arts and More,"]
    assert (book["z:itemType"], book["isbn"], book["publisher"]) == ("book", "978-0-00-000000-2", "Press & Co")
    assert book["bibo:edition"] == "2"
    chapter = tags(site, "vanderash2021chapter")
    assert chapter["author"] == ["van der Ash, Ro", "Bureau of Things,"]
    assert (chapter["editor"], chapter["inbook_title"]) == ("Bee, Li Jr.", "A Book")
    preprint = tags(site, "ash2022preprint")
    assert (preprint["z:itemType"], preprint["publication_date"]) == ("preprint", "2022/05")
    report = tags(site, "ash2023report")
    assert (report["technical_report_institution"], report["technical_report_number"]) == ("Bureau", "7")
    assert report["pdf_url"] == report["public_url"] == "https://example.org/report.pdf"


def test_no_text_can_end_the_element_in_which_it_stands(site: Built) -> None:
    assert graph(site, "works/ash2020kernels")["Book"]["name"] == 'Kernels "of" 1 < 2 Things'
    assert tags(site, "ash2020kernels")["title"] == 'Kernels "of" 1 < 2 Things'
    hostile = '"><script>alert(1)</script><!-- kb:foot -->'
    one = Page("works/a/", hostile, Markup(""), "", (), tags=(("citation_title", hostile),), thing={"name": hostile})
    head = Heads(Site((), dict, ()), {"site_name": hostile, "extra": {"license": hostile}}).of_page(one)
    read = LexborHTMLParser(f"<head>{head}</head>")
    assert [script.attributes["type"] for script in read.css("script")] == ["application/ld+json"]
    assert json.loads(read.css("script")[0].text())["@graph"][0]["name"] == hostile
    assert read.css("meta")[0].attributes["content"] == hostile
    assert "license" not in head


def test_every_page_says_where_it_stands_and_what_it_is_about(site: Built) -> None:
    work = graph(site, "works/tramer2016stealing")
    article = work["ScholarlyArticle"]
    assert article["author"][0] == {
        "@type": "Person",
        "name": "Florian Tramèr",
        "url": f"{site.address}authors/florian-tramer/",
    }
    assert article["sameAs"] == ["https://doi.org/10.1000/xyz123"]
    assert article["isPartOf"]["isPartOf"]["isPartOf"]["name"] == "Journal of Things"
    assert article["about"][0]["@id"] == f"{site.address}topics/attacks/"
    steps = [(step["name"], step["item"]) for step in work["BreadcrumbList"]["itemListElement"]]
    assert steps[:2] == [("Tiny", site.address), ("All works", f"{site.address}works/")]
    section = graph(site, "sections/security")
    assert section["Article"]["isPartOf"]["@id"] == site.address
    assert section["Article"]["about"][0]["isPartOf"]["name"] == "A tiny report"
    assert f"{site.address}works/brown2020language/" in section["Article"]["citation"]
    assert [step["name"] for step in section["BreadcrumbList"]["itemListElement"]][1:] == [
        "1 Introduction",
        "1.1 Security",
    ]
    home = graph(site, "")
    assert home["WebSite"]["potentialAction"]["target"]["urlTemplate"].startswith(f"{site.address}search/?q={{")
    (bib,) = [file for file in home["Dataset"]["distribution"] if file["contentUrl"].endswith("/references.bib")]
    assert bib["encodingFormat"] == "application/x-bibtex"
    assert graph(site, "authors/florian-tramer")["Person"]["name"] == "Florian Tramèr"
    assert graph(site, "topics/attacks")["DefinedTerm"]["inDefinedTermSet"]["@id"] == f"{site.address}topics/"
    assert graph(site, "contributing")["BreadcrumbList"]


def test_every_address_that_a_head_names_is_there(site: Built) -> None:
    for url in ("works/tramer2016stealing", "sections/security", "topics/attacks", "authors/florian-tramer", ""):
        for rel, href, _ in links(site, url):
            if rel.split()[-1] in ("describedby", "item", "author", "collection"):
                assert (site.folder / url / href).exists(), href
    work = links(site, "works/tramer2016stealing")
    assert ("cite-as", "https://doi.org/10.1000/xyz123", "") in work
    assert ("alternate describedby", "tramer2016stealing.bib", "application/x-bibtex") in work
    assert ("alternate describedby", "../../api/v1/works/tramer2016stealing.json", "application/json") in work
    assert ("type", "https://schema.org/ScholarlyArticle", "") in work
    section = links(site, "sections/security")
    assert {("license", LICENSE, ""), ("cite-as", f"{site.address}sections/security/", "")} <= section
    assert ("item", "../../works/tramer2016stealing/", "") in section
    assert ("alternate describedby", "security.csv", "text/csv") in section


def test_a_page_that_leads_nowhere_tells_nothing(site: Built) -> None:
    assert "<!-- kb:" not in (site.folder / "404.html").read_text()


def test_networks_find_a_picture_for_every_page(site: Built) -> None:
    def told(url: str, name: str) -> str:
        return page(site, url).css(f'head meta[property="og:{name}"]')[0].attributes["content"] or ""

    for url, alt in (
        ("sections/security/", "§1.1 · Introduction: Security"),
        ("topics/attacks/", "Topic: Attacks on models"),
    ):
        assert told(url, "image") == f"{site.address}{url}card.png"
        assert told(url, "image:alt") == alt
        assert told(url, "url") == f"{site.address}{url}"
    for url in ("", "works/tramer2016stealing/", "contributing/"):
        assert told(url, "image") == f"{site.address}assets/card.png"
    for path in ("assets/card.png", "sections/security/card.png"):
        assert Image.open(site.folder / path).size == (1200, 630)
        assert (site.folder / path).stat().st_size < 20_000
    assert (told("", "type"), told("contributing/", "type"), told("", "locale")) == ("website", "article", "en_US")


def test_a_list_offers_its_works_to_reference_managers(site: Built) -> None:
    few = [parse_qs(span.attributes["title"] or "") for span in page(site, "authors/florian-tramer").css("span.Z3988")]
    assert [one["rft.atitle"] for one in few] == [["Stealing ℓ_1 Models & More: 100% of APIs"]]
    assert few[0]["rft.au"] == ["Tramèr, Florian", "Zhang, Fan"]
    assert (few[0]["rft_id"], few[0]["rft.pages"]) == (["info:doi/10.1000/xyz123"], ["1-18"])
    (place,) = page(site, "sections/security").css("[data-kb-coins]")
    lines = (site.folder / "sections/security" / (place.attributes["data-kb-coins"] or "")).read_text().splitlines()
    kinds = {one.get("rft.genre", one.get("rft.type", [""]))[0] for one in map(parse_qs, lines)}
    assert kinds == {"article", "proceeding", "book", "bookitem", "report", "preprint", "document"}
    assert all(one["ctx_ver"] == ["Z39.88-2004"] and one["rft.date"] for one in map(parse_qs, lines))
    assert not page(site, "works/tramer2016stealing").css(".Z3988, [data-kb-coins]")


def test_pages_that_list_or_tell_say_how_to_cite_them(site: Built) -> None:
    for url, name in (
        ("topics/attacks/", "Attacks on models"),
        ("venues/neurips/", "NeurIPS"),
        ("years/2020/", "Works of 2020"),
        ("graph/pictures/", "Pictures of the literature"),
        ("glossary/", "Glossary"),
        ("notes/", "Notes"),
    ):
        read = page(site, url)
        (cited,) = read.css("#cite-this-page")
        said = f"Tiny. “{name}.” As of 2026-11-01. {site.address}{url}"
        assert [one.text() for one in cited.css("blockquote")] == [said]
        ((key, entry),) = parse_string(cited.css("code")[0].text(), "bibtex").entries.items()
        assert key == f"page-{url.strip('/').replace('/', '-')}"
        assert plain(entry.fields["title"]) == name
        assert [entry.fields[field] for field in ("year", "note", "url")] == [
            "2026",
            "As of 2026-11-01",
            f"{site.address}{url}",
        ]
        where = ["details.kb-take ", ".kb-foot "] if read.css(".kb-take") else [".kb-foot "]
        assert [read.css_matches(f'{one}a[href="#cite-this-page"]') for one in where] == [True] * len(where)
    assert "“" not in page(site, "").css("#cite-this-page blockquote")[0].text(), "the home page stands for the whole"
    for url in ("sections/security", "works/tramer2016stealing", "authors/florian-tramer", "search"):
        assert not page(site, url).css('#cite-this-page, [href="#cite-this-page"]'), url


def test_crawlers_find_every_page_and_when_it_changed(site: Built) -> None:
    robots = (site.folder / "robots.txt").read_text()
    maps = re.findall(r"^Sitemap: (.*)$", robots, re.MULTILINE)
    assert maps == [f"{site.address}sitemap.xml", f"{site.address}sitemap-works.xml"]
    dates: dict[str, str] = {}
    for address in maps:
        tree = ET.fromstring((site.folder / address.removeprefix(site.address)).read_bytes())  # noqa: S314  our own
        dates.update((url[0].text or "", url[1].text or "" if len(url) > 1 else "") for url in tree)
    assert dates[f"{site.address}sections/security/"] == "2026-11-01"
    assert dates[f"{site.address}works/tramer2016stealing/"] == "2026-10-05"
    assert dates[site.address] == dates[f"{site.address}works/ash2020kernels/"] == ""
    files = {path.parent.relative_to(site.folder).as_posix(): path for path in site.folder.rglob("index.html")}
    pages = {name for name, path in files.items() if 'http-equiv="refresh"' not in path.read_text()}
    listed = {address.removeprefix(site.address).rstrip("/") or "." for address in dates}
    assert pages == listed


def test_language_models_find_what_the_site_is_and_where_its_parts_are(site: Built) -> None:
    text = (site.folder / "llms.txt").read_text()
    assert text.startswith("# Tiny\n")
    addresses = re.findall(rf"\]\({re.escape(site.address)}([^)]*)\)", text)
    assert {"sections/security/index.md", "topics/index.md", "exports/references.bib", "contributing/"} <= set(
        addresses
    )
    assert [path for path in addresses if not (site.folder / path).exists()] == []
    assert LICENSE in text


def test_every_page_with_something_to_read_has_a_twin_in_markdown(site: Built) -> None:
    work = (site.folder / "works/tramer2016stealing/index.md").read_text()
    assert work.startswith("# Stealing ℓ\\_1 Models & More: 100% of APIs\n\nFlorian Tramèr and Fan Zhang. 2016. ")
    assert "- DOI: <https://doi.org/10.1000/xyz123>\n" in work
    cited = "    - §1.1, p. 5, evidence: attacks that steal a model\n"
    assert f"- [1.1 Security](../../sections/security/index.md)\n{cited}" in work
    section = (site.folder / "sections/security/index.md").read_text()
    link = "[Tramèr and Zhang 2016](../../works/tramer2016stealing/index.md)"
    assert f"1. Models can be stolen. (risk, p. 4) {link}" in section
    assert f"Models leak, says ({link}, p. 4)." in section
    assert "- attacks that steal a model (evidence, p. 5) [Tramèr and Zhang 2016]" in section
    assert ("alternate describedby", "index.md", "text/markdown") in links(site, "sections/security")
    errata = (site.folder / "errata/index.md").read_text()
    assert "# Errata of the printed list\n\nWhere the printed" in errata
    assert "\n- [Office 2021](../works/uscopyrightoffice2021more/index.md), “" in errata
    code = (site.folder / "checks/e204/index.md").read_text()
    assert code.startswith("# E204: ")
    assert "## Right\n\n    " in code
    without = {path.parent for path in site.folder.rglob("index.html") if not path.with_suffix(".md").exists()}
    urls = {folder.relative_to(site.folder).as_posix() for folder in without}
    read = {url for url in urls if not re.match("authors/(?!by-letter/)|doi/|arxiv/", url)}
    assert read == {"search", "basket"}
    for path in site.folder.rglob("index.md"):
        text = re.sub(r"(?<=\n\n)    .*(?:\n+    .*)*", "", path.read_text())  # code is no link
        for address in re.findall(r"(?<=\]\()(?!https?:)[^)#]+", text):
            assert (path.parent / address).exists(), (path, address)


def test_the_twin_of_a_page_written_by_hand_is_its_text_and_runs_nothing(site: Built) -> None:
    text = (site.folder / "notes/index.md").read_text()
    assert text.startswith("# Notes\n\nSee ([Tramèr and Zhang 2016](../works/tramer2016stealing/index.md), p. 4), ")
    assert "[§1.1 Security](../sections/security/index.md)" in text
    assert "[how](../contributing/index.md#how)" in text
    read = LexborHTMLParser(Markdown().convert(text))
    assert read.css("b, i, [onclick]") == []
    assert [href for link in read.css("a") if "javascript" in (href := link.attributes["href"] or "")] == []
    assert ("alternate describedby", "index.md", "text/markdown") in links(site, "notes")
