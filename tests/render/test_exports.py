"""Lists of works to take away."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pybtex.database import parse_string

from kb.check.bibliography import REQUIRED
from kb.cli import main
from kb.link import Links
from kb.link.lists import LISTS
from kb.model import Name
from kb.render import render
from kb.render.data import exports
from kb.render.data.exports import BIBTEX, CSV, FORMATS, Exports, Format
from kb.render.data.exports.csl import TYPES, csl
from kb.render.data.exports.endnote import TYPES as ENDNOTE_TYPES
from kb.render.data.exports.hayagriva import TYPES as HAYAGRIVA_TYPES
from kb.render.data.exports.item import Item
from kb.render.data.exports.ris import TYPES as RIS_TYPES
from kb.render.data.exports.table import COLUMNS
from tests.conftest import Run, copy_library, page_at, read


def form(suffix: str) -> Format:
    return next(form for form in FORMATS if form.suffix == suffix)


def test_bibtex_is_read_by_other_tools(library_links: Links) -> None:
    works = list(library_links.base.works.values())
    entries = parse_string(Exports(library_links).text(BIBTEX, works), "bibtex").entries
    assert list(entries) == [work.key for work in works]
    assert "keywords" not in entries["brown2020language"].fields


def test_every_format_says_where_a_work_is_cited_and_why(library_links: Links) -> None:
    work = library_links.base.works["tramer2016stealing"]
    [(_, citation), *_] = library_links.citations_of(work)
    said = f"p. {citation.page}, {citation.role}: {citation.note}"
    made = Exports(library_links)
    for one in FORMATS:
        assert said in made.text(one, [work]), one.name
        assert said not in made.text(one, [work], annotated=False), one.name


def test_what_is_said_can_not_end_a_field(library_links: Links) -> None:
    base = library_links.base
    section = next(section for section in base.sections if section.citations)
    note = "costs } 5 % of {it} & \\LaTeX <b>, see ]]> and $x$"
    evil = replace(section, citations=tuple(replace(citation, note=note) for citation in section.citations))
    links = Links(replace(base, sections=(evil,)))
    work = links.works_of(evil)[0]
    made = Exports(links)
    entry = parse_string(made.text(BIBTEX, [work]), "bibtex").entries[work.key]
    assert r"costs \textbraceright{} 5 \% of \textbraceleft{}it\textbraceright{} \&" in entry.fields["annote"]
    assert "<b>" not in made.text(form("endnote.xml"), [work])
    assert json.loads(made.text(form("csl.json"), [work]))[0]["note"].count("costs } 5 %") >= 1
    assert "costs } 5 % of {it} & \\\\LaTeX \\<b\\>" in made.text(form("md"), [work])


def test_every_type_has_its_like_in_each_format() -> None:
    assert REQUIRED.keys() <= TYPES.keys()
    kinds = {*TYPES.values(), "article"}
    assert kinds == RIS_TYPES.keys() == ENDNOTE_TYPES.keys() == HAYAGRIVA_TYPES.keys()


def test_a_preprint_an_organization_and_a_list_cut_short_in_csl(library_links: Links) -> None:
    work = library_links.base.works["uscopyrightoffice2021more"]
    fields = {**work.fields, "eprint": "2101.00001", "month": "mar", "urldate": "2021-08-16"}
    name = Name("van den Berg", "Ann", "Jr.")
    found = csl(replace(work, key="x", fields=fields, authors=(name, Name("World Bank", literal=True)), others=True))
    assert (found["type"], found["number"], found["publisher"]) == ("article", "arXiv:2101.00001", "arXiv")
    assert found["issued"] == {"date-parts": [[2021, 3]]}
    assert found["accessed"] == {"date-parts": [[2021, 8, 16]]}
    assert found["author"] == [
        {"family": "van den Berg", "given": "Ann", "suffix": "Jr."},
        {"literal": "World Bank"},
        {"literal": "et al."},
    ]


def test_an_organization_stays_one_author_and_a_page_of_the_web_is_one(library_links: Links) -> None:
    work = library_links.base.works["uscopyrightoffice2021more"]
    fields = {name: value for name, value in work.fields.items() if name != "url"}
    name = Name("Department of Health, Education, and Welfare", literal=True)
    alone = Item(replace(work, key="alone", type="misc", fields=fields, authors=(name,)))
    there = Item(replace(alone.work, key="there", fields={**fields, "url": "https://example.org/"}))
    assert "\nAU  - Department of Health Education and Welfare,\n" in exports.ris.record(alone)
    assert "<author>Department of Health Education and Welfare,</author>" in exports.endnote.record(alone)
    assert [exports.ris.record(one).split()[2] for one in (alone, there)] == ["MANSCPT", "ELEC"]


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


def test_the_works_of_a_section_can_be_taken_into_a_reference_manager(library_links: Links) -> None:
    page = page_at(render(library_links), "sections/security/")
    section = next(section for section in library_links.base.sections if section.slug == "security")
    head = str(page.blocks[0][1])
    for name, suffix in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "csl.json")):
        assert f'<a href="security.{suffix}" download>{name}</a>' in head
        assert set(page.files) >= {f"security.{suffix}"}
    entries = parse_string(read(page.files["security.bib"]), "bibtex").entries
    assert set(entries) == {citation.work for citation in section.citations}


def test_a_list_of_one_work_leads_to_the_files_of_the_work(library_links: Links) -> None:
    author = next(author for author in library_links.people.authors.values() if len(author.works) == 1)
    page = page_at(render(library_links), f"authors/{author.slug}/")
    key = author.works[0].key
    assert not page.files
    assert f'<a href="../../works/{key}/{key}.ris" download>RIS</a>' in str(page.blocks[0][1])


def test_the_browser_can_cut_every_work_out_of_the_whole(library_links: Links) -> None:
    files = render(library_links).exports
    pieces = json.loads(read(files["exports/pieces.json"]))
    made = Exports(library_links)
    for listed in pieces["lists"]:
        for one in pieces["formats"]:
            for folder, lengths, annotated in (("exports", "lengths", True), ("exports/plain", "plain", False)):
                text = read(files[f"{folder}/{listed['name']}.{one['suffix']}"]).encode("utf-16-le")
                at = len(one["head"])
                for key, length in zip(listed["keys"], listed[lengths][one["suffix"]], strict=True):
                    cut = text[2 * at : 2 * (at + length)].decode("utf-16-le")
                    assert cut.encode() == made.of(form(one["suffix"]), key, annotated)
                    at += length + len(one["between"])


def test_a_format_is_told_in_one_place(library_links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    def title(item: Item) -> str:
        return f"{item.work.title}\n"

    titles = Format("Titles", "txt", title, head="# Titles\n", everywhere=True)
    monkeypatch.setattr(exports, "FORMATS", (*exports.FORMATS, titles))
    site = render(library_links)
    for url, name in (("sections/security/", "security"), ("topics/attacks/", "attacks")):
        page = page_at(site, url)
        assert read(page.files[f"{name}.txt"]).startswith("# Titles\n")
        assert f'<a href="{name}.txt" download>Titles</a>' in str(page.blocks[0][1])
    assert "exports/references.txt" in site.exports


def test_the_command_prints_what_the_site_has(kb: Run, tmp_path: Path, library_links: Links) -> None:
    root = copy_library(tmp_path / "library")
    there = page_at(render(library_links), "sections/security/").files
    assert kb("export", "section", "security", "--format", "ris", "--root", root).out == read(there["security.ris"])
    written = tmp_path / "all.json"
    assert kb("export", "all", "--format", "csl.json", "--plain", "--output", written, "--root", root).status == 0
    assert {item["id"] for item in json.loads(written.read_text("utf-8"))} == set(library_links.base.works)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sektion", "security"), "'sektion' is no kind of list; did you mean 'section'?"),
        (("section", "securty"), "'securty' is no section; did you mean 'security'?"),
        (("section",), "say which section, or 'kb export all' for every work"),
        (("all", "security"), "'all' is every work that the report cites; leave out what stands behind it"),
        (("all", "--format", "rsi"), "'rsi' is no format; one of bib, biblatex.bib, ris, csl.json,"),
    ],
)
def test_a_slip_is_named(kb: Run, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    result = kb("export", *arguments, "--root", copy_library(tmp_path / "library"))
    assert result.status == 2
    assert result.err.startswith(f"kb: {said}")


def test_the_help_names_every_list_and_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert all(name in text for name in (*LISTS, *(form.suffix for form in FORMATS)))
