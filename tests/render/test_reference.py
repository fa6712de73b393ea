"""A work as people read it."""

from kb.link import Links
from kb.render.reference import authors, bibtex, label, links, reference, searches, venue


def test_a_journal_article(tiny_links: Links) -> None:
    work = tiny_links.base.works["tramer2016stealing"]
    text = reference(work)
    assert text.startswith("Florian Tramèr and Fan Zhang. 2016. <cite>Stealing <math")
    assert text.endswith("<span class=kb-venue>Journal of Things 3, 2, 1–18</span>.")
    assert [(link.text, link.url) for link in links(work)] == [("DOI", "https://doi.org/10.1000/xyz123")]
    assert "filter=doi:10.1000/xyz123" in searches(work)[2].url


def test_a_list_cut_short_says_so(tiny_links: Links) -> None:
    work = tiny_links.base.works["brown2020language"]
    assert authors(work) == "Tom B. Brown, Benjamin Mann, et al."
    assert authors(work, 1) == "Tom B. Brown, et al."
    assert label(work) == "Brown et al. 2020"
    assert venue(work) == "Advances in Neural Information Processing Systems 33"
    assert [link.text for link in links(work)] == ["arXiv", "PDF"]


def test_an_organisation_is_not_turned_around(tiny_links: Links) -> None:
    work = tiny_links.base.works["uscopyrightoffice2021more"]
    assert reference(work).startswith("U.S. Copyright Office. 2021. <cite>More Information on Fair Use</cite>.")


def test_bibtex_to_take_away_holds_nothing_of_ours(tiny_links: Links) -> None:
    text = bibtex(tiny_links.base.works["brown2020language"])
    assert text.startswith("@inproceedings{brown2020language,\n  author = {Brown, Tom B.")
    assert "label" not in text
