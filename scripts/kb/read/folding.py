"""Text without accents and capitals: for cite keys, addresses and the search."""

from __future__ import annotations

import hashlib
import re
import unicodedata

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


#: Most letters of an address's piece: file systems have names of at most 255 bytes.
LONGEST = 100


def slug(text: str) -> str:
    """An address in ASCII: ``Daniel M. Bear`` as ``daniel-m-bear``; letters of other scripts by their numbers.

    Two long names that begin alike stay apart.
    """
    numbered = re.sub(r"[^\x00-\x7f]", lambda match: f"u{ord(match.group()):x}", fold(text))
    whole = re.sub(r"[^a-z0-9]+", "-", numbered.replace("'", "")).strip("-")
    if len(whole) <= LONGEST:
        return whole
    return f"{whole[: LONGEST - 9]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"
