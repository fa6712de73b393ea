import pytest

from kb.model import Name, Place
from kb.read.bibtex import read_bibliography

ENTRY = """@article{tramer2016stealing,
  author = {Tramèr, Florian and {U.S. Office} and van der Berg, Jr., Jan and others},
  title = {A {BERT} of
    sorts},
  year = 2016,
  month = jun,
}
"""


def test_an_entry_becomes_a_work_that_knows_where_its_fields_stand() -> None:
    work = read_bibliography("x.bib", ENTRY).works["tramer2016stealing"]
    assert (work.type, work.year, work.title) == ("article", "2016", "A {BERT} of sorts")
    assert work.authors == (
        Name("Tramèr", "Florian"),
        Name("U.S. Office", literal=True),
        Name("van der Berg", "Jan", "Jr."),
    )
    assert work.others
    assert work.place == Place("x.bib", 1, 10)
    assert work.place.of("year") == Place("x.bib", 5, 3)
    assert work.fields["month"] == "June"


def test_an_unclosed_brace_does_not_hide_the_next_entry() -> None:
    broken = ENTRY.replace("title = {A", "title = {{A") + ENTRY.replace("tramer2016stealing", "next2016work")
    bibliography = read_bibliography("x.bib", broken)
    assert "next2016work" in bibliography.works
    assert bibliography.broken == {"tramer2016stealing"}
    assert [problem.code for problem in bibliography.problems] == ["E111"]


def test_a_comma_after_an_entry_is_nothing() -> None:
    bibliography = read_bibliography("x.bib", "@misc{a, title = {A}},\n\n@misc{b, title = {B}} ,\n")
    assert (list(bibliography.works), bibliography.problems) == (["a", "b"], ())


@pytest.mark.parametrize("rest", [",\n year = {2020}\n}", ",\n}", "}"])
def test_what_a_brace_too_many_leaves_over_is_told(rest: str) -> None:
    bibliography = read_bibliography("x.bib", f"@misc{{a, title = {{A}}}}{rest}\n")
    assert [problem.code for problem in bibliography.problems] == ["E111"]
    assert bibliography.broken == {"a"}


def test_a_comment_without_braces_is_one() -> None:
    bibliography = read_bibliography(
        "x.bib", "@Comment x.bib -*- mode: BibTeX -*-\n@comment{@misc{c, }}\n@misc{a, title = {A}}"
    )
    assert (list(bibliography.works), bibliography.problems) == (["a"], ())


def test_a_comment_above_is_not_what_breaks_an_entry() -> None:
    bibliography = read_bibliography("x.bib", "% first\n@misc{a, title = {A} year = 2020}\n")
    assert [problem.message for problem in bibliography.problems if "%" in problem.message] == []
