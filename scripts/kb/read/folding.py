"""Text without accents and capitals: for cite keys, addresses and the search."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "AE"}
    | {"œ": "oe", "Œ": "OE", "–": " ", "—": " ", "’": "'", "‘": "'"}
)


def fold(text: str) -> str:
    """ASCII in lower case: ``Rocktäschel`` as ``rocktaschel``. Letters that have no such form are dropped."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()


def slug(text: str) -> str:
    """An address: ``Daniel M. Bear`` as ``daniel-m-bear``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).replace("'", "")).strip("-")
