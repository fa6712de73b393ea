"""Small pages, each with one work in every style to copy; a page of the site opens them in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

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


def cite_files(
    templates: Templates, references: Callable[[], Mapping[CiteKey, Styled]]
) -> dict[str, Callable[[], str]]:
    """The page of every work and of the report, by path; ``references`` gives them in the styles."""
    base = templates.links.base
    files: dict[str, Callable[[], str]] = {
        f"works/{work.key}/{FILE}": partial(_page, work, references, "Back to the work")
        for work in base.entries.values()
    }
    report = report_work(base.report)
    if report:
        files[FILE] = partial(_page, report, references, base.report.companion)
    return files


def _page(work: Work, references: Callable[[], Mapping[CiteKey, Styled]], back: str) -> str:
    styled = references().get(work.key, {})
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
