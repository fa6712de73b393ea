"""LaTeX in titles and names as plain Unicode text."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

#: Mathematics, by the rule that Pandoc has for a dollar that opens or closes it: ``$5 and $6`` is money.
MATH = re.compile(r"(?<!\\)\$(?!\s)((?:\\.|[^$\\])*(?:\\.|[^$\\\s]))\$(?!\d)")
#: An address, alone or in ``\url{…}``; the address and the text of ``\href{…}{…}``.
URL = re.compile(r"\\url\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}|(https?://[^\s{}<>\"]+)")

_MARKUP = re.compile(r"[\\{}$~`]|--|''|&#?\w+;|https?://")
_MACRO = re.compile(r"[\\$~`]|''|&#?\w+;|https?://")
_BRACES = str.maketrans("", "", "{}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]+\d*);", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%&#$~])(?:\{\})?")
#: Where an address stood, while the text around it is read as LaTeX.
_KEPT = re.compile("\ue002(\\d+)\ue003")
#: What these print.
_LOGOS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "LaTeXe": "LaTeX2e",
    "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX",
}
_SIGNS = {"textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "-": "", "/": "", "@": ""}
_ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "%&#$_"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
#: Commands that set what they are given in another way; what they are given is kept.
_SETTING = (
    "texttt textsf textsc textrm textmd textup textsl textnormal emph textit textbf mbox hbox text fbox underline "
    "enquote MakeUppercase MakeLowercase uppercase lowercase ensuremath textsuperscript textsubscript"
).split()


class LatexError(ValueError):
    """A text that cannot be read as LaTeX."""


#: What was read in an earlier run.
_KNOWN: dict[str, str] = {}


def learn(texts: Mapping[str, str]) -> None:
    """Takes over what :func:`decoded` once made of some texts, for that is slow."""
    _KNOWN.update(texts)


def learned(texts: Iterable[str]) -> dict[str, str]:
    """What to learn of some texts: those that hold commands or formulas, and can be read."""
    found = {}
    for text in texts:
        if "\\" in text or "$" in text:
            with suppress(LatexError):
                found[text] = decoded(text)
    return found


@cache
def plain(latex: str) -> str:
    r"""Text without markup: ``{\'E}tude of $\ell_1$`` as ``Étude of ℓ_1``. What cannot be read stays as it is."""
    try:
        return decoded(latex)
    except LatexError:
        return " ".join(re.sub(r"[{}\\]", " ", latex).split())


@cache
def decoded(latex: str) -> str:
    """Like :func:`plain`.

    Raises:
        LatexError: if the text cannot be read.
    """
    if not _MARKUP.search(latex):
        return latex
    if not _MACRO.search(latex):
        dashed = latex.replace("---", "—").replace("--", "–")
        return " ".join(dashed.translate(_BRACES).split())
    if latex in _KNOWN:
        return _KNOWN[latex]
    kept: list[str] = []
    text = URL.sub(_keeper(kept), latex)
    text = _ENTITY.sub(lambda match: re.sub(r"([%&#$_{}])", r"\\\1", html.unescape(match.group())), text)
    text = re.sub(r"(?<![`\\])`([^`'\\]+)'(?!')", r"‘\1’", without_money(text))
    try:
        read: str = _decoder().latex_to_text(text)
    except Exception as error:  # pylatexenc raises many kinds of error on what is no LaTeX
        raise LatexError(f"{type(error).__name__}: {error}") from error
    if "%s" in read and "%s" not in text:  # a pattern that was not filled, for a command lacks what it is given
        raise LatexError("a command lacks what it is given")
    return " ".join(_KEPT.sub(lambda match: kept[int(match.group(1))], read).split())


def address(match: re.Match[str]) -> str:
    """The address that :data:`URL` found, without LaTeX's backslashes."""
    return unescaped(next(group for group in (match.group(1), match.group(2), match.group(4)) if group is not None))


def escaped(text: str) -> str:
    r"""Plain text as LaTeX, and as a field of BibTeX, which counts every brace: ``5 %`` as ``5 \%``."""
    return text.translate(_ESCAPES)


def unescaped(text: str) -> str:
    r"""An identifier without the backslashes that LaTeX wants: ``a\_b`` as ``a_b``; of ``\url{…}`` the inside."""
    whole = re.fullmatch(r"\\url\s*\{(.*)\}", text)
    return _ESCAPED.sub(r"\1", whole.group(1) if whole else text).strip()


def stray_dollar(latex: str) -> bool:
    r"""Whether a dollar is neither mathematics nor written ``\$``."""
    return "$" in latex and bool(re.search(r"(?<!\\)\$", MATH.sub("", URL.sub("", latex))))


def _keeper(kept: list[str]) -> Callable[[re.Match[str]], str]:
    """Takes addresses out of a text; of a link with a text, the text remains."""

    def keep(match: re.Match[str]) -> str:
        if match.group(3) is not None:
            return match.group(3)
        kept.append(address(match))
        return f"\ue002{len(kept) - 1}\ue003"

    return keep


def without_money(latex: str) -> str:
    """Dollars that are no mathematics, escaped."""
    pieces, end = [], 0
    for match in MATH.finditer(latex):
        pieces += [_money(latex[end : match.start()]), match.group()]
        end = match.end()
    return "".join((*pieces, _money(latex[end:])))


def _money(text: str) -> str:
    return re.sub(r"(?<!\\)\$", r"\\$", text)


@cache
def _decoder() -> Any:
    # Slow to import, and seldom needed.
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # what it has to say, the check says with its place
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, text) for name, text in (_LOGOS | _SIGNS).items()]
    macros += [MacroTextSpec(name, discard=False) for name in _SETTING]
    context.add_context_category("kb", macros=macros, prepend=True)
    context.set_unknown_macro_spec(MacroTextSpec("", ""))
    reader = LatexNodes2Text(latex_context=context, keep_comments=True)
    return _Reader(reader)


class _Reader:
    """Reads LaTeX with the commands that set text known, so that what they are given is theirs."""

    def __init__(self, reader: Any) -> None:
        from pylatexenc.latexwalker import get_default_latex_context_db
        from pylatexenc.macrospec import std_macro

        self._context = get_default_latex_context_db()
        known = [std_macro(name, "{") for name in _SETTING]
        self._context.add_context_category("kb", macros=known, prepend=True)
        self._reader = reader

    def latex_to_text(self, latex: str) -> str:
        """The text, with every letter and number that stood in it."""
        from pylatexenc.latexwalker import LatexWalker

        nodes, _, _ = LatexWalker(latex, latex_context=self._context, tolerant_parsing=True).get_latex_nodes()
        return str(self._reader.nodelist_to_text(nodes))
