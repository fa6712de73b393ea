"""What the source of a survey says: its title, its headings, what is cited under each, and what was not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Remark:
    """Something that a person has to know: where it stands in what was taken over, and what it is."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


@dataclass(frozen=True)
class Heading:
    """A heading: its depth, smaller is higher, its title in plain text, and its number, empty without one."""

    level: int
    title: str
    number: str
    file: str
    line: int


@dataclass(frozen=True)
class CitationGroup:
    """The keys of the works cited together, as the source has them."""

    keys: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True)
class Outline:
    """A source as far as it was understood.

    Attributes:
        events: headings and citation groups in the order of the text.
        bibliographies: files that it names for its works, as paths beside the source.
        entries: BibTeX of the works that it lists itself.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    events: tuple[Heading | CitationGroup, ...] = ()
    bibliographies: tuple[str, ...] = ()
    entries: str = ""
    remarks: tuple[Remark, ...] = field(default=())


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]+")
_TAG = re.compile(r"<(?=[A-Za-z/!?])|(?<=[\w\"'/])>")


def clean(text: str) -> str:
    r"""A text in one line, without characters that no page can hold and without what could be taken for HTML.

    >>> clean("Soil <b>carbon</b>\n and water")
    'Soil carbon and water'
    """
    text = re.sub(r"</?[A-Za-z][^<>]{0,200}>", "", _CONTROL.sub(" ", text))
    return " ".join(_TAG.sub("‹", text).split())
