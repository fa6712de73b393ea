"""Text without accents and capitals: for cite keys, addresses and the search."""

from __future__ import annotations

import hashlib
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


#: Most letters of an address's piece: file systems have names of at most 255 bytes.
_LONGEST = 100


def slug(text: str) -> str:
    """An address: ``Daniel M. Bear`` as ``daniel-m-bear``. Two long names that begin alike stay apart."""
    whole = re.sub(r"[^a-z0-9]+", "-", fold(text).replace("'", "")).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    return f"{whole[: _LONGEST - 9]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"
