"""``kb init --tex`` and ``--markdown``: the source of a survey becomes a knowledge base."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import load
from kb.model import KnowledgeBase, Severity
from kb.start.markdown import read_markdown
from kb.start.outline import CitationGroup, Heading, Outline
from kb.start.tex import RefusedError, read_tex
from tests.conftest import Run

HERE = Path(__file__).parent


def made(folder: Path) -> KnowledgeBase:
    loaded = load(folder)
    assert loaded.base is not None
    assert [problem for problem in loaded.problems if problem.severity is Severity.ERROR] == []
    return loaded.base


def reader(files: dict[str, str]):  # type: ignore[no-untyped-def]
    def read(name: str) -> str:
        if name not in files:
            raise RefusedError("there is no such file")
        return files[name]

    return read


def tex(body: str, head: str = "\\documentclass{article}", **files: str) -> Outline:
    main = f"{head}\\begin{{document}}{body}\\end{{document}}\\cite{{after}}"
    return read_tex("m.tex", reader({"m.tex": main, **{f"{name}.tex": text for name, text in files.items()}}))


def cited(outline: Outline) -> list[tuple[str, ...]]:
    return [event.keys for event in outline.events if isinstance(event, CitationGroup)]


def numbers(outline: Outline) -> list[str]:
    return [event.number for event in outline.events if isinstance(event, Heading)]


def test_a_latex_survey_of_eight_parts(tmp_path: Path, kb: Run) -> None:
    result = kb("init", tmp_path / "new", "--tex", HERE / "soil/main.tex")
    assert (result.status, result.err) == (0, "")
    base = made(tmp_path / "new")
    assert base.report.title == "Soils under Pressure: A Survey"
    assert base.report.citation.startswith("Ada Loam, Béla Sand, Chi Silt. ")
    assert [part.title for part in base.report.parts][:3] == ["Preface", "Origins", "Structure"]
    assert len(base.report.parts) == 9
    first = next(section for section in base.sections if section.number == "1")
    assert [item.number for item in first.subsections] == ["1.1", "1.1.1", "1.1.1.a", "1.2"]
    assert first.title == "Parent rock and weathering"
    assert next(section for section in base.sections if section.number == "A").subsections[0].number == "A.1"
    assert "chapters/carbon.tex:6: 'missing4' is in no bibliography" in result.out
    assert "main.tex:42: \\input of 'chapters/policy/../../../outside': refused" in result.out
    assert "nobody" not in result.out


def test_a_markdown_survey_in_other_letters(tmp_path: Path, kb: Run) -> None:
    result = kb("init", tmp_path / "new", "--markdown", HERE / "letters/survey.md")
    assert (result.status, result.err) == (0, "")
    base = made(tmp_path / "new")
    assert base.report.title == "История библиографии"
    assert [section.number for section in base.sections if section.number] == ["1", "1.1", "1.2", "2", "2.1"]
    assert {work.authors[0].family for work in base.works.values()} == {"王", "李", "ابن النديم", "Петров"}
    assert "survey.md:32: 'missing' is in no bibliography" in result.out
    assert "code" not in result.out


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\cite{a, b}\citep*[see][p.~1]{c}\Citet{d}\parencite{e}\footcite{f}", [("a", "b"), *[(x,) for x in "cdef"]]),
        (r"\textcites(x)(y)[1]{a}[2][3]{b}{c}", [("a",), ("b",), ("c",)]),
        (r"\nocite{a}\citestyle{b}\cite{c}% \cite{d}", [("c",)]),
        (r"\footnote{see \cite{a} or {\bf \cite{b}}}", [("a",), ("b",)]),
        (r"\verb!\cite{x}! \begin{comment}\cite{x}\end{comment} 5\% \cite{a}", [("a",)]),
        ("\\iffalse \\ifx\\a \\cite{x}\\fi \\cite{x}\\else\\cite{a}\\fi \\cite{b}", [("a",), ("b",)]),
        (r"\newcommand{\my}[2][]{\cite[#1]{#2}}\newcommand\we[1]{\citep{#1}}\we{a}", [("a",)]),
        (r"\cite {a}\cite[see {[1]}]{b}", [("a",), ("b",)]),
    ],
)
def test_every_kind_of_citation(body: str, expected: list[tuple[str, ...]]) -> None:
    assert cited(tex(body)) == expected


def test_numbers_are_those_of_latex() -> None:
    body = r"\section{A}\subsection{B}\section*{C}\section{D}\subsection{E}\appendix\section{F}\subsection{G}"
    assert numbers(tex(body)) == ["1", "1.1", "", "2", "2.1", "A", "A.1"]
    assert numbers(tex(body, r"\documentclass{IEEEtran}"))[:2] == ["I", "I.A"]
    body = r"\setcounter{chapter}{3}\chapter{A}\section{B}\part{P}\chapter{C}\subsubsection{D}"
    assert numbers(tex(body, r"\documentclass{book}")) == ["4", "4.1", "", "5", ""]


def test_circles_of_files_and_files_that_are_not_there_are_told() -> None:
    outline = tex(r"\input{a}\cite{z}", a=r"\cite{x}\input{b}", b=r"\include{a}\input c \cite{y}")
    assert cited(outline) == [("x",), ("y",), ("z",)]
    assert [str(remark) for remark in outline.remarks] == [
        "b.tex:1: \\include of 'a': left out, for the file is part of itself",
        "b.tex:1: \\input of 'c': there is no such file",
    ]


def test_files_that_double_end() -> None:
    files = {f"f{number}": rf"\input{{f{number + 1}}}" * 2 for number in range(40)}
    assert any("too large" in remark.text for remark in tex(r"\input{f0}", **files).remarks)


def test_what_is_never_closed_hides_nothing_but_itself() -> None:
    outline = tex("\\section{A}\n\n{\\bf \\cite{a}\n\n\\cite{b\n\n\\section{B} $5 \\cite{c} \\left( \\end{x} \\cite{d}")
    assert ("a",) in cited(outline)
    assert ("d",) in cited(outline)
    assert any("never closed" in remark.text for remark in outline.remarks)


@pytest.mark.parametrize(
    ("line", "in_tex", "in_markdown"),
    [("x" * 10_000_000, 0, 0), ("{" * 1_000_000, 0, 0), ("\\cite{a}" * 3_000, 3_000, 0), ("[@a" * 10_000, 0, 10_000)],
    ids=["letters", "braces", "citations", "brackets"],
)
def test_long_lines_are_read_to_their_end(line: str, in_tex: int, in_markdown: int) -> None:
    assert len(cited(tex(line))) == in_tex
    assert len(cited(read_markdown("m.md", reader({"m.md": line})))) == in_markdown


def test_thebibliography_and_bbl_become_entries(tmp_path: Path, kb: Run) -> None:
    items = r"""\begin{thebibliography}{9}
\bibitem{one} A. Loam and B. Sand. Weathering of granite. \emph{Journal of Imagined Soils}, 3:1--9, 2001.
\bibitem[Silt(1999)]{two} Chi Silt. \newblock On rills. \newblock Graz, 1999.
\end{thebibliography}"""
    (tmp_path / "m.tex").write_text(
        rf"\title{{T}}\begin{{document}}\section{{S}}\cite{{one,two}}{items}\end{{document}}"
    )
    assert kb("init", tmp_path / "new", "--tex", tmp_path / "m.tex").status == 0
    works = made(tmp_path / "new").works
    assert {work.year for work in works.values()} == {"2001", "1999"}
    assert "silt1999rills" in works
    (tmp_path / "n.tex").write_text(
        r"\title{T}\begin{document}\section{S}\cite{one,two}\bibliography{none}\end{document}"
    )
    (tmp_path / "n.bbl").write_text(items)
    assert kb("init", tmp_path / "other", "--tex", tmp_path / "n.tex").status == 0
    assert set(made(tmp_path / "other").works) == set(works)


def test_pandoc_citations() -> None:
    text = "Title\n=====\n\n"
    text += "@a says [-@b, p. 3; see @c_d:e.f]. Mail x@y.org, `@no`, \\@no.\n\n~~~\n@no\n~~~\n## S {-}\n@{g/h}."
    outline = read_markdown("m.md", reader({"m.md": text}))
    assert outline.title == "Title"
    assert cited(outline) == [("a",), ("b", "c_d:e.f"), ("g/h",)]
    assert numbers(outline) == [""]


def test_other_encodings_and_odd_keys(tmp_path: Path, kb: Run) -> None:
    (tmp_path / "m.tex").write_bytes("\\title{Böden}\\section{Ü}\\cite{a b,ü/1+:x}".encode("latin-1"))
    bib = "@misc{a b, title={Böden}, author={Ö, A}, year=2000}@misc{ü/1+:x, title={B}, author={C}, year=2001}"
    (tmp_path / "m.bib").write_bytes(bib.encode("latin-1"))
    result = kb("init", tmp_path / "new", "--tex", tmp_path / "m.tex", "--bib", tmp_path / "m.bib")
    assert result.status == 0
    assert len(made(tmp_path / "new").works) == 2


def test_without_citations_every_work_is_listed_and_without_works_nothing_is_made(tmp_path: Path, kb: Run) -> None:
    (tmp_path / "m.tex").write_text(r"\section{S} Nothing.")
    (tmp_path / "m.bib").write_text("@misc{a, title={T}, author={C}, year=2001}")
    result = kb("init", tmp_path / "new", "--tex", tmp_path / "m.tex")
    assert result.status == 2
    assert "--bib" in result.err
    assert not (tmp_path / "new").exists()
    assert kb("init", tmp_path / "new", "--tex", tmp_path / "m.tex", "--bib", tmp_path / "m.bib").status == 0
    assert len(made(tmp_path / "new").works) == 1
    assert kb("init", tmp_path / "b", "--tex", tmp_path / "none.tex").status == 2
