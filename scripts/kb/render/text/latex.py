"""LaTeX in titles as HTML: text, and MathML where it is mathematics."""

from __future__ import annotations

from functools import cache

from latex2mathml.converter import convert
from markupsafe import Markup, escape

from kb.read.latex import MATH, plain
from kb.render.text import sanitize


@cache
def html(latex: str) -> Markup:
    """Safe HTML: text escaped, ``$…$`` as MathML; what latex2mathml cannot read stays as text."""
    pieces = []
    end = 0
    for match in MATH.finditer(latex):
        pieces += [_text(latex[end : match.start()]), _mathml(match.group(1))]
        end = match.end()
    return Markup("").join((*pieces, _text(latex[end:])))


def _text(latex: str) -> Markup:
    """Plain text, with the white space at its ends kept, for it may stand beside a formula."""
    before, after = latex[:1].isspace(), latex[-1:].isspace() and bool(latex.strip())
    return escape(f"{' ' * before}{plain(latex.strip())}{' ' * after}")


def _mathml(formula: str) -> Markup:
    try:
        return sanitize.mathematics(convert(formula))
    except Exception:  # latex2mathml raises many kinds of error on input that is no mathematics
        return escape(formula)
