"""Lists of works to download."""

import csv
import io
from dataclasses import replace

import pytest
from pybtex.database import parse_string

from kb.link import Links
from kb.model import Work
from kb.render import render
from kb.render.data import exports
from kb.render.data.exports import COLUMNS, CSV, Exports, Format
from kb.render.page import Page


def test_bibtex_is_read_by_other_tools(library_links: Links) -> None:
    works = list(library_links.base.works.values())
    entries = parse_string(Exports(library_links).bibtex(works), "bibtex").entries
    assert list(entries) == [work.key for work in works]
    assert "keywords" not in entries["brown2020language"].fields


def test_csv_has_a_line_a_work(library_links: Links) -> None:
    text = Exports(library_links).text(CSV, library_links.base.works.values())
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["key"] for row in rows] == list(library_links.base.works)
    assert rows[0]["venue"] == "NeurIPS"
    assert (rows[1]["topics"], rows[1]["citing_sections"]) == ("copyright attacks", "1")
    assert rows[2]["title"] == "Stealing ℓ_1 Models & More: 100% of APIs"


def test_no_cell_is_taken_for_a_formula(library_links: Links) -> None:
    work = library_links.base.works["uscopyrightoffice2021more"]
    evil = replace(work, fields={**work.fields, "title": '=HYPERLINK("http://evil")'})
    base = replace(library_links.base, works={**library_links.base.works, work.key: evil})
    rows = list(csv.DictReader(io.StringIO(Exports(Links(base)).text(CSV, [evil]))))
    assert rows[0]["title"] == '\'=HYPERLINK("http://evil")'


def pages(links: Links) -> dict[str, Page]:
    return {page.url: page for page in render(links).pages}


def test_the_works_of_a_section_can_be_taken_into_a_reference_manager(library_links: Links) -> None:
    page = pages(library_links)["sections/security/"]
    section = next(section for section in library_links.base.sections if section.slug == "security")
    head = str(page.parts[0][1])
    for name, suffix in (("BibTeX", "bib"), ("biblatex", "biblatex.bib"), ("CSV", "csv")):
        assert f'<a href="security.{suffix}" download>{name}</a>' in head
        assert set(page.files) >= {f"security.{suffix}"}
    entries = parse_string(page.files["security.bib"], "bibtex").entries
    assert set(entries) == {citation.work for citation in section.citations}


def test_a_format_is_told_in_one_place(library_links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    def title(_: Links, work: Work) -> str:
        return f"{work.title}\n"

    monkeypatch.setattr(exports, "FORMATS", (*exports.FORMATS, Format("Titles", "txt", title, head="# Titles\n")))
    made = pages(library_links)
    for url, name in (("sections/security/", "security"), ("topics/attacks/", "attacks")):
        assert made[url].files[f"{name}.txt"].startswith("# Titles\n")
        assert f'<a href="{name}.txt" download>Titles</a>' in str(made[url].parts[0][1])
    assert "exports/references.txt" in render(library_links).files
