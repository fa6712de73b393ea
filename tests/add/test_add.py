"""``kb add``: a work from its identifier to its entry, and what is said where that cannot be."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.cli import DONE, PROBLEMS, USAGE
from kb.read.writing import replace_text
from tests.add.conftest import Add
from tests.conftest import Run
from tests.verify.conftest import Loopback, Reply

DOI = "10.1145/3442188.3445922"
PARROTS = {
    "type": "proceedings-article",
    "DOI": DOI,
    "title": ["On the Dangers of Stochastic Parrots: Can Language Models be Stolen?"],
    "author": [{"given": "Emily M.", "family": "Bender"}, {"given": "Timnit", "family": "Gebru"}],
    "container-title": ["Proceedings of the 2021 ACM Conference"],
    "page": "610-623",
    "publisher": "ACM",
    "issued": {"date-parts": [[2021, 3, 3]]},
}
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><entry>
  <id>http://arxiv.org/abs/{number}v3</id>
  <published>2017-03-09T18:58:03Z</published>
  <title>{title}</title>
  <author><name>Chelsea Finn</name></author>
  <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{doi}</arxiv:doi>
  <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG"/>
</entry></feed>"""


def atom(
    title: str = "Model-Agnostic Meta-Learning for Fast Adaptation", number: str = "1703.03400", doi: str = ""
) -> str:
    return ATOM.format(title=title, number=number, doi=doi).replace(
        '  <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom"></arxiv:doi>\n', ""
    )


def crossref(answers: Loopback, doi: str = DOI, /, **changes: object) -> None:
    answers.give(f"/crossref/works/{doi}", {"message": {**PARROTS, "DOI": doi, **changes}})


def files(root: Path) -> dict[Path, bytes]:
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def entry(root: Path, key: str) -> str:
    text = (root / "bibliography/references.bib").read_text("utf-8")
    return text[text.index(f"{{{key},") :].partition("\n\n")[0]


def test_a_doi_becomes_an_entry_in_its_place(add: Add, kb: Run, library: Path, answers: Loopback) -> None:
    crossref(answers)
    result = add(f"https://doi.org/{DOI}", "--topics", "attacks,copyright")
    assert (result.status, result.err) == (DONE, "")
    assert entry(library, "bender2021dangers").splitlines() == [
        "{bender2021dangers,",
        "  author = {Bender, Emily M. and Gebru, Timnit},",
        "  title = {On the Dangers of Stochastic Parrots: Can Language Models be Stolen?},",
        "  booktitle = {Proceedings of the 2021 ACM Conference},",
        "  pages = {610--623},",
        "  publisher = {ACM},",
        "  year = {2021},",
        f"  doi = {{{DOI}}},",
        "  note = {Not cited by the report.},",
        "  keywords = {attacks, copyright},",
        "}",
    ]
    assert result.lines[0] == "bibliography/references.bib:1: bender2021dangers"
    assert (library / "bibliography/references.bib").read_text("utf-8").splitlines()[
        0
    ] == "@inproceedings{bender2021dangers,"
    look = (library / "bibliography/provenance.yaml").read_text("utf-8")
    assert '{work: bender2021dangers, source: crossref, at: "https://doi.org/10.1145/3442188.3445922"' in look
    assert "shows: [author, title, year, venue, pages, publisher], date: " in look
    assert "bibliography/provenance.yaml:1: crossref shows author, title," in result.out
    assert "say in 20 to 50 words of your own what it is and shows" in result.out
    assert "cite it, if the report does: {work: bender2021dangers, at:" in result.out
    assert kb("check", "--root", library, "--strict").status == DONE


def test_entries_and_comments_around_it_stay_as_they_are(add: Add, library: Path, answers: Loopback) -> None:
    path = library / "bibliography/references.bib"
    before = path.read_text("utf-8").replace("@article{tramer", "% on theft\n@article{tramer")
    path.write_text(before, "utf-8")
    crossref(answers, author=[{"given": "Ann", "family": "Smith"}])
    assert add(DOI, "--topics", "attacks").status == DONE
    new = f"@inproceedings{entry(library, 'smith2021dangers')}\n\n"
    assert path.read_text("utf-8") == before.replace("% on theft", f"{new}% on theft")


def test_what_is_printed_only_is_not_written(add: Add, library: Path, answers: Loopback) -> None:
    crossref(answers)
    before = files(library)
    result = add(DOI, "--dry-run")
    assert (result.status, files(library) == before) == (DONE, True)
    assert "@inproceedings{bender2021dangers," in result.out
    assert result.lines[-1] == "Nothing was written, for this was a dry run."


def test_topics_are_suggested_with_the_reason(add: Add, kb: Run, library: Path, answers: Loopback) -> None:
    crossref(answers, title=["Language Models and Model Stealing: Fair Use of Few Learners"])
    result = add(DOI)
    assert result.status == DONE
    assert "bender2021language: topics that it may carry:" in result.out
    assert "its alias 'model stealing' stands in the title" in result.out
    assert (
        "works with similar titles carry it (brown2020language" in result.out
        or "a work with a similar title carries it" in result.out
    )
    assert "give topics, one to five: keywords = {…} of bender2021language" in result.out
    assert [line.split()[1] for line in kb("check", "--root", library).lines if line.split()[1][1:].isdigit()] == [
        "W213"
    ]


def test_an_unknown_topic_is_a_slip(add: Add, library: Path, answers: Loopback) -> None:
    crossref(answers)
    result = add(DOI, "--topics", "atacks")
    assert (result.status, result.err) == (
        USAGE,
        "kb: 'atacks' is no topic; did you mean 'attacks'?\nkb: nothing was written\n",
    )


def test_a_doi_of_datacite(add: Add, library: Path, answers: Loopback) -> None:
    attributes = {
        "doi": "10.5281/zenodo.123",
        "titles": [{"title": "A data set of words"}],
        "creators": [{"name": "Finn, Chelsea", "familyName": "Finn", "givenName": "Chelsea"}],
        "publicationYear": 2020,
        "publisher": "Zenodo",
        "types": {"resourceTypeGeneral": "Dataset"},
        "container": {},
    }
    answers.give("/datacite/dois/", {"data": {"attributes": attributes}})
    assert add("10.5281/zenodo.123", "--topics", "attacks").status == DONE
    assert "publisher = {Zenodo}" in entry(library, "finn2020data")
    assert "@dataset{finn2020data" in (library / "bibliography/references.bib").read_text()


def test_a_preprint_is_cited_in_its_published_form_and_keeps_its_number(
    add: Add, library: Path, answers: Loopback
) -> None:
    answers.give("/arxiv/api/query", atom(doi="10.1145/1.2"))
    crossref(answers, "10.1145/1.2", title=["Model-Agnostic Meta-Learning for Fast Adaptation"])
    assert add("arXiv:1703.03400v2", "--topics", "attacks").status == DONE
    text = entry(library, "bender2021model")
    for field in ("doi = {10.1145/1.2}", "eprint = {1703.03400}", "archiveprefix = {arXiv}", "primaryclass = {cs.LG}"):
        assert field in text


def test_a_preprint_that_was_never_published(add: Add, library: Path, answers: Loopback) -> None:
    answers.give("/arxiv/api/query", atom(doi="10.48550/arXiv.1703.03400"))
    assert add("1703.03400", "--topics", "attacks").status == DONE
    text = entry(library, "finn2017model")
    assert "year = {2017}" in text
    assert "doi" not in text


def test_a_paper_of_the_anthology(add: Add, library: Path, answers: Loopback) -> None:
    bibtex = """@inproceedings{bender-koller-2020-climbing,
    title = "Climbing towards {NLU}: {On} Meaning, Form, and Understanding",
    author = "Bender, Emily M.  and
      Koller, Alexander",
    booktitle = "Proceedings of the 58th Annual Meeting",
    year = "2020",
    url = "https://aclanthology.org/2020.acl-main.463/",
    pages = "5185--5198",
}"""
    answers.give("/acl-anthology/2020.acl-main.463.bib", bibtex)
    assert add("https://aclanthology.org/2020.acl-main.463/", "--topics", "attacks").status == DONE
    text = entry(library, "bender2020climbing")
    assert "title = {Climbing towards {NLU}: On Meaning, Form, and Understanding}" in text
    assert "url = {https://aclanthology.org/2020.acl-main.463/}" in text
    again = add("2020.acl-main.463")
    assert (again.status, "is here already: 'bender2020climbing'" in again.err) == (PROBLEMS, True)


def test_a_number_of_pubmed_leads_to_the_full_names_of_crossref(add: Add, library: Path, answers: Loopback) -> None:
    summary = {
        "title": "Machine learning approaches to drug response.",
        "authors": [{"name": "Adam G", "authtype": "Author"}],
        "pubdate": "2020 Jun 15",
        "fulljournalname": "NPJ precision oncology",
        "articleids": [{"idtype": "doi", "value": "10.1038/S41698"}],
    }
    answers.give("/pubmed/esummary.fcgi", {"result": {"uids": ["32566759"], "32566759": summary}})
    changes = {
        "type": "journal-article",
        "title": [summary["title"]],
        "author": [{"given": "George", "family": "Adam"}],
    }
    crossref(answers, "10.1038/s41698", **changes, **{"container-title": ["npj Precision Oncology"]})
    result = add("PMID:32566759", "--topics", "attacks")
    assert result.status == DONE
    assert "author = {Adam, George}" in entry(library, "adam2021machine")
    looks = (library / "bibliography/provenance.yaml").read_text()
    assert "source: pubmed" in looks
    assert "source: crossref" in looks


def test_a_number_that_pubmed_does_not_know(add: Add, answers: Loopback) -> None:
    answers.give("/pubmed/esummary.fcgi", {"result": {"uids": ["1"], "1": {"uid": "1", "error": "cannot get"}}})
    assert "PMID 1: there is no such record" in add("PMID 1").err


def open_library(answers: Loopback, **changes: object) -> None:
    edition = {
        "title": "Deep learning",
        "subtitle": "a long road",
        "authors": [{"key": "/authors/OL1A"}],
        "publishers": ["MIT Press"],
        "publish_date": "November 18, 2016",
        **changes,
    }
    answers.give("/openlibrary/isbn/9780262035613.json", edition)
    answers.give("/openlibrary/authors/OL1A.json", {"name": "Ian J. Goodfellow"})
    answers.give("/openlibrary/works/OL2W.json", {"authors": [{"author": {"key": "/authors/OL1A"}}]})


def test_a_book(add: Add, library: Path, answers: Loopback) -> None:
    open_library(answers)
    assert add("0-262-03561-8", "--topics", "attacks").status == DONE
    text = entry(library, "goodfellow2016deep")
    for line in ("author = {Goodfellow, Ian J.}", "title = {Deep learning: a long road}", "isbn = {9780262035613}"):
        assert line in text
    assert "source: catalog, at: " in (library / "bibliography/provenance.yaml").read_text()
    assert "the same ISBN" in add("978-0-262-03561-3").err


def test_an_edition_without_authors_has_those_of_its_work(add: Add, library: Path, answers: Loopback) -> None:
    open_library(answers, authors=None, works=[{"key": "/works/OL2W"}])
    assert add("9780262035613", "--topics", "attacks").status == DONE
    assert "author = {Goodfellow, Ian J.}" in entry(library, "goodfellow2016deep")


@pytest.mark.parametrize("authors", [[{"key": "//evil.example/x"}], [{}], "x", [3]])
def test_a_book_whose_record_is_not_in_its_form(add: Add, library: Path, answers: Loopback, authors: object) -> None:
    open_library(answers, authors=authors)
    result = add("9780262035613")
    assert (result.status, "openlibrary.org answered in a form that is not its own" in result.err) == (PROBLEMS, True)


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Ignored | Site</title>
<meta property="og:title" content="Alpaca: A Strong &amp; Replicable Model">
<meta property="og:site_name" content="Stanford CRFM">{more}
<meta property="article:published_time" content="2023-03-13T00:00:00Z"></head><body>x</body></html>"""


def test_a_page(add: Add, library: Path, answers: Loopback) -> None:
    answers.give("/alpaca", Reply(PAGE.format(more="").encode(), headers={"Content-Type": "text/html"}))
    assert add(f"{answers.address}/alpaca", "--topics", "attacks").status == DONE
    text = entry(library, "stanfordcrfm2023alpaca")
    assert "author = {{Stanford CRFM}}" in text
    assert r"title = {Alpaca: A Strong \& Replicable Model}" in text
    assert f"url = {{{answers.address}/alpaca}}" in text
    assert "urldate = {20" in text
    assert "@online{stanford" in (library / "bibliography/references.bib").read_text()
    assert "the same URL" in add(f"{answers.address}/alpaca/").err


def test_a_page_that_names_the_doi_of_a_paper_is_that_paper(add: Add, library: Path, answers: Loopback) -> None:
    page = PAGE.format(more=f'<meta name="citation_doi" content="https://doi.org/{DOI}">')
    answers.give("/paper", Reply(page.encode(), headers={"Content-Type": "text/html"}))
    crossref(answers)
    assert add(f"{answers.address}/paper", "--topics", "attacks").status == DONE
    assert f"doi = {{{DOI}}}" in entry(library, "bender2021dangers")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(b"%PDF", headers={"Content-Type": "application/pdf"}), "is not a web page"),
        (
            Reply(b"<p>nothing", headers={"Content-Type": "text/html"}),
            "its record names no author, which @online needs",
        ),
        (Reply(status=404), "there is no such record"),
        (Reply(status=403), "answered with status 403"),
    ],
)
def test_a_page_that_says_nothing(add: Add, library: Path, answers: Loopback, reply: Reply, message: str) -> None:
    answers.give("/page", reply)
    before = files(library)
    result = add(f"{answers.address}/page")
    assert (result.status, message in result.err, files(library) == before) == (PROBLEMS, True, True)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(status=404), f"DOI {DOI}: there is no such record; look for slips, or say with --offline what it is"),
        (Reply(status=403), "answered with status 403; try again later"),
        (Reply(b'{"message": {', cut=3), "cannot be reached"),
        (Reply(b"<html>"), "something that is not JSON"),
        (Reply(b'{"message": []}'), "answered in a form that is not its own"),
        (Reply(b'{"message": {}}'), "its record names no author"),
        (Reply(json.dumps({"message": {**PARROTS, "issued": {"date-parts": [[9999]]}}}).encode()), "names no year"),
        (
            Reply(b'{"message": {"title": ["A"], "author": [{"family": "B"}]}}'),
            "no year, which @misc needs; say it with --year",
        ),
    ],
)
def test_an_answer_that_is_none_or_half_of_one(
    add: Add, library: Path, answers: Loopback, monkeypatch: pytest.MonkeyPatch, reply: Reply, message: str
) -> None:
    monkeypatch.setattr("urllib3.util.retry.Retry.sleep", lambda *_, **__: None)
    answers.give(f"/crossref/works/{DOI}", reply)
    before = files(library)
    result = add(DOI)
    assert (result.status, message in result.err, result.out) == (PROBLEMS, True, "")
    assert files(library) == before


def test_what_a_record_lacks_can_be_said(add: Add, library: Path, answers: Loopback) -> None:
    crossref(answers, issued={}, **{"container-title": []})
    assert (
        add(DOI, "--year", "2021", "--type", "inproceedings", "--venue", "FAccT & more", "--topics", "attacks").status
        == DONE
    )
    assert r"booktitle = {FAccT \& more}" in entry(library, "bender2021dangers")
    assert "shows: [author, title, pages, publisher]" in (library / "bibliography/provenance.yaml").read_text()


def test_a_retracted_work_is_told(add: Add, answers: Loopback) -> None:
    crossref(answers, **{"updated-by": [{"type": "retraction", "DOI": "10.1/x"}]})
    assert "bender2021dangers: crossref calls it: retraction" in add(DOI).out


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Steal {this} $\\ell_1$ & 100%", r"Steal \{this\} $\ell_1$ \& 100\%"),
        ("} @misc{evil, title={x", "@miscevil, title=x"),
        ("Unclosed {brace", "Unclosed brace"),
        ("<i>Lisa</i> &lt;script&gt;alert(1)&lt;/script&gt;", r"Lisa $<$script$>$alert(1)$<$/script$>$"),
        (r"\input{/etc/passwd} and \undefined", r"$\backslash$input\{/etc/passwd\} and $\backslash$undefined"),
        ("Costs of $5 and $6", r"Costs of \$5 and \$6"),
        ("A\u0000B\u202eC", "ABC"),
        ("Größe: Ein Überblick", "Größe: Ein Überblick"),
    ],
)
def test_hostile_titles(add: Add, kb: Run, library: Path, answers: Loopback, title: str, written: str) -> None:
    crossref(answers, title=[title])
    result = add(DOI, "--topics", "attacks")
    assert (result.status, result.err) == (DONE, "")
    text = (library / "bibliography/references.bib").read_text("utf-8")
    assert written in text.replace("{ABC}", "ABC")
    assert text.count("\n@") == 4
    assert kb("check", "--root", library, "--strict").status == DONE


@pytest.mark.parametrize("doi", ["10.1/a}, note = {mine", "10.1/a}}\n@misc{b, title={c}", "10.1/{", 7])
def test_no_identifier_of_a_record_ends_its_field(add: Add, library: Path, answers: Loopback, doi: object) -> None:
    answers.give(f"/crossref/works/{DOI}", {"message": {**PARROTS, "DOI": doi}})
    before = files(library)
    result = add(DOI)
    assert (result.status, files(library) == before) == (PROBLEMS, True)
    assert "Traceback" not in result.err
    assert "mistake of kb" not in result.err


@pytest.mark.parametrize(
    ("authors", "written"),
    [
        ([{"family": "Smith and {Sons", "given": "A"}], "{A Smith and Sons}"),
        ([{"name": "Research & Co"}], r"{Research \& Co}"),
        ([{"family": "O'Neil<b>", "given": "Cathy"}], "O'Neil, Cathy"),
        ([{"family": "Brown", "given": "Tom B"}], "Brown, Tom B."),  # as people.yaml writes him
    ],
)
def test_names_as_services_write_them(
    add: Add, kb: Run, library: Path, answers: Loopback, authors: object, written: str
) -> None:
    crossref(answers, author=authors)
    assert add(DOI, "--topics", "attacks").status == DONE
    assert f"author = {{{written}}}" in (library / "bibliography/references.bib").read_text("utf-8")
    assert kb("check", "--root", library, "--strict").status == DONE


def test_whoever_shares_a_name_is_recorded_apart(add: Add, kb: Run, library: Path, answers: Loopback) -> None:
    crossref(answers, author=[{"family": "Zhang", "given": "Fan"}])
    result = add(DOI, "--topics", "attacks")
    assert result.status == DONE
    assert "'Fan Zhang' is a name that others have, so it is recorded apart, as fan-zhang-3;" in result.out
    assert (
        (library / "bibliography/people.yaml")
        .read_text("utf-8")
        .endswith(
            '\n\n- slug: fan-zhang-3\n  name: "Fan Zhang"\n  forms: ["Zhang, Fan"]\n  works: [zhang2021dangers]\n'
        )
    )
    assert kb("check", "--root", library, "--strict").status == DONE


def test_a_venue_is_written_as_it_is_known(add: Add, library: Path, answers: Loopback) -> None:
    crossref(answers, **{"container-title": ["Advances in Neural Information Processing systems, 33"]})
    assert add(DOI, "--topics", "attacks").status == DONE
    assert "{Advances in Neural Information Processing Systems 33}" in entry(library, "bender2021dangers")


@pytest.mark.parametrize(
    ("target", "changes", "message"),
    [
        ("10.1000/XYZ123", {}, "'tramer2016stealing' (bibliography/references.bib:21) has the same DOI"),
        (
            "https://arxiv.org/abs/2005.14165v4",
            {},
            "'brown2020language' (bibliography/references.bib:1) has the same arXiv",
        ),
        (
            "https://www.copyright.gov/fair-use",
            {},
            "'uscopyrightoffice2021more' (bibliography/references.bib:34) has the same URL",
        ),
        (
            DOI,
            {"title": ["Language models are few-shot learners"], "author": [{"family": "Brown", "given": "T."}]},
            "'brown2020language' (bibliography/references.bib:1) has the same title; if they are two works",
        ),
        (
            DOI,
            {
                "title": ["More Information on Fair Use Law"],
                "author": [{"name": "U.S. Copyright Office"}],
            },
            "has nearly the same title, 'More Information on Fair Use'; if they are two works",
        ),
    ],
)
def test_what_is_here_already_is_named(
    add: Add, library: Path, answers: Loopback, target: str, changes: dict[str, object], message: str
) -> None:
    crossref(answers, **changes)
    before = files(library)
    result = add(target)
    assert (result.status, message in result.err) == (PROBLEMS, True), result.err
    assert files(library) == before
    if "two works" in message:
        assert add(target, "--anyway", "--topics", "attacks", "--note", "The second edition.").status == DONE
        assert "note = {The second edition.}" in (library / "bibliography/references.bib").read_text()


def test_the_same_title_by_others_is_another_work(add: Add, answers: Loopback) -> None:
    crossref(answers, title=["Language models are few-shot learners"])
    assert add(DOI, "--topics", "attacks").status == DONE


def test_many_works_can_stand_on_one_page_and_share_a_short_title(add: Add, library: Path, answers: Loopback) -> None:
    path = library.parent / "mine.bib"
    entries = (
        "@misc{a, author={Finn, Chelsea and Ng, Ann}, title={Deep learning}, year={2015}, url={https://x.org/papers/}}",
        "@misc{b, author={Li, Bo and Ng, Ann}, title={Deep learning}, year={2016}, url={https://x.org/papers/}}",
    )
    path.write_text("\n".join(entries), "utf-8")
    result = add(path, "--topics", "attacks", "--offline")
    assert (result.status, result.err) == (DONE, "")


def test_a_key_that_is_taken_gets_a_letter(add: Add, library: Path, answers: Loopback) -> None:
    changes = {
        "title": ["Language of Bees"],
        "author": [{"family": "Brown", "given": "Ann"}],
        "issued": {"date-parts": [[2020]]},
    }
    crossref(answers, **changes)
    assert add(DOI, "--topics", "attacks").status == DONE
    assert "Language of Bees" in entry(library, "brown2020languagea")


def test_several_are_all_written_or_none(add: Add, kb: Run, library: Path, answers: Loopback) -> None:
    crossref(answers)
    answers.give("/arxiv/api/query", atom())
    before = files(library)
    result = add(DOI, "1703.03400", "10.9999/none", "--topics", "attacks")
    assert (result.status, files(library) == before) == (PROBLEMS, True)
    assert result.err.splitlines() == [
        "kb: DOI 10.9999/none: there is no such record; look for slips, or say with --offline what it is",
        "kb: nothing was written",
    ]
    assert add(DOI, "1703.03400", "--topics", "attacks").status == DONE
    assert kb("check", "--root", library, "--strict").status == DONE


def test_one_work_named_twice_is_told(add: Add, answers: Loopback) -> None:
    crossref(answers)
    assert "'bender2021dangers' (added just now) has the same DOI" in add(DOI, f"https://doi.org/{DOI}").err


def test_a_knowledge_base_with_errors_is_left_alone(add: Add, library: Path, answers: Loopback) -> None:
    path = library / "sections/1.1-security.yaml"
    path.write_text(path.read_text("utf-8").replace("role: policy", "role: law"), "utf-8")
    result = add(DOI)
    assert (result.status, "E109" in result.out, answers.asked) == (PROBLEMS, True, [])


def test_what_the_check_would_find_is_printed_instead_of_written(add: Add, library: Path, answers: Loopback) -> None:
    answers.give(f"/crossref/works/{DOI}", {"message": {**PARROTS, "DOI": "10.1/x"}})
    before = files(library)
    result = add(DOI)
    assert (result.status, files(library) == before) == (PROBLEMS, True)
    assert "bibliography/references.bib:8:3: E124 '10.1/x' is not a DOI" in result.out
    assert "nothing was written" in result.err


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(
    add: Add, library: Path, answers: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        if path.name == "provenance.yaml":
            raise OSError(28, "No space left on device", str(path))
        replace_text(path, text)

    monkeypatch.setattr("kb.add.change.replace_text", full)
    crossref(answers)
    before = files(library)
    result = add(DOI, "--topics", "attacks")
    assert (result.status, result.err) == (
        PROBLEMS,
        "kb: provenance.yaml: No space left on device; nothing was written\n",
    )
    assert files(library) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["brown2020language"],
            "'brown2020language' is nothing that can be looked up; give one of: arXiv (1706.03762), DOI",
        ),
        (["978-0-262-03561-4"], "its figures are those of no ISBN"),
        ([], "the following arguments are required: WORK"),
        ([DOI, "--type", "artcle"], "'artcle' is no type of entry; did you mean 'article'?"),
        ([DOI, "2005.14165", "--title", "x"], "--title speaks of one work; name one"),
    ],
)
def test_slips(add: Add, answers: Loopback, arguments: list[str], message: str) -> None:
    crossref(answers)
    result = add(*arguments)
    assert (result.status, message in result.err) == (USAGE, True), result.err


def test_offline_the_person_is_asked(
    add: Add, kb: Run, library: Path, answers: Loopback, typed: Callable[..., None]
) -> None:
    typed(
        "Bender, Emily M. and {Q&A Group}",
        "On the Dangers of GPT-3 and other large parrots",
        "2021",
        "FAccT Conference",
        "atacks",
        "attacks",
    )
    result = add(DOI, "--offline")
    assert result.status == DONE
    assert "'atacks' is no topic; did you mean 'attacks'?. Topics: " in result.err
    assert "authors (Family, Given and Family, Given; an {Organization} in braces): " in result.err
    text = entry(library, "bender2021dangers")
    assert r"author = {Bender, Emily M. and {Q\&A Group}}" in text
    assert "{GPT}-3" in text
    assert "booktitle = {FAccT Conference}" in text
    assert f"doi = {{{DOI}}}" in text
    assert (library / "bibliography/provenance.yaml").read_text() == "[]\n"
    assert answers.asked == []
    assert kb("check", "--root", library, "--strict").status == DONE


def test_offline_options_answer_too(add: Add, library: Path) -> None:
    said = ("--author", "Finn, Chelsea", "--title", "Meta-Learning", "--year", "2017", "--topics", "attacks")
    assert add("1703.03400", "--offline", *said).status == DONE
    assert "eprint = {1703.03400}" in entry(library, "finn2017meta")
    result = add("1703.03401", "--offline", "--title", "Other")
    message = (
        "kb: arXiv 1703.03401: nothing is known of it offline; say it with --author, --year\nkb: nothing was written\n"
    )
    assert (result.status, result.err) == (USAGE, message)


def test_offline_an_answer_that_was_kept_counts(add: Add, library: Path, answers: Loopback) -> None:
    crossref(answers)
    add(DOI, "--dry-run")
    assert add(DOI, "--offline", "--topics", "attacks").status == DONE
    assert len(answers.asked) == 1


def test_who_stops_answering_writes_nothing(add: Add, library: Path, typed: Callable[..., None]) -> None:
    typed("Finn, Chelsea")
    before = files(library)
    result = add("1703.03400", "--offline")
    assert (result.status, files(library) == before) == (PROBLEMS, True)
    assert "there were no more answers" in result.err


FOREIGN = r"""
@Comment{from a reference manager}
@string{acm = "ACM Press"}
@InProceedings{Ben21,
  Author    = {Emily M. Bender and Timnit Gebru and others},
  Title     = {On the Dangers of {GPT}: a long list of plain words},
  BookTitle = {Proc. {FAccT}},
  Date      = {2021-03-03},
  Publisher = acm,
  Url       = {https://doi.org/10.1145/3442188.3445922},
  Abstract  = {Long.},
  Keywords  = {attacks, parrots},
  File      = {:a.pdf:PDF},
  Isbn      = {12},
}

@mastersthesis{x, author={Finn, Chelsea}, title={Learning <b>fast</b> with $5},
  school={MIT}, year=2017, note={In print}}
"""


def test_a_file_of_somebody_else_is_taken_over(add: Add, kb: Run, library: Path, answers: Loopback) -> None:
    path = library.parent / "mine.bib"
    path.write_text(FOREIGN.replace("<b>fast</b> with $5", "fast"), "utf-8")
    crossref(answers, title=["On the dangers of GPT: a long list of plain words"])
    result = add(path, "--topics", "copyright")
    assert (result.status, result.err) == (DONE, "")
    text = entry(library, "bender2021dangers")
    for line in (
        "author = {Bender, Emily M. and Gebru, Timnit and others}",
        "publisher = {ACM Press}",
        f"doi = {{{DOI}}}",
        "keywords = {attacks}",
    ):
        assert line in text
    assert "url" not in text
    assert "bender2021dangers: its key was 'Ben21'" in result.out
    assert "bender2021dangers: left out: abstract, file, isbn" in result.out
    assert "note = {In print. Not cited by the report.}" in entry(library, "finn2017learning")
    assert "type = {Master's thesis}" in entry(library, "finn2017learning")
    assert "work: bender2021dangers, source: crossref" in (library / "bibliography/provenance.yaml").read_text()
    assert kb("check", "--root", library, "--strict").status == DONE


def test_an_entry_whose_identifier_is_of_another_work_is_told(add: Add, library: Path, answers: Loopback) -> None:
    path = library.parent / "mine.bib"
    path.write_text(FOREIGN.partition("@masters")[0], "utf-8")
    crossref(answers, title=["Another one"])
    result = add(path)
    assert "https://doi.org/10.1145/3442188.3445922 is of another work, 'Another one'" in result.out
    assert (library / "bibliography/provenance.yaml").read_text() == "[]\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no entry"),
        ("@misc{a, title = {x}", "mine.bib:1:1: E111"),
        ("@misc{a, title = {x}, author = {B, C}, year = {2021/22}}", "'2021/22' is not a year; write four digits"),
        ("@misc{a, title = {x}}", "'a' (misc) lacks author and year; add it there"),
        (
            "@misc{a, author={B, C}, title={L{}}, year={2000}}\n@misc{b, author={B, C}, title={L}, year={2001}}",
            "(added just now) has the same title",
        ),
        (FOREIGN, "E"),
        ("\xff", None),
    ],
)
def test_a_file_with_mistakes(add: Add, library: Path, answers: Loopback, text: str, message: str | None) -> None:
    path = library.parent / "mine.bib"
    path.write_text(text, "latin-1" if message is None else "utf-8")
    before = files(library)
    result = add(path)
    assert (result.status, (message or "is not UTF-8") in result.out + result.err) == (PROBLEMS, True), result
    assert files(library) == before


def test_a_file_that_is_not_there(add: Add) -> None:
    result = add("/nowhere/mine.bib")
    assert (result.status, result.err.splitlines()[0]) == (
        PROBLEMS,
        "kb: '/nowhere/mine.bib' cannot be read: No such file or directory",
    )


def test_into_a_corpus_that_is_still_empty(kb: Run, tiny: Path, answers: Loopback, typed: Callable[..., None]) -> None:
    for file in (
        "sections/1.1-security.yaml",
        "sections/1-introduction.yaml",
        "bibliography/provenance.yaml",
        "bibliography/errata.yaml",
    ):
        (tiny / file).unlink()
    (tiny / "bibliography/references.bib").write_text("")
    crossref(answers)
    result = kb("add", DOI, "--root", tiny, "--cache", tiny.parent / "a.sqlite")
    assert (result.status, result.err) == (DONE, "")
    assert (tiny / "bibliography/provenance.yaml").stat().st_mode & 0o777 == (
        tiny / "mkdocs.yml"
    ).stat().st_mode & 0o777
    assert kb("check", "--root", tiny, "--strict").status == DONE


def test_at_a_real_terminal(library: Path) -> None:
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "kb", "add", "1703.03400", "--offline", "--root", str(library)]
    command += ["--cache", str(library.parent / "a.sqlite")]
    process = subprocess.Popen(command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.write(controller, "Finn, Chelsea\nÜber Model-Agnostic Meta-Learning\n2017\n\nattacks\n".encode())
    out, err = process.communicate(timeout=60)
    os.close(controller)
    os.close(terminal)
    assert process.returncode == 0, err
    assert b"finn2017uber" in out
