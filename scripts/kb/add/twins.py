"""Whether a work is in the corpus already."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.add.identify import HANDLERS, Identifier, identifiers_of
from kb.check.bibliography import nearly_alike, title_words
from kb.model import Work
from kb.read.folding import fold
from kb.read.latex import plain
from kb.verify.record import letters

#: Words of a title that hardly two works have by chance.
_LONG = 4


@dataclass(frozen=True)
class Twin:
    """An entry that is, or may be, the same work.

    Attributes:
        why: how that is told.
        certain: whether it is known, and not only likely.
    """

    work: Work
    why: str
    certain: bool


class Shelf:
    """Works by identifier, title and author, so that a new one is compared with few. Linear in the works."""

    def __init__(self, works: Iterable[Work]) -> None:
        self._under: dict[Identifier, Work] = {}
        self._titled: dict[str, list[Work]] = defaultdict(list)
        self._by: dict[str, list[tuple[Work, frozenset[str]]]] = defaultdict(list)
        for work in works:
            self.put(work)

    def put(self, work: Work) -> None:
        """One more work."""
        for identifier in identifiers_of(work):
            self._under.setdefault(_bare(identifier), work)
        self._titled[letters(work.title)].append(work)
        words = title_words(work)
        for family in dict.fromkeys(_families(work)):
            self._by[family].append((work, words))

    def under(self, identifier: Identifier) -> Twin | None:
        """The work that carries an identifier."""
        work = self._under.get(_bare(identifier))
        return Twin(work, f"the same {HANDLERS[identifier.kind].name}", certain=True) if work else None

    def twin(self, work: Work) -> Twin | None:
        """The work that is the same: by identifier, else by title, else by most words of the title.

        An address tells a page alone, for many works can stand on one. Titles count only where the two share an author
        or one of them has none, and short titles only where that is the first author.
        """
        telling = (one for one in identifiers_of(work) if one.kind != "url" or work.type == "online")
        return next(filter(None, (*map(self.under, telling), *self._alike(work))), None)

    def _alike(self, work: Work) -> Iterator[Twin]:
        title, words, families = letters(work.title), title_words(work), _families(work)
        for other in self._titled.get(title, []) if title else ():
            theirs = _families(other)
            shared = families[:1] == theirs[:1] or (len(words) >= _LONG and set(families) & set(theirs))
            if not families or not theirs or shared:
                yield Twin(other, "the same title", certain=False)
        for family in dict.fromkeys(families):
            for other, others in self._by.get(family, []):
                if nearly_alike(words, others) and letters(other.title) != title:
                    yield Twin(other, f"nearly the same title, '{plain(other.title)}'", certain=False)


def _bare(identifier: Identifier) -> Identifier:
    """An identifier in the form that tells it: an address without scheme, ``www.`` and last slash."""
    if identifier.kind != "url":
        return identifier
    address = re.sub(r"^https?://(?:www\.)?", "", identifier.value, flags=re.IGNORECASE)
    return Identifier("url", address.rstrip("/"))


def _families(work: Work) -> tuple[str, ...]:
    return tuple(fold(plain(name.family)) for name in work.creators)
