"""Text that others wrote becomes HTML that says the same and does nothing else."""

from __future__ import annotations

import re
from html import unescape

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.link import Links
from kb.read.latex import plain
from kb.render.engine import Templates
from kb.render.latex import html
from kb.render.markdown import Linkers, inline, to_html, with_links
from kb.render.reference import linked


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("{BERT} for {English}", "BERT for English"),
        (r"Methods, Analysis \& Insights", "Methods, Analysis & Insights"),
        (r"a single \$\&!\#* vector", "a single $&!#* vector"),
        (r"GPT\_Prompts at 100\%", "GPT_Prompts at 100%"),
        (r"{\'E}tude by {\L}ukasz", "Étude by Łukasz"),
    ],
)
def test_latex_becomes_unicode(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_maths_becomes_mathml_and_the_rest_is_escaped() -> None:
    title = html(r"The $\ell_1$ norm \& <b>")
    assert re.fullmatch(r"The <math .*<msub>.*</math> norm &amp; &lt;b&gt;", title)


def test_maths_that_is_none_stays_text() -> None:
    assert "<script" not in html(r"$<script>alert(1)</script>$")


def test_addresses_in_a_text_become_links_and_nothing_else_does() -> None:
    assert linked("see https://example.org/a(b)?c=d. <b> javascript:alert(1)") == (
        'see <a href="https://example.org/a(b)?c=d" rel="noopener">https://example.org/a(b)?c=d</a>. '
        "&lt;b&gt; javascript:alert(1)"
    )


LINKERS = Linkers(
    cite=lambda key: f"<a class='kb-cite' href='../works/{key}/'>{key}</a>",
    refer=lambda slug, point: f"<a href='../sections/{slug}/#{point}'>§{slug}</a>",
    page=lambda number, text: f"<a href='#{number}'>{text}</a>",
)
NOTHING = Linkers(lambda key: "", lambda slug, point: "", lambda number, text: "")


def test_citations_sections_and_pages_become_links() -> None:
    text = "Models *leak* [@a2020b, p. 4] [@c2021d]; see @sec-law#p7 (pp. 5-6)."
    assert inline(text, LINKERS) == (
        f"Models <em>leak</em> ({LINKERS.cite('a2020b')}, {LINKERS.page(4, 'p. 4')}; {LINKERS.cite('c2021d')}); "
        f"see {LINKERS.refer('law', '7')} ({LINKERS.page(5, 'pp. 5')}–{LINKERS.page(6, '6')})."
    )


@pytest.mark.parametrize("locator", ["p. 4", "pp. 4-5", "ch. 2, p. 4", "secs. 3 & 4, p. 4"])
def test_a_citation_with_a_page_shows_no_markup(links: Links, locator: str) -> None:
    linkers = Templates(links).linkers("../../")
    for render in (to_html, with_links):
        shown = unescape(nh3.clean(render(f"Leaks [@carlini2021extracting, {locator}].", linkers), tags=set()))
        assert shown.strip() == f"Leaks (Carlini et al. 2021, {locator.replace('-', '–')})."


def test_in_a_page_written_by_hand_code_stays_as_it_is() -> None:
    text = "See [@a2020b, p. 3] and `[@a2020b]`.\n\n```\n@sec-law\n```\n@sec-law (p. 9)\n"
    assert with_links(text, LINKERS) == (
        f"See ({LINKERS.cite('a2020b')}, {LINKERS.page(3, 'p. 3')}) and `[@a2020b]`.\n\n```\n@sec-law\n```\n"
        f"{LINKERS.refer('law', None)} ({LINKERS.page(9, 'p. 9')})\n"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT&#58;alert(1))",
        "![x](https://evil.example/pixel.png)",
        "<a href='https://x' onclick='y'>z</a>",
        "[@<script>alert(1)</script>]",
        "&lt;script&gt;",
    ],
)
def test_hostile_text_does_nothing(hostile: str) -> None:
    result = to_html(hostile, NOTHING)
    tags = set(re.findall(r"<\s*/?([a-z]+)", result))
    assert tags <= {"p", "a", "code", "em"}
    assert not re.search(r"<[^>]*(\bon\w+=|javascript:)", result, re.IGNORECASE)


@given(st.text(max_size=80))
def test_no_text_breaks_out(text: str) -> None:
    result = to_html(text, NOTHING)
    assert set(re.findall(r"<\s*/?([a-zA-Z]+)", result)) <= {
        "p", "a", "code", "em", "strong", "ul", "ol", "li", "blockquote", "br"
    }  # fmt: skip


def test_a_page_beside_a_citation_is_a_link_and_not_its_markup(tiny_links: Links) -> None:
    text = "Models leak [@tramer2016stealing, p. 4; @brown2020language]."
    html = str(Templates(tiny_links).inline(text, "../"))
    assert "&lt;" not in html
    assert '</a>, <a class="kb-page" href="' in html
    assert html.endswith(">Brown et al. 2020</a>).")
