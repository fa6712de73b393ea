"""Text without accents and capitals: for cite keys, addresses and the search."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "AE"}
    | {"œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ð": "d", "Ð": "D", "ŋ": "n", "Ŋ": "N", "ħ": "h", "Ħ": "H"}
    | {"–": " ", "—": " ", "’": "'", "‘": "'", "\u2010": "-", "\u2011": "-", "\u2212": "-"}
)
_ACCENTS = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Lower case without accents: ``Rocktäschel`` as ``rocktaschel``, ``Мысли`` as ``мысли``.

    Letters and figures of other scripts stay as they are; other signs that ASCII does not have are dropped.
    """
    if text.isascii():
        return text.lower()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))
    if not plain.isascii():
        plain = "".join(filter(_is_kept, unicodedata.normalize("NFC", plain)))
    return plain.lower()


def _is_kept(letter: str) -> bool:
    """Whether a character is ASCII, a letter, part of one, or a figure."""
    return letter.isascii() or unicodedata.category(letter)[0] in "LMN"


#: ``H$_2$O``, ``H_2O`` and ``x^{10}``: a number set lower or higher belongs to its word.
_SET_OFF = re.compile(r"\$?[_^]\{?(\d+)\}?\$?")
_SEARCHED = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-")  # all of them are hyphens to the reader
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")  # invisible
    | {"Þ": "th", "þ": "th", "Ð": "d", "ð": "d", "ς": "σ", "♯": "#"}
)
#: What ASCII does not have.
_FOREIGN = re.compile(r"[^\x00-\x7f]")
#: Chinese and Japanese are written without spaces: each sign is a word.
_SIGN_IS_WORD = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def for_search(text: str) -> str:
    """Like :func:`fold`, as texts and queries are searched: signs become spaces, and what one would type is found.

    The browser folds queries by the same rule (``fold`` in ``frontend/assets/search/words.js``);
    ``tests/data/folding.yaml`` holds cases for both.

    >>> for_search("H$_2$O – Þór"), for_search("ΛΟΓΟΣ")
    ('h2o   thor', 'λογοσ')
    """
    if text.isascii():
        return _SET_OFF.sub(r"\1", text.lower())
    signs = unicodedata.normalize("NFC", text.translate(_SEARCHED))
    return _SET_OFF.sub(r"\1", _FOREIGN.sub(lambda sign: _letter(sign[0]), signs).lower())


@cache
def _letter(sign: str) -> str:
    latin = fold(sign)
    if (latin and latin.isascii()) or unicodedata.category(sign)[0] == "M":
        return latin if latin.isascii() else ""
    if not sign.isalnum():
        return " "
    parts = "".join(part for part in unicodedata.normalize("NFKD", sign) if unicodedata.category(part)[0] != "M")
    letter = unicodedata.normalize("NFC", parts).lower()
    return f" {letter} " if _SIGN_IS_WORD.match(letter) else letter


#: Most letters of an address's piece: file systems have names of at most 255 bytes.
LONGEST = 100


@cache
def slug(text: str) -> str:
    """An address in ASCII: ``Daniel M. Bear`` as ``daniel-m-bear``; letters of other scripts by their numbers.

    Two long names that begin alike stay apart.
    """
    numbered = re.sub(r"[^\x00-\x7f]", lambda match: f"u{ord(match.group()):x}", fold(text))
    whole = re.sub(r"[^a-z0-9]+", "-", numbered.replace("'", "")).strip("-")
    if len(whole) <= LONGEST:
        return whole
    return f"{whole[: LONGEST - 9]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"
