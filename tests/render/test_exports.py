"""Lists of works to take away."""

import csv
import io
from dataclasses import replace

from pybtex.database import parse_string

from kb.link import Links
from kb.render.exports import COLUMNS, Exports


def test_bibtex_is_read_by_other_tools(library_links: Links) -> None:
    works = list(library_links.base.works.values())
    entries = parse_string(Exports(library_links).bibtex(works), "bibtex").entries
    assert list(entries) == [work.key for work in works]
    assert "keywords" not in entries["brown2020language"].fields


def test_csv_has_a_line_a_work(library_links: Links) -> None:
    text = Exports(library_links).csv(library_links.base.works.values())
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
    rows = list(csv.DictReader(io.StringIO(Exports(Links(base)).csv([evil]))))
    assert rows[0]["title"] == '\'=HYPERLINK("http://evil")'
