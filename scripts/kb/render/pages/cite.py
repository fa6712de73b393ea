"""Small pages, each with one work in every style to copy; a page of the site opens them in place."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from kb.model import CiteKey, Work
from kb.read.latex import plain
from kb.render.engine import Templates
from kb.render.text import latex
from kb.render.text.citable import report_work
from kb.render.text.reference import bibtex, label
from kb.render.text.styled import STYLES, Styled

#: Name of such a page, beside the page of its work; that of the report stands at the root.
FILE = "cite.html"
_HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
    "<style>html{{background:canvas;color:canvastext}}"
    "body{{font:1rem/1.5 sans-serif;margin:2rem auto;max-width:42rem;overflow-wrap:anywhere;padding:0 1rem}}"
    "dd{{margin:0 0 1rem}}dt{{font-weight:bold}}h1{{font-size:1.3rem}}pre{{white-space:pre-wrap}}</style>"
)
_PAGE = Markup(
    _HEAD + '<title>Cite {title}</title></head><body><main><p><a href="./">{back}</a></p><h1>Cite “{heading}”</h1>'
    '<dl id="styles">{styles}</dl><h2 id="bibtex">BibTeX</h2><pre><code>{bibtex}</code></pre></main></body></html>\n'
)


def cite_files(templates: Templates, styled: Mapping[CiteKey, Styled]) -> dict[str, str]:
    """The page of every work and of the report, by path."""
    base = templates.links.base
    works = {f"works/{work.key}/{FILE}": work for work in base.entries.values()}
    files = {path: _page(work, styled.get(work.key, {}), "Back to the work") for path, work in works.items()}
    report = report_work(base.report)
    if report:
        files[FILE] = _page(report, styled.get(report.key, {}), base.report.companion)
    return files


def _page(work: Work, styled: Styled, back: str) -> str:
    found = (f'<dt>{one.name}</dt><dd id="{one.slug}">{styled[one.slug]}</dd>' for one in STYLES if one.slug in styled)
    return str(
        _PAGE.format(
            title=f"{plain(work.title)} ({label(work)})",
            back=back,
            heading=latex.html(work.title),
            styles=Markup("".join(found)),
            bibtex=bibtex(work),
        )
    )
