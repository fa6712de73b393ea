"""``kb init --bib``: any BibTeX and biblatex that people have."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import load
from kb.model import Severity
from kb.start.bibliography import take_over
from tests.conftest import Run

BIB = (Path(__file__).parent / "found.bib").read_text("utf-8")


def entry(text: str) -> dict[str, str]:
    (work,) = take_over({"a.bib": text}).works.values()
    return {**work.fields, "type": work.type, "key": work.key}


def test_what_people_have_passes_the_check(tmp_path: Path, kb: Run) -> None:
    (tmp_path / "found.bib").write_text(BIB, "utf-8")
    result = kb("init", tmp_path / "new", "--title", "Found", "--bib", tmp_path / "found.bib")
    assert (result.status, result.err) == (0, "")
    loaded = load(tmp_path / "new")
    assert loaded.base is not None
    assert not [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
    cited = {citation.work for section in loaded.base.sections for citation in section.citations}
    assert cited == set(loaded.base.works)
    assert "  Smith:2019  →  smith2019soils" in result.out
    assert "found.bib:12: 'arx2' and 'arx' are one work: merged" in result.out
    assert "found.bib:18: the entry that begins here is never closed" in result.out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@report{a, date={2019-03}, title={T}, author={A, B}}", {"type": "techreport", "month": "March"}),
        ("@misc{a, date={2019/2020}, title={T}, author={A, B}}", {"year": "2019", "key": "a2019t"}),
        ("@mastersthesis{a, year=2001, school={S}, title={T}, author={A}}", {"type": "thesis", "school": "S"}),
        ("@article{a, journaltitle={J}, location={L}, title={T}, subtitle={U}}", {"title": "T: U", "address": "L"}),
        ("@string{j = {Jo}}@article{a, journal=j # { X}, title={T}}", {"journal": "Jo X"}),
        ("@article{a, journal=undefined, title={T}}", {"journal": "undefined"}),
        ("@misc{a, title={T}, author={{\\'E}. Zola; B. Cee et al.}}", {"author": "Zola, É. and Cee, B. and others"}),
        ("@misc{a, title={T}, author={李 明}}", {"author": "李, 明"}),
        ("@misc{a, title={T}, author={World Bank Group}}", {"author": "{World Bank Group}"}),
        ("@book{a b, title={T}, isbn={1}, year={c. 1890}}", {"year": "1890", "note": "no author"}),
        ("@misc{a, title={T}, url={https://doi.org/10.1000/AB}}", {"doi": "10.1000/ab"}),
        ("@misc{a, title={T}, doi={10.1002/(SICI)1:5<3::A>3.0.CO;2}}", {"doi": "10.1002/(sici)1:5<3::a>3.0.co;2"}),
        ("@article{a,\n title={T}\n journal={J},\n % note\n author={A}}", {"journal": "J", "author": "A"}),
    ],
)
def test_fields_and_types_are_renamed(text: str, expected: dict[str, str]) -> None:
    found = entry(text)
    assert {name: found.get(name) for name in expected} == expected


def test_crossref_and_xdata_are_resolved_and_a_circle_ends() -> None:
    text = "@inproceedings{c, author={A}, title={T}, crossref={P}}@proceedings{p, title={Pro}, year=2001, xdata={x}}"
    text += "@xdata{x, publisher={ACM}, xdata={x}, crossref={p}}"
    works = take_over({"a.bib": text}, {"c"}).works
    fields = works["a2001t"].fields
    assert (fields["booktitle"], fields["publisher"], fields["year"]) == ("Pro", "ACM", "2001")


def test_keys_that_collide_get_letters_and_good_ones_stay() -> None:
    many = "".join(f"@misc{{k{number}, author={{Li}}, title={{Soil {number}}}, year=2000}}" for number in range(40))
    works = take_over({"a.bib": "@misc{li2000soil, author={Li}, title={Soil}, year=2000}" + many})
    assert works.keys["li2000soil"] == "li2000soil"
    assert works.keys["k0"] == "li2000soila"
    assert len(works.works) == 41


def test_a_bibliography_without_an_entry_is_told(tmp_path: Path, kb: Run) -> None:
    (tmp_path / "a.bib").write_bytes(b"\xff nothing \x00")
    result = kb("init", tmp_path / "new", "--title", "T", "--bib", tmp_path / "a.bib")
    assert result.status == 2
    assert "no entry can be read in a.bib" in result.err
    assert not (tmp_path / "new").exists()
    assert kb("init", tmp_path / "new", "--title", "T", "--bib", tmp_path / "none.bib").status != 0
