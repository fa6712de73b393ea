"""What each service says of a work, in the form in which it says it."""

from __future__ import annotations

import pytest

from kb.model import Work
from kb.read.bibtex import read_bibliography
from kb.verify.compare import Comparison, compare
from kb.verify.http import Http, UnavailableError
from kb.verify.record import page_range
from kb.verify.services import SERVICES, lookup
from tests.verify.conftest import Loopback, Reply

MAML = r"""
@inproceedings{finn2017model,
  author = {Finn, Chelsea and Abbeel, Pieter and Levine, Sergey},
  title = {Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks},
  booktitle = {Proceedings of the 34th International Conference on Machine Learning (ICML 2017)},
  year = {2017},
}
"""
ARTICLE = r"""
@article{adam2020machine,
  author = {Adam, George and Rampášek, Ladislav and Haibe-Kains, Benjamin},
  title = {Machine learning approaches to drug response prediction: challenges and recent progress},
  journal = {npj Precision Oncology},
  volume = {4},
  pages = {19},
  year = {2020},
  doi = {10.1038/s41698-020-0122-1},
}
"""


def entry(text: str) -> Work:
    return next(iter(read_bibliography("b.bib", text).works.values()))


def ask(name: str, server: Loopback, work: Work) -> Comparison | None:
    service = next(one for one in SERVICES if one.name == name)
    record = lookup(service, Http(None, pause=lambda _: 0, tries=0), work, server.address)
    return compare(work, record) if record else None


CROSSREF = {
    "type": "journal-article",
    "DOI": "10.1038/S41698-020-0122-1",
    "title": ["Machine learning approaches to drug response prediction: challenges and recent progress"],
    "author": [
        {"given": "George", "family": "Adam", "sequence": "first"},
        {"given": "Ladislav", "family": "Rampášek"},
        {"given": "Benjamin", "family": "Haibe-Kains"},
    ],
    "container-title": ["npj Precision Oncology"],
    "volume": "4",
    "page": "19",
    "publisher": "Springer Science and Business Media LLC",
    "issued": {"date-parts": [[2020, 6, 15]]},
}


def test_crossref_by_doi(server: Loopback) -> None:
    server.give("/works/10.1038/s41698-020-0122-1", {"status": "ok", "message": CROSSREF})
    found = ask("crossref", server, entry(ARTICLE))
    assert found is not None
    assert found.record.at == "https://doi.org/10.1038/s41698-020-0122-1"
    assert found.shows == ("author", "title", "year", "venue", "volume", "pages")
    assert [(one.field, one.ours) for one in found.differences] == [("publisher", "")]


def test_crossref_by_title_takes_the_hit_that_is_the_work(server: Loopback) -> None:
    other = {**CROSSREF, "title": ["Drug response"], "DOI": "10.1/other"}
    server.give("/works", {"message": {"items": [other, CROSSREF]}})
    found = ask("crossref", server, entry(ARTICLE.replace("doi = {10.1038/s41698-020-0122-1},", "")))
    assert found is not None
    assert {one.field: one.theirs for one in found.differences}["doi"] == "10.1038/s41698-020-0122-1"
    assert server.asked[0].query["query.bibliographic"][0].endswith("recent progress Adam")


def test_crossref_names_a_retraction(server: Loopback) -> None:
    server.give("/works", {"message": {**CROSSREF, "updated-by": [{"type": "retraction", "DOI": "10.1/x"}]}})
    found = ask("crossref", server, entry(ARTICLE))
    assert found is not None
    assert found.record.retracted == "retraction"


def test_a_wrong_fact_is_a_difference_and_not_shown(server: Loopback) -> None:
    wrong = ARTICLE.replace("{2020},\n  doi", "{2019},\n  doi").replace("Rampášek, Ladislav and ", "")
    server.give("/works", {"message": CROSSREF})
    found = ask("crossref", server, entry(wrong))
    assert found is not None
    assert found.shows == ("title", "venue", "volume", "pages")
    assert {one.field: one.theirs for one in found.differences if one.ours} == {
        "year": "2020",
        "author": "Adam, George and Rampášek, Ladislav and Haibe-Kains, Benjamin",
    }


def test_datacite(server: Loopback) -> None:
    attributes = {
        "doi": "10.48550/arXiv.1703.03400",
        "titles": [{"title": "Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks"}],
        "creators": [
            {"name": "Finn, Chelsea", "familyName": "Finn", "givenName": "Chelsea"},
            {"name": "Abbeel, Pieter"},
            {"name": "Levine, Sergey", "nameType": "Personal"},
        ],
        "publicationYear": 2017,
        "publisher": {"name": "arXiv"},
        "types": {"resourceTypeGeneral": "Preprint"},
        "container": {},
    }
    server.give("/dois/", {"data": {"attributes": attributes}})
    work = entry(MAML.replace("year =", "doi = {10.48550/arxiv.1703.03400},\n  year ="))
    found = ask("datacite", server, work)
    assert found is not None
    assert found.shows == ("author", "title", "year")  # a preprint's record says nothing of the conference


ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><entry>
  <id>http://arxiv.org/abs/1703.03400v3</id>
  <published>2017-03-09T18:58:03Z</published>
  <title>Model-Agnostic Meta-Learning for Fast Adaptation of Deep
  Networks</title>
  <author><name>Chelsea Finn</name></author>
  <author><name>Pieter Abbeel</name></author>
  <author><name>Sergey Levine</name></author>
  <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG"/>
</entry></feed>"""


def test_arxiv(server: Loopback) -> None:
    server.give("/api/query", ATOM)
    found = ask("arxiv", server, entry(MAML))
    assert found is not None
    assert found.record.at == "https://arxiv.org/abs/1703.03400"
    assert found.shows == ("author", "title", "year")
    assert {one.field: one.theirs for one in found.differences} == {"eprint": "1703.03400", "primaryclass": "cs.LG"}


@pytest.mark.parametrize("bomb", ["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<feed><entry>", "", "Rate exceeded."])
def test_an_arxiv_answer_that_is_none(server: Loopback, bomb: str) -> None:
    server.give("/api/query", bomb)
    with pytest.raises(UnavailableError, match="arxiv answered in a form"):
        ask("arxiv", server, entry(MAML))


def dblp_hit(**info: object) -> dict[str, object]:
    return {
        "info": {
            "authors": {
                "author": [
                    {"@pid": "1", "text": "Chelsea Finn"},
                    {"@pid": "2", "text": "Pieter Abbeel"},
                    {"@pid": "3", "text": "Sergey Levine 0001"},
                ]
            },
            "title": "Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks.",
            "year": "2017",
            **info,
        }
    }


def test_dblp_prefers_what_was_published(server: Loopback) -> None:
    hits = [
        dblp_hit(venue="CoRR", volume="abs/1703.03400", key="journals/corr/FinnAL17", type="Informal"),
        dblp_hit(venue="ICML", pages="1126-1135", key="conf/icml/FinnAL17", ee="http://proceedings.mlr.press/v70/x"),
    ]
    server.give("/search/publ/api", {"result": {"hits": {"@total": "2", "hit": hits}}})
    found = ask("dblp", server, entry(MAML))
    assert found is not None
    assert found.record.at == "https://dblp.org/rec/conf/icml/FinnAL17"
    assert found.shows == ("author", "title", "year", "venue")
    assert [(one.field, one.theirs) for one in found.differences] == [("pages", "1126--1135")]


def test_dblp_knows_nothing(server: Loopback) -> None:
    server.give("/search/publ/api", {"result": {"hits": {"@total": "0"}}})
    assert ask("dblp", server, entry(MAML)) is None


def test_openalex_is_no_authority(server: Loopback) -> None:
    item = {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.1038/s41698-020-0122-1",
        "title": "Machine learning approaches to drug response prediction: challenges and recent progress",
        "publication_year": 2020,
        "authorships": [
            {"author": {"display_name": name}} for name in ("George Adam", "Ladislav Rampášek", "Benjamin Haibe-Kains")
        ],
        "primary_location": {"source": {"display_name": "npj Precision Oncology", "type": "journal"}},
        "biblio": {"volume": "4", "issue": "1", "first_page": "19", "last_page": "19"},
        "is_retracted": True,
    }
    server.give("/works/doi:10.1038", item)
    found = ask("openalex", server, entry(ARTICLE))
    assert found is not None
    assert (found.record.source, found.record.retracted) == ("catalog", "retraction")
    assert found.shows == ("author", "title", "year", "venue", "volume", "pages")


BIBTEX = """@inproceedings{bender-koller-2020-climbing,
    title = "Climbing towards {NLU}: {On} Meaning",
    author = "Bender, Emily M.  and
      Koller, Alexander",
    booktitle = "Proceedings of the 58th Annual Meeting of the Association for Computational Linguistics",
    year = "2020",
    pages = "5185--5198",
}
"""
CLIMBING = """
@inproceedings{bender2020climbing,
  author = {Bender, Emily M. and Koller, Alexander},
  title = {Climbing towards {NLU}: On Meaning},
  booktitle = {Annual Meeting of the Association for Computational Linguistics},
  pages = {5185--5198},
  year = {2020},
  doi = {10.18653/v1/2020.acl-main.463},
}
"""


def test_acl_anthology(server: Loopback) -> None:
    server.give("/2020.acl-main.463.bib", BIBTEX)
    work = entry(CLIMBING)
    found = ask("acl-anthology", server, work)
    assert found is not None
    assert found.record.at == "https://aclanthology.org/2020.acl-main.463"
    assert found.shows == ("author", "title", "year", "venue", "pages")
    assert not found.differences


def test_pubmed_gives_initials(server: Loopback) -> None:
    server.give("/esearch.fcgi", {"esearchresult": {"idlist": ["32566759"]}})
    summary = {
        "title": "Machine learning approaches to drug response prediction: challenges and recent progress.",
        "authors": [
            {"name": "Adam G", "authtype": "Author"},
            {"name": "Rampášek L", "authtype": "Author"},
            {"name": "Haibe-Kains B", "authtype": "Author"},
        ],
        "pubdate": "2020 Jun 15",
        "fulljournalname": "NPJ precision oncology",
        "volume": "4",
        "pages": "19",
        "pubtype": ["Journal Article", "Retracted Publication"],
    }
    server.give("/esummary.fcgi", {"result": {"uids": ["32566759"], "32566759": summary}})
    found = ask("pubmed", server, entry(ARTICLE))
    assert found is not None
    assert found.record.at == "https://pubmed.ncbi.nlm.nih.gov/32566759/"
    assert found.shows == ("author", "title", "year", "venue", "volume", "pages")
    assert found.record.retracted == "retraction"


@pytest.mark.parametrize("name", [one.name for one in SERVICES if one.name not in ("arxiv", "acl-anthology")])
@pytest.mark.parametrize("half", ['{"message": {}}', "[]", '{"result": {"hits": {"hit": [{}]}}}', '"x"', "{"])
def test_half_an_answer_is_no_traceback(server: Loopback, name: str, half: str) -> None:
    server.give("/", Reply(half.encode()))
    said: list[object] = []
    try:
        said.append(ask(name, server, entry(ARTICLE)))
    except UnavailableError as error:
        said.append(str(error))
    assert said[0] is None or "answered" in str(said[0])


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [("1234-45", "", "1234--1245"), ("12–34", "", "12--34"), ("e12", "", "e12"), ("7", "7", "7"), ("7", "9", "7--9")],
)
def test_page_ranges(first: str, last: str, whole: str) -> None:
    assert page_range(first, last) == whole
