"""LaTeX in titles and names: Unicode text, and MathML where it is mathematics."""

from __future__ import annotations

import re
from functools import cache

from latex2mathml.converter import convert
from markupsafe import Markup, escape
from pylatexenc.latex2text import LatexNodes2Text

_MARKUP = re.compile(r"[\\{}$~]|--")
_MACRO = re.compile(r"[\\$~]|--")
_SIMPLE = str.maketrans("", "", "{}")
_MATH = re.compile(r"(?<!\\)\$((?:\\.|[^$\\])+)\$")


@cache
def plain(latex: str) -> str:
    r"""Text without markup: ``{\'E}tude of $\ell_1$`` as ``Étude of ℓ_1``."""
    if not _MARKUP.search(latex):
        return latex
    if not _MACRO.search(latex):
        return " ".join(latex.translate(_SIMPLE).split())
    text = LatexNodes2Text(keep_comments=True).latex_to_text(latex)
    return " ".join(text.split())


@cache
def html(latex: str) -> Markup:
    """Safe HTML: text escaped, ``$…$`` as MathML; what latex2mathml cannot read stays as text."""
    pieces = []
    end = 0
    for match in _MATH.finditer(latex):
        pieces += [_text(latex[end : match.start()]), _mathml(match.group(1))]
        end = match.end()
    return Markup("").join((*pieces, _text(latex[end:])))


def _text(latex: str) -> Markup:
    """Plain text, with the white space at its ends kept, for it may stand beside a formula."""
    before, after = latex[:1].isspace(), latex[-1:].isspace() and bool(latex.strip())
    return escape(f"{' ' * before}{plain(latex.strip())}{' ' * after}")


def _mathml(formula: str) -> Markup:
    try:
        return Markup(convert(formula))
    except Exception:  # latex2mathml raises many kinds of error on input that is no mathematics
        return escape(formula)
