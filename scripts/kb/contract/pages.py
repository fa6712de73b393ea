"""What elements of pages say to scripts, in ``data-`` attributes of these names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What a column of the table of works holds.
Column = Literal["authors", "year", "title", "venue", "parts", "sections"]


@dataclass(frozen=True)
class CiteLink:
    """A link to a work, which opens into a preview.

    Attributes:
        work: its key.
    """

    work: str


@dataclass(frozen=True)
class TermLink:
    """A link to a term, which opens into a preview.

    Attributes:
        definition: plain.
    """

    definition: str


@dataclass(frozen=True)
class CitationGroup:
    """An item of a section's list of citations; previews of its works say what they are there for.

    Attributes:
        section: slug.
        group: the number of the citation group.
    """

    section: str
    group: int


@dataclass(frozen=True)
class Citable:
    """Where a section says how it is cited, from which its points are.

    Attributes:
        short: how a text refers to the report.
    """

    short: str


@dataclass(frozen=True)
class PointItem:
    """An item of a section's list of points, of which buttons show one kind.

    Attributes:
        kind: of the point.
        point: slug of the section and number, such as ``adaptation.3``.
    """

    kind: str
    point: str


@dataclass(frozen=True)
class ColumnHead:
    """The head of a column of the table of works.

    Attributes:
        column: what it holds.
    """

    column: Column


@dataclass(frozen=True)
class PartsCell:
    """The cell of a work with the parts of the report that cite it.

    Attributes:
        parts: slugs, with spaces between.
    """

    parts: str


@dataclass(frozen=True)
class WorkList:
    """A list of works that the menu of its page offers to take away.

    Attributes:
        listed: what stands in it.
    """

    listed: Literal["works"] = "works"


@dataclass(frozen=True)
class TakeMenu:
    """The menu of a page that offers its works to take away.

    Attributes:
        take: name of the files, without the suffix.
        works: keys of the works, with spaces between; empty for those that the page lists.
    """

    take: str
    works: str = ""
