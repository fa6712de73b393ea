"""How far an entry can be trusted follows from what was looked up, and from nothing else."""

from __future__ import annotations

import pytest

from kb.link.provenance import Level, standing
from kb.model import AUTHORITIES, FACTS, SOURCES, Place, Provenance, Work
from kb.read.names import facts_of
from kb.render.access import access_links, source_name

PLACE = Place("x")
FIELDS = {"author": "Finn, Chelsea", "title": "Model-Agnostic", "year": "2017", "booktitle": "ICML", "pages": "1--9"}
WORK = Work("finn2017model", "inproceedings", FIELDS, (), (), others=False, place=PLACE)


def look(source: str, *shows: str, at: str = "https://example.org/") -> Provenance:
    return Provenance(WORK.key, source, at, shows, "2026-11-28", PLACE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("looks", "level"),
    [
        ([], Level.PRINTED),
        ([look("dblp", "title", "year", "venue")], Level.PRINTED),
        ([look("catalog", "author", "title", "year", "venue")], Level.CONSISTENT),
        ([look("dblp", "author", "title", "year")], Level.CONSISTENT),
        ([look("dblp", "author", "title", "year", "venue")], Level.CONFIRMED),
        ([look("arxiv", "author", "title"), look("pmlr", "year", "venue")], Level.CONFIRMED),
        ([look("citing", "author", "title"), look("pmlr", "year", "venue")], Level.CONSISTENT),
    ],
)
def test_the_level_follows_from_the_looks(looks: list[Provenance], level: Level) -> None:
    assert standing(WORK, looks).level is level


def test_what_no_source_shows_is_named() -> None:
    found = standing(WORK, [look("catalog", "title"), look("dblp", "author", "year")])
    assert found.unchecked == ("venue", "pages")
    assert [item.source for item in found.sources] == ["dblp", "catalog"]
    assert facts_of(WORK) == ("author", "title", "year", "venue", "pages")
    assert set(facts_of(WORK)) <= set(FACTS)


def test_free_links_come_first_and_each_place_once() -> None:
    work = Work("k", "misc", {"doi": "10.1000/x", "eprint": "1703.03400", "url": "https://proceedings.mlr.press/v70/f"},
                (), (), others=False, place=PLACE)  # fmt: skip
    looks = [
        look("pmlr", "title", at="https://proceedings.mlr.press/v70/f.html"),
        look("dblp", "title", at="https://dblp.org/rec/conf/icml/Finn"),
        look("publisher", "title", at="https://doi.org/10.1000/x"),
    ]
    found = [(link.text, link.free) for link in access_links(work, looks)]
    assert found == [("PMLR", True), ("arXiv", True), ("PDF at arXiv", True), ("DOI", None)]


@pytest.mark.parametrize(
    ("source", "at", "text"),
    [
        ("author", "https://github.com/lab/pubs/blob/main/papers.bib", None),
        ("author", "https://github.com/lab/code-of-the-paper", None),
        ("author", "https://github.com/lab/lab.github.io/blob/main/papers/Model.PDF", "GitHub"),
        ("author", "https://lab.example.org/papers/", "lab.example.org"),
        ("issuer", "https://github.com/lab/library", "GitHub"),
    ],
)
def test_a_list_of_works_or_code_at_a_forge_is_not_where_a_work_is_read(source: str, at: str, text: str | None) -> None:
    links = access_links(WORK, [look(source, "title", at=at)])
    assert [link.text for link in links] == ([text] if text else [])


def test_every_source_has_a_name() -> None:
    for source in SOURCES:
        assert source_name(look(source)), source
    assert "dblp" in AUTHORITIES
    assert "citing" not in AUTHORITIES
