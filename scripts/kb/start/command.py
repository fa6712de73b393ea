"""``kb init``: reads what it is pointed at, and gives the files of a knowledge base and what there is to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.read import BIBLIOGRAPHY, SECTIONS
from kb.read.canonical import canonical
from kb.start.example import PARTS, STEPS, example
from kb.start.house import About, house
from kb.start.outline import Remark


@dataclass(frozen=True)
class Start:
    """A knowledge base to be written.

    Attributes:
        texts: its files by path.
        keys: old and new keys of works whose key had to change.
        remarks: what was not understood, left out or made up.
    """

    texts: Mapping[str, str]
    keys: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def from_nothing(about: About) -> Start:
    """The example under a title of one's own."""
    about = About(about.title, about.citation, about.pages, about.pdf, PARTS)
    return Start(in_form({**house(about, STEPS), **example(about.pages)}))


def in_form(texts: Mapping[str, str]) -> Mapping[str, str]:
    """The files as ``kb fmt`` writes them."""
    sources = (BIBLIOGRAPHY.partition("/")[0], SECTIONS)
    return {file: canonical(file, text) if file.startswith(sources) else text for file, text in texts.items()}
