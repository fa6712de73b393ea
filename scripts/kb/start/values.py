"""Values of BibTeX and biblatex fields in the form that the check asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from pybtex.exceptions import PybtexError
from stdnum import isbn, issn

from kb.check.bibliography import ORGANIZATION, unprotected
from kb.read import identifiers
from kb.read.canonical import canonical_field
from kb.read.latex import LatexError, decoded, plain, stray_dollar, without_money
from kb.read.persons import is_one_group, read_names, split_names
from kb.start.outline import clean

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
#: A name in Chinese, Japanese or Korean letters, in which the family name stands first.
_EASTERN = re.compile(r"^([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+) ([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)$")
_BODY = re.compile(r"\b(?:Organi[sz]ation|Ministry|Society|Union|Company|Bureau|Nations|Center|Centre|Group)\b")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV", re.IGNORECASE)
_GROUP = re.compile(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")


def text(value: str) -> str:
    r"""A text without HTML, control characters or LaTeX that cannot be read.

    >>> text("Costs of <i>$5</i> a day")
    'Costs of \\$5 a day'
    """
    value = clean(value)
    if stray_dollar(value):
        value = without_money(value)
    if not ("\\" in value or "$" in value):
        return value
    try:
        decoded(value)
    except LatexError:
        return literal(plain(value))
    return literal(plain(value)) if stray_dollar(value) else value


def literal(value: str) -> str:
    """Plain text as LaTeX that prints it."""
    return re.sub(r"([%&#$_])", r"\\\1", re.sub(r"[\\{}~^]", " ", value)).strip()


def title(value: str) -> str:
    """A title whose capitals no bibliography style lowers.

    >>> title("Mapping the soils of Asia with small data")
    'Mapping the soils of {Asia} with small data'
    """
    value = text(value)
    for word in dict.fromkeys(unprotected(value)):
        pattern = re.compile(rf"(?<![\w{{\\]){re.escape(word)}(?![\w}}])")
        value = pattern.sub(lambda match: f"{{{match.group()}}}", value)
    return value


def month(value: str) -> str:
    """The month by its name; what is no month stays as it is.

    >>> month("sept"), month("03"), month("Mar--Apr")
    ('September', 'March', 'Mar--Apr')
    """
    bare = value.strip(" .{}").lower()
    if bare.isdecimal() and 1 <= int(bare) <= 12:
        return _MONTHS[int(bare) - 1]
    return next((name for name in _MONTHS if len(bare) > 2 and name.lower().startswith(bare)), text(value))


def names(value: str) -> str:
    """A list of names that can be read, whatever stood between them."""
    value = re.sub(r",?\s*\bet\.?\s*al\b\.?", " and others", clean(value))
    value = _outside(value, r"\s*;\s*|\s+\\?&\s+", " and ")
    value = re.sub(r"(?:\band\s+)+(?=and\b)|^\s*and\s+|\s+and\s*$", "", value)
    try:
        parts = split_names(value)
    except (PybtexError, ValueError):
        parts = [f"{{{literal(plain(value))}}}"]
    found = [name for name in map(_name, parts) if name]
    kept = [name for number, name in enumerate(found) if name != "others" or number == len(found) - 1 > 0]
    return canonical_field("author", " and ".join(kept))


def _outside(value: str, pattern: str, by: str) -> str:
    """Replaces what stands outside braces."""
    pieces, end = [], 0
    for match in _GROUP.finditer(value):
        pieces += [re.sub(pattern, by, value[end : match.start()]), match.group()]
        end = match.end()
    return "".join((*pieces, re.sub(pattern, by, value[end:])))


def _name(part: str) -> str:
    part = text(part).strip(" ,")
    given = dict(re.findall(r"(family|given|prefix|suffix)\s*=\s*\{?([^,{}]*)\}?", part))
    if "family" in given:
        family = " ".join(piece for piece in (given.get("prefix"), given["family"]) if piece)
        part = ", ".join(piece for piece in (family, given.get("suffix"), given.get("given")) if piece)
    part = _EASTERN.sub(r"\1, \2", part)
    pieces = [piece.strip() for piece in part.split(",")]
    if len(pieces) == 3 and _SUFFIX.fullmatch(pieces[2]):
        part = f"{pieces[0]}, {pieces[2]}, {pieces[1]}"
    elif len(pieces) == 2 and _SUFFIX.fullmatch(pieces[1]):
        part = f"{pieces[0].rpartition(' ')[2]}, {pieces[1]}, {pieces[0].rpartition(' ')[0]}"
    if part == "others" or not re.sub(r"[{}\s]", "", part):
        return part if part == "others" else ""
    return _readable(part)


def _readable(part: str) -> str:
    found, mistakes = read_names(part)
    if mistakes or not found:
        return f"{{{literal(plain(part))}}}"
    name = found[0]
    if is_one_group(part) or name.literal:
        return part
    if ORGANIZATION.search(part) or _BODY.search(part):
        return f"{{{part.replace(',', ' ') if '{' in part else part}}}"
    if len(name.family) > 3 and name.family.isupper() and name.family.isalpha():
        return f"{name.family.title()}, {name.given}" if name.given else f"{{{part}}}"
    return part


def pages(value: str) -> str:
    """Pages of which each range has both its ends, or nothing.

    >>> pages("123-8"), pages("12-"), pages("34--12")
    ('123--128', '12', '')
    """
    value = canonical_field("pages", re.sub(r"^pp?\.\s*", "", clean(value)))
    ranges = [_range(piece.strip(" -–—")) for piece in value.split(",")]
    return ", ".join(piece for piece in ranges if piece) if all(ranges) else ""


def _range(piece: str) -> str:
    first, dashes, last = (part.strip() for part in piece.partition("--"))
    if first.isdecimal() and last.isdecimal() and int(first) > int(last):
        last = first[: len(first) - len(last)] + last
        if len(last) > len(first) or int(first) > int(last):
            return ""
    return f"{first}{dashes}{last}" if first else ""


def doi(value: str) -> str:
    """A DOI, bare and lower case; nothing if it is none."""
    found = canonical_field("doi", " ".join(value.split())).strip(" .{}")  # old ones hold "<" and ">"
    return found if found.isprintable() and identifiers.is_doi(found) else ""


def arxiv(value: str) -> str:
    """An arXiv id; nothing if it is none."""
    return identifiers.arxiv_within(clean(value))


def url(value: str) -> str:
    r"""The first address in a text; nothing if there is none that may be linked.

    >>> url("www.example.org/ab")
    'https://www.example.org/ab'
    """
    value = canonical_field("url", clean(re.sub(r"\\(?:url|href|path)\b", "", value)))
    word = next(iter(re.sub(r"[{}<>]|\\(?=[_%&#~])", " " if " http" in value else "", value).split()), "")
    if re.match(r"(www\.|[\w-]+\.[a-z]{2,}/)", word):
        word = f"https://{word}"
    word = quote(word, safe="%/:=&?~#+!$,;'@()*[]-._")
    return word if identifiers.safe_url(word) and word.isprintable() else ""


def standard_number(kind: str, value: str) -> str:
    """The first valid ISBN or ISSN in a text, or nothing."""
    valid = isbn.is_valid if kind == "isbn" else issn.is_valid
    return next((piece for piece in _numbers(value) if valid(piece)), "")


def _numbers(value: str) -> Iterator[str]:
    yield clean(value)
    yield from re.split(r"[,;/\s]+", clean(value))
