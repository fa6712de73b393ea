"""Text of records in the LaTeX of entries: whatever it holds, it can be read back and prints the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.add.entry import as_latex, free_key, protected, work_of, written_names
from kb.model import Name
from kb.read.latex import plain


@pytest.mark.parametrize(
    ("text", "latex", "printed"),
    [
        ("Q&A: 100% of #1_a", r"Q\&A: 100\% of \#1\_a", "Q&A: 100% of #1_a"),
        ("The price of $5 and $6", r"The price of \$5 and \$6", "The price of $5 and $6"),
        (r"Norms $\ell_1$ and more", r"Norms $\ell_1$ and more", "Norms ℓ_1 and more"),
        ("A set {a, b}", r"A set \{a, b\}", "A set {a, b}"),
        ("One } too many {", "One too many", "One too many"),
        ("Never {closed", "Never closed", "Never closed"),
        (r"C:\new \1", r"C:$\backslash$new $\backslash${}1", r"C:\new \1"),
        ("x <b>y", "x $<$b$>$y", "x <b>y"),
        ("a\u200bb\x00c\n d", "abc d", "abc d"),
        ("n <5 and 2^N", r"n $<${}5 and 2\textasciicircum{}{N}", "n <5 and 2ˆN"),
        (r"\input{/etc/passwd}", r"$\backslash$input\{/etc/passwd\}", r"\input{/etc/passwd}"),
    ],
)
def test_text_becomes_latex_that_prints_it(text: str, latex: str, printed: str) -> None:
    assert as_latex(text) == latex
    assert plain(latex) == printed


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        (r"Erd\H{o}s and {BERT}", r"Erd\H{o}s and {BERT}"),
        (r"50\% of Q&A", r"50\% of Q\&A"),
        (r"\emph{Once} upon", r"\emph{Once} upon"),
    ],
)
def test_who_writes_latex_is_understood(text: str, latex: str) -> None:
    assert as_latex(text, latex=True) == latex


@given(st.text(max_size=60), st.booleans())
def test_any_text_can_stand_in_an_entry(text: str, latex: bool) -> None:
    title = protected(as_latex(text, latex))
    work = work_of("misc", {"title": title, "year": "2020"})
    assert work.title == title


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Training BERT on a budget with care and luck", "Training {BERT} on a budget with care and luck"),
        (
            "Climbing towards {NLU}: On meaning, form and understanding",
            "Climbing towards {NLU}: On meaning, form and understanding",
        ),
        ("On the Opportunities and Risks of Foundation Models", "On the Opportunities and Risks of Foundation Models"),
        ("The effect of GPT-3 on $L_2$ norms and more words", "The effect of {GPT}-3 on $L_2$ norms and more words"),
    ],
)
def test_capitals_that_must_survive_are_protected(title: str, written: str) -> None:
    assert protected(title) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("Tramèr", "Florian"), "Tramèr, Florian"),
        (Name("King", "Martin", "Jr."), "King, Jr., Martin"),
        (Name("OpenAI", literal=True), "{OpenAI}"),
        (Name("Institute", "Some"), "{Some Institute}"),
        (Name("Lock and Key", literal=True), r"{Lock and Key}"),
        (Name("AT&T", literal=True), r"{AT\&T}"),
        (Name("SMITH", "Ann"), "Smith, Ann"),
        (Name("Smith1,*", "Ann"), "Smith, Ann"),
        (Name("{Smi}th\\", "Ann"), "Smith, Ann"),
        (Name("", "Ann"), "Ann"),
        (Name("", ""), ""),
        (Name("—", "1"), ""),
    ],
)
def test_names_of_records(name: Name, written: str) -> None:
    assert written_names([name]) == written


def test_a_key_that_is_taken_gets_the_first_free_letter() -> None:
    work = work_of("misc", {"author": "Brown, Tom", "title": "Language models", "year": "2020"})
    assert free_key(work, []) == "brown2020language"
    assert free_key(work, ["brown2020language"]) == "brown2020languagea"
    assert free_key(work, ["brown2020language", "brown2020languagea"]) == "brown2020languageb"
