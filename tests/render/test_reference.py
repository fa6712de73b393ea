"""A work as people read it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.link import Links
from kb.read.names import printed_venue
from kb.render import render
from kb.render.access import access_links, searches
from kb.render.engine import Templates
from kb.render.text.reference import authors, bibtex, label, published


def test_a_journal_article(tiny_links: Links) -> None:
    work = tiny_links.base.works["tramer2016stealing"]
    text = Templates(tiny_links).reference("../../", work)
    assert text.startswith(
        '<a href="../../authors/florian-tramer/">Florian Tramèr</a> and '
        '<a href="../../authors/fan-zhang/">Fan Zhang</a>. '
        '<a href="../../years/2016/">2016</a>. <cite>Stealing <math'
    )
    assert text.endswith('<a class=kb-venue href="../../venues/journal-of-things/">Journal of Things 3, 2, 1–18</a>.')
    assert [(link.text, link.url) for link in access_links(work)] == [("DOI", "https://doi.org/10.1000/xyz123")]
    assert [link.text for link in searches(work)] == ["Google Scholar", "Semantic Scholar", "OpenAlex", "PubMed"]


IN_A_JOURNAL = "journal volume number pages series edition publisher institution school address eprint".split()
ELSEWHERE = "booktitle volume series edition publisher institution school address number pages eprint".split()


@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(st.sampled_from(["article", "inproceedings", "techreport"]), st.sets(st.sampled_from(ELSEWHERE)), st.booleans())
def test_a_reference_prints_every_field_once_and_in_order(
    tiny_links: Links, kind: str, chosen: set[str], edited: bool
) -> None:
    work = tiny_links.base.works["tramer2016stealing"]
    order = IN_A_JOURNAL if kind == "article" else ELSEWHERE
    names = {*chosen, "journal"} if kind == "article" else chosen - ({"number"} if kind != "techreport" else set())
    fields = {name: f"the{name}" for name in order if name in names}
    text = published(replace(work, type=kind, fields=fields, editors=work.authors if edited else ()))
    assert [word.strip(",") for word in text.split() if word.removeprefix("arXiv:").startswith("the")] == [
        f"arXiv:{value}" if name == "eprint" else value for name, value in fields.items()
    ]
    assert ("(Eds.)" in text or text.startswith("Edited by")) == edited
    assert ",," not in text.replace(" ", "")


def test_one_page_is_not_written_as_a_range(tiny_links: Links) -> None:
    base = tiny_links.base
    sections = tuple(replace(section, pages=(4, 4)) for section in base.sections)
    site = render(Links(replace(base, report=replace(base.report, pdf=""), sections=sections)))
    text = "".join(str(html) for page in site.pages for _, html in page.make().blocks)
    assert "p. 4 of the report" in text
    assert "pp. 4–4" not in text + str(site.fragments())


def test_a_list_cut_short_says_so(tiny_links: Links) -> None:
    work = tiny_links.base.works["brown2020language"]
    assert authors(work) == "Tom B. Brown, Benjamin Mann, et al."
    assert authors(work, 1) == "Tom B. Brown, et al."
    assert label(work) == "Brown et al. 2020"
    assert printed_venue(work) == "Advances in Neural Information Processing Systems 33"
    assert [(link.text, link.free) for link in access_links(work)] == [("arXiv", True), ("PDF at arXiv", True)]


@pytest.mark.parametrize(
    ("url", "name", "free"),
    [
        ("https://aclanthology.org/P18-1198", "ACL Anthology", True),
        ("http://www.aclweb.org/anthology/P18-1198", "ACL Anthology", True),
        ("https://www.aclweb.org/mirror/emnlp2016/program/903.html", "aclweb.org", None),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4631034/", "PubMed Central", True),
        ("https://www.ncbi.nlm.nih.gov/pubmed/28811111", "PubMed", None),
        ("https://papers.neurips.cc/paper/2021/hash/02e6-Abstract.html", "NeurIPS proceedings", True),
        ("https://notarxiv.org/abs/2108.07258", "notarxiv.org", None),
    ],
)
def test_one_place_has_one_name_at_whatever_address(tiny_links: Links, url: str, name: str, free: bool | None) -> None:
    work = replace(tiny_links.base.works["tramer2016stealing"], fields={"url": url})
    assert [(link.text, link.free) for link in access_links(work)] == [(name, free)]


def test_an_organisation_is_not_turned_around(tiny_links: Links) -> None:
    work = tiny_links.base.works["uscopyrightoffice2021more"]
    text = Templates(tiny_links).reference("", work)
    assert text.startswith(
        '<a href="authors/u-s-copyright-office/">U.S. Copyright Office</a>. <a href="years/2021/">2021</a>.'
    )


def test_bibtex_to_take_away_holds_nothing_of_ours(tiny_links: Links) -> None:
    text = bibtex(tiny_links.base.works["brown2020language"])
    assert text.startswith("@inproceedings{brown2020language,\n  author = {Brown, Tom B.")
    assert "label" not in text
