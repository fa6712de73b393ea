"""LaTeX in titles and names: Unicode text, and MathML where it is mathematics."""

from __future__ import annotations

import re
from functools import lru_cache

from latex2mathml.converter import convert
from markupsafe import Markup, escape
from pylatexenc.latex2text import LatexNodes2Text

_MATH = re.compile(r"(?<!\\)\$((?:\\.|[^$\\])+)\$")


@lru_cache(maxsize=None)
def plain(latex: str) -> str:
    """Text without markup: ``{\\'E}tude of $\\ell_1$`` as ``Étude of ℓ_1``."""
    if not re.search(r"[\\{}$~]|--", latex):
        return latex
    return " ".join(LatexNodes2Text(keep_comments=True).latex_to_text(latex.replace("%", r"\%").replace(r"\\%", r"\%")).split())


@lru_cache(maxsize=None)
def html(latex: str) -> Markup:
    """Safe HTML: text escaped, ``$…$`` as MathML; what latex2mathml cannot read stays as text."""
    pieces: list[str] = []
    end = 0
    for match in _MATH.finditer(latex):
        pieces += [escape(plain(latex[end : match.start()])), _mathml(match)]
        end = match.end()
    pieces.append(escape(plain(latex[end:])) if end else escape(plain(latex)))
    spaced = [str(piece) for piece in pieces]
    return Markup("".join(spaced))


def _mathml(match: re.Match[str]) -> str:
    before = " " if match.start() and match.string[match.start() - 1] == " " else ""
    after = " " if match.string[match.end() : match.end() + 1] == " " else ""
    try:
        return before + convert(match.group(1)) + after
    except Exception:  # latex2mathml raises many kinds of error on input that is no mathematics
        return before + str(escape(match.group(1))) + after
