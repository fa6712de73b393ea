"""A reader goes through the whole site and trips over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from kb.link import Links
from kb.model import KnowledgeBase
from tests.conftest import REPOSITORY, Build, Built
from tests.site_reader import KINDS, read_site, stale_figures

MANY = 40


def test_a_reader_trips_over_nothing(whole: Built) -> None:
    faults = read_site(whole.folder, whole.address)
    for kind in KINDS:
        found = [str(fault) for fault in faults if fault.kind == kind]
        print("\n".join((f"{kind}, {len(found)} times:", *found[:MANY])))  # shown where the test fails
    assert not faults


@pytest.mark.parametrize("name", ["survey-soil", "encyclopedia"])
def test_a_reader_of_a_report_of_another_shape_trips_over_nothing(name: str, built: Build) -> None:
    site = built(name, REPOSITORY / "tests/data" / name)
    assert [f"{fault.kind}: {fault}" for fault in read_site(site.folder, site.address)] == []


STUMBLES = [
    ("markup in the text", "<p>(Hellman 2021, &lt;a class=&quot;kb-page&quot;&gt;p. 130&lt;/a&gt;)</p>"),
    ("markup in the text", "<p>Methods &amp;amp; insights</p>"),
    ("Markdown", "<p>see [here](https://example.org)</p>"),
    ("LaTeX", "<p>single \\$&amp;! vector</p>"),
    ("LaTeX", "<p>{USENIX} and others</p>"),
    ("raw cite key", "<p>probably a slip for K-BERT (liu2020k)</p>"),
    ("unresolved reference", "<p>as @sec-law says</p>"),
    ("unresolved reference", "<p>as [@brown2020language] says</p>"),
    ("word of a program", "<p>Cited by None.</p>"),
    ("double punctuation", "<p>Sandia National Labs..</p>"),
    ("double punctuation", "<p>one, , two</p>"),
    ("double punctuation", "<p>Is it so?.</p>"),
    ("word of the workshop", "<p>Take away: BibTeX</p>"),
    ("promise of what is to come", "<p>The graph of citations is to come.</p>"),
    ("duplicate id", "<p id=c82>one</p><p id=c82>two</p>"),
    ("nothing to read", "<h2><a class=headerlink href='#h' id=h>¶</a></h2>"),
    ("nothing to read", "<button><svg></svg></button>"),
    ("broken link", "<p><a href='nowhere/'>there</a></p>"),
    ("broken link", "<p><a href='#nowhere'>there</a></p>"),
    ("broken link", "<p><a href='../outside/'>there</a></p>"),
    ("title of two pages", "<p>Fine.</p>"),
]


@pytest.mark.parametrize(("kind", "body"), STUMBLES)
def test_the_reader_sees_every_kind_of_fault(kind: str, body: str, tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("<title>One</title><p>Other.</p>", encoding="utf-8")
    title = "One" if kind == "title of two pages" else "Two"
    (tmp_path / "index.html").write_text(f"<title>{title}</title>{body}", encoding="utf-8")
    assert kind in {fault.kind for fault in read_site(tmp_path, "https://example.org/kb/")}


def test_the_reader_lets_pass_what_is_right(tmp_path: Path) -> None:
    text = (
        "<title>One</title><h1 id=a>One</h1><p>It says <q>Methods..</q> (p. 4), et al., e.g., “3 &lt; 4” … "
        "in <code>brown2020language</code>; <a href='#a'>above</a>, <a href='https://other.example/x'>there</a>.</p>"
        "<pre>@misc{brown2020language, title = {One}}</pre>"
    )
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    assert read_site(tmp_path, "https://example.org/kb/") == []


def test_figures_in_prose_are_those_of_the_data(corpus: KnowledgeBase, links: Links) -> None:
    groups = sum(topic.is_group for topic in corpus.topics)
    totals = {
        "works": len(corpus.works),
        "sections": len(corpus.sections),
        "topics": len(corpus.topics) - groups,
        "groups": groups,
        "terms": len(corpus.terms),
        "errata": len(corpus.errata),
        "points": sum(len(section.points) for section in corpus.sections),
        "citations": sum(len(section.citations) for section in corpus.sections),
        "mentions": sum(len(section.citations) for section in corpus.sections),
        "authors": len(links.people.authors),
        "venues": len(links.venues),
    }
    pages = {
        **corpus.pages,
        **{name: (REPOSITORY / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")},
    }
    # What was measured was measured on the corpus of that day.
    stale = [
        f"{file}: {figure}"
        for file, text in pages.items()
        if "benchmarks" not in file and "decisions/" not in file  # these say what was so on their day
        for figure in stale_figures(text, totals)
    ]
    assert stale == []


def test_every_page_of_a_group_stands_in_its_menu(whole: Built) -> None:
    settings = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text("utf-8"))
    (group,) = (item["About"] for item in settings["nav"] if isinstance(item, dict) and "About" in item)
    page = LexborHTMLParser((whole.folder / "about/trust/index.html").read_text("utf-8"))
    menu = {" ".join(link.text().split()) for link in page.css(".md-nav--primary a.md-nav__link")}
    assert {label for item in group for label in item} <= menu
