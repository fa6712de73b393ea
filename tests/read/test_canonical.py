"""The canonical form: reached in one step, kept from then on, and nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.read.bibtex import read_bibliography
from kb.read.canonical import accents_to_unicode, canonical, format_bibliography, format_yaml, formatted
from tests.conftest import REPOSITORY, Run

UNTIDY = r"""% the second entry
@Article{zeta2020two, Year = "2020", TITLE={Two  {B}ERTs}, author = "Florian Tram{\`e}r and Jan van der Berg",
 doi={https://doi.org/10.1000/ABC}, pages={1-18}}

@misc{alpha2019one, title = {One}, author = {Alpha, Ann}, year = 2019, eprint = {arXiv:1901.00001v2}}
% the end
"""

TIDY = """@misc{alpha2019one,
  author = {Alpha, Ann},
  title = {One},
  year = {2019},
  eprint = {1901.00001},
}

% the second entry
@article{zeta2020two,
  author = {Tramèr, Florian and van der Berg, Jan},
  title = {Two {B}ERTs},
  pages = {1--18},
  year = {2020},
  doi = {10.1000/abc},
}

% the end
"""


def test_a_bibliography_is_sorted_and_its_comments_stay_with_their_entries() -> None:
    assert format_bibliography("x.bib", UNTIDY) == TIDY
    assert format_bibliography("x.bib", TIDY) == TIDY


def test_a_bibliography_that_cannot_be_read_is_left_alone() -> None:
    broken = UNTIDY.replace("{One}", "{One")
    assert format_bibliography("x.bib", broken) == broken


def test_a_section_gets_its_fields_in_order_and_one_line_a_citation() -> None:
    untidy = (
        "part: x\n"
        "# about the citations\n"
        "citations:   \n"
        "- work: a2020b\n"
        "  page: 3\n"
        "  at: '1'\n"
        "- {note: 'it''s \"so\"', work: c2020d, group: 2}   # why\r\n"
        "# the head\n"
        'number: "1"\n\n'
    )
    assert format_yaml("sections/1-x.yaml", untidy) == (
        "# the head\n"
        'number: "1"\n'
        "part: x\n"
        "# about the citations\n"
        "citations:\n"
        '  - {work: a2020b, at: "1", page: 3}\n'
        '  - {work: c2020d, group: 2, note: "it\'s \\"so\\""}  # why\n'
    )


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("- work: a # why\n  page: 3\n", "  - {work: a, page: 3}  # why\n"),
        ("- work: a # one\n  # two\n  page: 3 # three\n", "  # one\n  # two\n  - {work: a, page: 3}  # three\n"),
        ("- {page: 3, # one\n   work: a} # two\n", "  # one\n  - {work: a, page: 3}  # two\n"),
        ("- work: a\n  note: | # why\n    # x\n\n# two\n", '  - {work: a, note: "# x\\n"}  # why\n\n# two\n'),
        ("- {work: a}\n- note: 'C# 8'\n  work: b\n", '  - {work: a}\n  - {work: b, note: "C# 8"}\n'),
        ("- work: a\n  page:\n  # below\n", "  - {work: a, page: }\n  # below\n"),
    ],
)
def test_comments_in_a_record_stand_above_and_behind_it(written: str, right: str) -> None:
    form = formatted("sections/1-x.yaml", f"citations:\n{written}")
    assert (form.text, form.refused) == (f"citations:\n{right}", "")
    assert formatted("sections/1-x.yaml", form.text).text == form.text


def test_a_line_of_text_that_looks_like_a_comment_stays_in_its_text() -> None:
    text = 'title: "one\n# two"\nnumber: "1"\n'
    assert formatted("sections/1-x.yaml", text).text == 'number: "1"\ntitle: "one\n# two"\n'


@pytest.mark.parametrize("broken", ["? [a]\n: b\n", "part: &x a\nslug: *x\n", "part: a\npart: b\n"])
def test_yaml_that_is_no_plain_record_is_left_alone(broken: str) -> None:
    form = formatted("sections/1-x.yaml", f"{broken}number:   '1'  \n")
    assert form.text == f"{broken}number:   '1'  \n"
    assert form.unreadable


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Tram{\`e}r", "Tramèr"),
        (r"Sch{\"u}tze and {\O}rsted", "Schütze and Ørsted"),
        (r"{\'E}tude of $\ell_1$ \& {BERT}", r"Étude of $\ell_1$ \& {BERT}"),
        (r"100\% of \textbf{it}", r"100\% of \textbf{it}"),
    ],
)
def test_accents_become_unicode_and_nothing_else_changes(latex: str, text: str) -> None:
    assert accents_to_unicode(latex) == text


def test_the_corpus_is_in_canonical_form(kb: Run) -> None:
    assert kb("fmt", "--check", "--root", REPOSITORY).lines == []


def test_fmt_rewrites_and_then_has_nothing_to_do(tiny: Path, kb: Run) -> None:
    path = tiny / "bibliography/references.bib"
    before = path.read_text("utf-8")
    path.write_text(before.replace("year = {2020}", "YEAR   =   2020"), "utf-8")
    assert kb("fmt", "--check", "--root", tiny).status == 1
    assert kb("fmt", "--root", tiny).lines == ["bibliography/references.bib: rewritten"]
    assert path.read_text("utf-8") == before
    assert kb("fmt", "--check", "--root", tiny).status == 0


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@settings(deadline=None)
@given(title=WORDS, note=WORDS)
def test_formatting_keeps_what_braces_hold(title: str, note: str) -> None:
    if set('{}\\@"') & set(title + note) or not title.split() or not note.split():
        return
    text = f"@misc{{x, title = {{{title}}}, note = {{{note}}}}}"
    once = canonical("x.bib", text)
    assert canonical("x.bib", once) == once
    assert list(read_bibliography("x.bib", once).works) == ["x"]
