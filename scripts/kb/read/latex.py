"""LaTeX in titles and names as plain Unicode text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_MARKUP = re.compile(r"[\\{}$~]|--")
_MACRO = re.compile(r"[\\$~]|--")
_BRACES = str.maketrans("", "", "{}")


@cache
def plain(latex: str) -> str:
    r"""Text without markup: ``{\'E}tude of $\ell_1$`` as ``Étude of ℓ_1``."""
    if not _MARKUP.search(latex):
        return latex
    if not _MACRO.search(latex):
        return " ".join(latex.translate(_BRACES).split())
    return " ".join(_decoder().latex_to_text(latex).split())


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text  # slow to import, and seldom needed

    return LatexNodes2Text(keep_comments=True)
