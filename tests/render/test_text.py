"""Text that others wrote becomes HTML that says the same and does nothing else."""

from __future__ import annotations

import re
from html import unescape

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from kb.link import Links
from kb.read.citing import Pointer, pointers
from kb.read.latex import plain
from kb.render.engine import Templates
from kb.render.text.latex import html
from kb.render.text.markdown import Citing, Link, Writer
from kb.render.text.markdown import plain as plain_markdown
from kb.render.text.reference import linked


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


def follow(pointer: Pointer) -> Link:
    """A link that says what it was made from."""
    return Link(pointer.text, f"../{pointer.kind}/{pointer}")


WRITER = Writer(follow)
#: What both renderers call for pages written by hand, where HTML is HTML.
PAGE = Markdown(extensions=["fenced_code", "tables", Citing(follow)])


def a(kind: str, name: str, text: str = "") -> str:
    return f'<a href="../{kind}/{name}">{text or name}</a>'


POINTING = [
    (
        "Models *leak* [@a2020b, p. 4]\n[@c2021d]; see @sec-law#p7 (pp. 5-6).",
        f"Models <em>leak</em> ({a('work', 'a2020b')}, {a('page', '4', 'p. 4')}; {a('work', 'c2021d')}); "
        f"see {a('section', 'law#p7', '@sec-law#p7')} ({a('page', '5', 'pp. 5')}–{a('page', '6')}).",
    ),
    ("_@sec-law_", f"<em>{a('section', 'law', '@sec-law')}</em>"),
    ("[@a2020b, chs. 3 & 4, *p. 9*]", f"({a('work', 'a2020b')}, chs. 3 &amp; 4, <em>{a('page', '9', 'p. 9')}</em>)"),
    ("you@sec-law.org, x@@sec-law", "you@sec-law.org, x@@sec-law"),
    ("`[@a2020b]` ``p. 4 ` @sec-law``", "<code>[@a2020b]</code> <code>p. 4 ` @sec-law</code>"),
    (r"\@sec-law [\@a2020b] \[@a2020b]", "@sec-law [@a2020b] [@a2020b]"),
    (r"\\[@a2020b]", f"\\({a('work', 'a2020b')})"),
    ("[@a`2020`b]", "[@a<code>2020</code>b]"),
    (
        "[as [@a2020b, p. 4] and @sec-law say](https://example.org/@sec-law/p.%204 'p. 4')",
        '<a href="https://example.org/@sec-law/p.%204" title="p. 4">as (a2020b, p. 4) and @sec-law say</a>',
    ),
    ("<https://example.org/@sec-law>", '<a href="https://example.org/@sec-law">https://example.org/@sec-law</a>'),
    ("[@a2020b](https://example.org)", f"({a('work', 'a2020b')})(https://example.org)"),
    ("[@a2020b]: defines", f"({a('work', 'a2020b')}): defines"),
]


@pytest.mark.parametrize(("text", "html"), POINTING)
def test_citations_sections_and_pages_become_links_in_records_and_on_pages(text: str, html: str) -> None:
    assert WRITER.inline(text) == html
    assert PAGE.reset().convert(text) == f"<p>{html}</p>"


CODE = ["    [@a2020b]\n    p. 4\n", "```\n[@a2020b]\n\np. 4\n```", "~~~ {.sh}\n@sec-law\n~~~"]


@pytest.mark.parametrize("text", CODE)
def test_blocks_of_code_stay_as_they_are(text: str) -> None:
    inside = re.sub(r"^(?:```|~~~).*\n?|^ {4}", "", text, flags=re.MULTILINE)
    for made in (WRITER.html(text), PAGE.reset().convert(text)):
        assert re.fullmatch(rf"<pre><code[^>]*>{re.escape(inside)}</code></pre>", made.strip())


def test_paragraphs_that_end_and_begin_with_a_citation_stay_two() -> None:
    assert WRITER.html("Leaks [@a2020b]\n\n[@c2021d] says.").count("<p>") == 2


def test_what_leads_nowhere_is_text() -> None:
    writer = Writer(lambda pointer: Link(f"{pointer.text} & co"))
    assert writer.inline("Leaks [@a2020b, p. 4], @sec-law.") == (
        "Leaks (a2020b &amp; co, p. 4 &amp; co), @sec-law &amp; co."
    )


def test_html_in_a_record_is_text_and_an_entity_too() -> None:
    assert WRITER.inline("k<n &lt; `a < &lt;` <b>c</b>") == (
        "k&lt;n &amp;lt; <code>a &lt; &amp;lt;</code> &lt;b&gt;c&lt;/b&gt;"
    )


def test_markdown_as_plain_text_leaves_out_what_it_cites() -> None:
    text = r"Models *leak* [@a2020b, p. 4]; `GPT_2` and GPT_3 (@sec-law), see [it](x) \* (p. 4)."
    assert plain_markdown(text) == "Models leak; GPT_2 and GPT_3, see it * (p. 4)."


@pytest.mark.parametrize("locator", ["p. 4", "pp. 4-5", "ch. 2, p. 4", "secs. 3 & 4, p. 4"])
def test_a_citation_with_a_page_shows_no_markup(links: Links, locator: str) -> None:
    html = Templates(links).inline(f"Leaks [@carlini2021extracting, {locator}].", "../../")
    assert unescape(nh3.clean(html, tags=set())) == f"Leaks (Carlini et al. 2021, {locator.replace('-', '–')})."


PIECES = st.sampled_from(
    [
        *("[@a2020b]", "@sec-law", "p. 4", "[@a2020b, ", "]", "[", "](x)", "; ", " ", "    ", "\n", "\n\n"),
        *("`", "``", "```", "~~~", "\n```", "\n~~~", "{.a}", "py", "\\", "*", "_", "<", ">", "|", "- ", "# ", "a"),
    ]
)


@settings(max_examples=300, derandomize=True, database=None, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_the_check_sees_all_that_becomes_a_link(pieces: list[str]) -> None:
    text = "".join(pieces)
    for made in (WRITER.html(text), PAGE.reset().convert(text)):
        shown = {unescape(name) for name in re.findall(r'href="\.\./(\w+/[^"]*)"', made)}
        assert shown <= {f"{pointer.kind}/{pointer}" for _, pointer in pointers(text)}


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
    result = WRITER.html(hostile)
    tags = set(re.findall(r"<\s*/?([a-z]+)", result))
    assert tags <= {"p", "a", "code", "em"}
    assert not re.search(r"<[^>]*(\bon\w+=|javascript:)", result, re.IGNORECASE)


@given(st.text(max_size=80))
def test_no_text_breaks_out(text: str) -> None:
    result = WRITER.html(text)
    assert set(re.findall(r"<\s*/?([a-zA-Z]+)", result)) <= {
        "p", "a", "code", "pre", "em", "strong", "ul", "ol", "li", "blockquote", "br"
    }  # fmt: skip


def test_a_page_beside_a_citation_is_a_link_and_not_its_markup(tiny_links: Links) -> None:
    text = "Models leak [@tramer2016stealing, p. 4; @brown2020language]."
    html = str(Templates(tiny_links).inline(text, "../"))
    assert "&lt;" not in html
    assert '</a>, <a class="kb-page" href="' in html
    assert html.endswith(">Brown et al. 2020</a>).")
