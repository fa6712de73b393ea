"""The exports in the hands of the programs that people use: BibTeX, biber, bibtex-tidy, citation-js and pandoc."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import typst

from kb.link import Links
from kb.model import KnowledgeBase, Work
from kb.read.bibtex import read_bibliography
from kb.read.canonical import FIELDS
from kb.render.data.exports import FORMATS, Exports
from kb.render.data.exports.csl import csl
from kb.render.text.citable import page_work, report_work, section_work
from kb.render.text.reference import bibtex
from tests.conftest import REPOSITORY

MODULES = REPOSITORY / "node_modules"


def needs(program: str, package: str) -> str:
    """The path of a program; the test is skipped, and says so, where it is not installed."""
    found = shutil.which(program) or shutil.which(str(MODULES / ".bin" / program))
    if not found:
        pytest.skip(f"{program} is missing: install {package}")
    return found


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def library(corpus: KnowledgeBase) -> Links:
    return Links(corpus)


def exported(links: Links, suffix: str) -> str:
    """Every work with what is said of it."""
    form = next(form for form in FORMATS if form.suffix == suffix)
    return Exports(links).text(form, links.base.works.values())


@pytest.fixture(scope="module")
def for_bibtex(library: Links) -> str:
    return exported(library, "bib")


@pytest.fixture(scope="module")
def for_biblatex(library: Links) -> str:
    return exported(library, "biblatex.bib")


def test_bibtex_has_nothing_to_complain_of(for_bibtex: str, tmp_path: Path) -> None:
    program = needs("bibtex", "texlive-binaries")
    if not run("kpsewhich", "plain.bst", cwd=tmp_path).strip():
        pytest.skip("plain.bst is missing: install texlive-base")
    (tmp_path / "all.bib").write_text(for_bibtex, "utf-8")
    (tmp_path / "all.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n")
    said = run(program, "all", cwd=tmp_path)
    assert re.findall(r"^(?:Warning|I |.*error).*", said, re.MULTILINE) == []
    assert (tmp_path / "all.bbl").read_text("utf-8").count("\\bibitem") == for_bibtex.count("\n@") + 1


def test_biber_finds_the_data_model_kept(for_biblatex: str, tmp_path: Path) -> None:
    program = needs("biber", "biber")
    (tmp_path / "all.bib").write_text(for_biblatex, "utf-8")
    said = run(program, "--tool", "--validate-datamodel", "--nolog", "all.bib", cwd=tmp_path)
    assert "Output to all_bibertool.bib" in said
    assert re.findall(r"^(?:WARN|ERROR) - .*(?<!: \d)$", said, re.MULTILINE) == []


@pytest.fixture(scope="module")
def of_the_report(corpus: KnowledgeBase) -> str:
    """The entries that pages give for the report, its sections and themselves."""
    report = corpus.report
    sections = [section_work(report, section) for section in corpus.sections]
    address = "https://example.org/a_b/?c=%20"
    pages = [page_work(report, one.name, f"page-{one.slug}", "2026", address) for one in corpus.sections]
    return "\n".join(bibtex(work) for work in (report_work(report), *sections, *pages) if work)


def test_entries_of_the_report_and_its_sections_are_read_without_a_warning(of_the_report: str, tmp_path: Path) -> None:
    programs = needs("bibtex", "texlive-binaries"), needs("biber", "biber")
    if not run("kpsewhich", "plain.bst", cwd=tmp_path).strip():
        pytest.skip("plain.bst is missing: install texlive-base")
    (tmp_path / "all.bib").write_text(of_the_report, "utf-8")
    (tmp_path / "all.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n")
    said = run(programs[0], "all", cwd=tmp_path) + run(programs[1], "--tool", "--nolog", "all.bib", cwd=tmp_path)
    assert re.findall(r"^(?:Warning|I |WARN|ERROR|.*error).*(?<!: \d)$", said, re.MULTILINE) == []
    assert (tmp_path / "all.bbl").read_text("utf-8").count("\\bibitem") == of_the_report.count("\n@") + 1


def test_bibtex_tidy_changes_nothing(tmp_path: Path) -> None:
    program = needs("bibtex-tidy", "npm, then run `make programs`")
    source = REPOSITORY / "bibliography/references.bib"
    form = ["--v2", "--curly", "--no-escape", "--sort=key", "--trailing-commas", "--blank-lines", "--no-align"]
    run(program, source, *form, f"--sort-fields={','.join(FIELDS)}", "-o", tmp_path / "tidy.bib", cwd=tmp_path)
    assert (tmp_path / "tidy.bib").read_text("utf-8") == source.read_text("utf-8")


#: Where CSL-JSON has the fields of an entry. It has no place for ``howpublished`` and for numbers of preprints, whose
#: address stands in ``url``.
CSL = {
    "author": ["author"],
    "editor": ["editor"],
    "title": ["title"],
    "shorttitle": ["title-short"],
    "booktitle": ["container-title"],
    "journal": ["container-title"],
    "series": ["collection-title"],
    "edition": ["edition"],
    "volume": ["volume"],
    "number": ["issue", "number"],
    "chapter": ["chapter-number"],
    "pages": ["page"],
    "publisher": ["publisher"],
    "institution": ["publisher"],
    "organization": ["publisher"],
    "school": ["publisher"],
    "type": ["genre"],
    "address": ["publisher-place"],
    "month": ["issued"],
    "year": ["issued"],
    "isbn": ["ISBN"],
    "doi": ["DOI"],
    "url": ["URL"],
    "urldate": ["accessed"],
    "note": ["note"],
    "annotation": ["annote"],
    "eprint": ["URL", "DOI"],
}
WITHOUT_A_PLACE = {"howpublished", "archiveprefix", "primaryclass"}


def test_citation_js_reads_every_entry_and_loses_no_field(for_biblatex: str, tmp_path: Path) -> None:
    node = needs("node", "nodejs")
    needs("citation-js", "npm, then run `make programs`")
    (tmp_path / "all.bib").write_text(for_biblatex, "utf-8")
    script = Path(__file__).with_name("read_with_citation_js.mjs")
    read = json.loads(run(node, script, tmp_path / "all.bib", cwd=REPOSITORY))
    items = {item["id"]: item for item in read}
    works = read_bibliography("all.bib", for_biblatex).works
    assert items.keys() == works.keys()
    assert [loss for key, work in works.items() for loss in lost(work, items[key])] == []


def lost(work: Work, item: dict[str, Any]) -> list[str]:
    fields = [name for name in work.fields if name not in WITHOUT_A_PLACE and not any(map(item.get, CSL[name]))]
    people = len(item.get("author", [])) - work.others != len(work.authors)
    return [f"{work.key} {name}" for name in (*fields, *(["authors"] if people else []))]


#: What pandoc calls a format, and the variables of CSL that it gives back from it. It takes no identifier but the ISBN,
#: no address and no note out of EndNote's XML; no short title, series, note and number out of RIS.
READ_BY_PANDOC = {
    "bib": ("bibtex", "author title container-title volume issue page publisher DOI URL ISBN"),
    "biblatex.bib": ("biblatex", "author title container-title volume issue page publisher DOI URL ISBN title-short"),
    "ris": ("ris", "author title container-title volume issue page publisher DOI URL ISBN"),
    "csl.json": (
        "csljson",
        "author title container-title volume issue page publisher DOI URL ISBN title-short note archive_location "
        "number collection-title genre edition accessed",
    ),
    "endnote.xml": ("endnotexml", "author title container-title volume issue page publisher ISBN"),
}


@pytest.mark.parametrize("suffix", READ_BY_PANDOC)
def test_pandoc_reads_every_work_and_loses_no_field(suffix: str, library: Links) -> None:
    name, variables = READ_BY_PANDOC[suffix]
    works = list(library.base.works.values())
    read = json.loads(pypandoc.convert_text(exported(library, suffix), "csljson", format=name))
    assert len(read) == len(works)
    found = (
        (work.key, variable)
        for work, item in zip(works, read, strict=True)
        for variable in variables.split()
        if not kept(csl(work), item, variable)
    )
    assert list(found) == []


def test_typst_reads_every_work_of_hayagriva(library: Links) -> None:
    files = {
        "main.typ": b'#bibliography("works.yml", full: true, style: "ieee")',
        "works.yml": exported(library, "hayagriva.yml").encode(),
    }
    made = typst.Compiler().compile(files, format="html")  # type: ignore[type-var]  # it takes several files too
    assert isinstance(made, bytes)
    read = letters(html.unescape(made.decode()))
    works = [csl(work) for work in library.base.works.values()]
    assert made.count(b'<span class="prefix">') == len(works)
    assert [work["id"] for work in works if letters(work["title"]) not in read] == []
    papers = [work for work in works if work["type"] in ("article-journal", "paper-conference", "chapter")]
    assert [work["id"] for work in papers if letters(work.get("DOI", "")) not in read] == []


def kept(ours: dict[str, Any], read: dict[str, Any], variable: str) -> bool:
    if variable == "author":
        mine, theirs = ours.get("author", []), read.get("author", [])
        return len(mine) == len(theirs) and all(same_name(*pair) for pair in zip(mine, theirs, strict=True))
    if variable == "accessed":
        return ours.get(variable) == read.get(variable)
    if variable == "publisher" and ours["type"] == "article":  # that arXiv keeps it is told by its number
        return True
    return letters(ours.get(variable, "")) in letters(" ".join(str(value) for value in read.values()))


def same_name(ours: dict[str, str], read: dict[str, str]) -> bool:
    """Whether the same words are there; programs part them otherwise, and have signs of their own for more authors."""
    words = [sorted(re.findall(r"\w+", " ".join(name.values()))) for name in (ours, read)]
    return words[0] == words[1] or (ours.get("literal"), words[1]) == ("et al.", ["others"])


def letters(text: str) -> str:
    return re.sub(r"<[^>]*>|[^\w]+", "", text).lower()
