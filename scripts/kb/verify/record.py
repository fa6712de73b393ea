"""What a service says of a work, in the words of BibTeX."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.model import Name, Source
from kb.read.folding import fold
from kb.read.latex import plain
from kb.read.persons import read_name

_TAG = re.compile(r"</?[A-Za-z][^>]*>")


@dataclass(frozen=True)
class Record:
    """One record of one service.

    Attributes:
        source: who says so, as provenance names it.
        at: address of the record.
        type: entry type of BibTeX.
        title: as text, without markup.
        authors: in order, as far as the service knows them.
        fields: ``year``, ``journal`` or ``booktitle``, ``volume``, ``number``, ``pages``, ``publisher``, ``doi``,
            ``eprint``, ``primaryclass``, ``isbn``: those that the service gives, as text.
        preprint: whether it is the record of a preprint, whose year and venue say nothing of what was published.
        retracted: what the service says of a retraction or an expression of concern; empty where it says nothing.
    """

    source: Source
    at: str
    type: str
    title: str
    authors: tuple[Name, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    preprint: bool = False
    retracted: str = ""

    @property
    def venue(self) -> str:
        """Where it appeared; empty where the record does not say."""
        return self.fields.get("journal") or self.fields.get("booktitle", "")


def text(value: object) -> str:
    """A string of an answer without markup, entities and superfluous blanks; empty if it is no string or number."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    return " ".join(html.unescape(_TAG.sub("", str(value))).split())


def given_fields(**values: object) -> dict[str, str]:
    """Those that hold something, as text."""
    return {name: clean for name, value in values.items() if (clean := text(value))}


def person(spoken: str) -> Name | None:
    """A name as services speak it (``Jan van der Berg``, ``Sergey Levine 0001``); none where there is none."""
    clean = re.sub(r"\s+\d{4}$", "", text(spoken)).replace("{", "").replace("}", "").replace("\\", "")
    return read_name(clean) if clean else None


def people(spoken: Iterable[object]) -> tuple[Name, ...]:
    """Names in their order."""
    return tuple(name for one in spoken if (name := person(text(one))))


def page_range(first: object, last: object = "") -> str:
    """``12--34`` from two numbers or from one text, with the last page in full: ``1234-45`` as ``1234--1245``."""
    begin, end = text(first), text(last)
    if not end:
        begin, _, end = (piece.strip() for piece in re.sub(r"[-‐‑–—]+", "-", begin).partition("-"))
    if begin.isdigit() and end.isdigit() and len(end) < len(begin):
        end = begin[: len(begin) - len(end)] + end
    return f"{begin}--{end}" if end and end != begin else begin


def letters(value: str) -> str:
    """What two spellings of one title have in common: letters and figures, folded, without LaTeX.

    >>> letters("{BERT}: Pre-training of Deep…") == letters("BERT: Pretraining of deep")
    True
    """
    return re.sub(r"[\W_]+", "", fold(plain(value)))
