"""Names of people and venues as entries print them, in plain text."""

from __future__ import annotations

import re

from kb.model import FACTS, Name, Work
from kb.read.latex import URL, address, plain

#: Fields that can name a venue, the first that is there counts, and what each says of its kind.
VENUE_FIELDS = {
    "journal": "journal",
    "booktitle": "conference",
    "howpublished": "organization",
    "institution": "organization",
    "school": "organization",
    "publisher": "publisher",
}


#: Chinese signs and Hangul, and hiragana beside them; names in katakana alone are of others, given name first.
_EAST_ASIAN = re.compile("[\u3005-\u3007\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+")


def written(name: Name) -> str:
    """A name as entries write it: ``Tramèr, Florian``."""
    return ", ".join(plain(piece) for piece in (name.family, name.suffix, name.given) if piece)


def spoken(name: Name) -> str:
    """Given name first: ``Florian Tramèr``; in Chinese, Japanese and Korean the family, without a space: ``王芳``."""
    if _EAST_ASIAN.fullmatch(name.family) and _EAST_ASIAN.fullmatch(name.given):
        return name.family + name.given
    return " ".join(plain(piece) for piece in (name.given, name.family, name.suffix) if piece)


def printed_venue(work: Work) -> str:
    """Where an entry says that the work appeared; empty where it does not."""
    for name in VENUE_FIELDS:
        if work.fields.get(name) and not (name == "howpublished" and howpublished_url(work)):
            return plain(work.fields[name])
    return "arXiv" if work.fields.get("eprint") else ""


def howpublished_url(work: Work) -> str:
    """The address that stands where others say how a work was published; empty where that is a name."""
    match = URL.search(work.fields.get("howpublished", ""))
    return address(match) if match and plain(work.fields["howpublished"]) == address(match) else ""


def facts_of(work: Work) -> tuple[str, ...]:
    """The facts that an entry states, in the order of :data:`~kb.model.FACTS`; a publisher is a fact of its own.

    Who edited a book that has no author counts as its author.
    """
    stated = {name for name, value in work.fields.items() if value}
    if "editor" in stated:
        stated.add("author")
    if stated.intersection(VENUE_FIELDS) - {"publisher"}:
        stated.add("venue")
    return tuple(fact for fact in FACTS if fact in stated)
