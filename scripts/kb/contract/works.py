"""What is known of a work: ``api/v1/works/KEY.json``, for previews and the map, and for whoever wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType

#: Sanitized HTML. Addresses in it begin at the site's root.
Html = NewType("Html", str)


@dataclass(frozen=True)
class WayToRead:
    """An address at which a work can be read.

    Attributes:
        text: where it leads.
        url: the address.
        free: whether it can be read there without paying; null where that is not known.
    """

    text: str
    url: str
    free: bool | None


@dataclass(frozen=True)
class InTextCitation:
    """One citation of the work in a section's text.

    Attributes:
        at: the number of the heading; empty where it has none.
        mark: how a text refers to that heading in short.
        heading: its title.
        group: the number, in its section, of the citation group in which it stands with other works.
        page: of the report; null where that is not known.
        pdf: address that opens the report there; empty where there is none.
        role: what the citation does.
        note: what the work is cited for.
        edit: address at which that line can be edited; empty where no repository is known.
    """

    at: str
    mark: str
    heading: str
    group: int
    page: int | None
    pdf: str
    role: str
    note: Html
    edit: str


@dataclass(frozen=True)
class CitingSection:
    """A section that cites the work.

    Attributes:
        slug: the last part of its address.
        name: number and title.
        places: its citations of the work, in the order of its text.
    """

    slug: str
    name: str
    places: Sequence[InTextCitation]


@dataclass(frozen=True)
class WorkRecord:
    """A work.

    Attributes:
        key: by which it is cited; the last part of its address.
        url: of its page, below the site's root.
        label: how the report cites it.
        title: plain.
        authors: plain names; of those who edited it, where nobody wrote it.
        year: as the report cites it; empty where none is known.
        venue: the one name of where it was published; empty where none is known.
        doi: bare; empty where it has none.
        arxiv: its number there; empty where it has none.
        known: the name by which people know it; empty where it has none.
        annotation: what it is and shows, plain; empty where nobody has written it.
        reference: as a list of references prints it, with links to its authors, year and venue.
        ways: where it can be read, what is free first.
        topics: their slugs.
        checked: how far the entry was checked: confirmed, consistent or as printed.
        since: whether it came since the report, which then does not cite it.
        sections: those that cite it, in the order of the report.
        coins: what reference managers find on a list, as COinS: an OpenURL context object.
    """

    key: str
    url: str
    label: str
    title: str
    authors: Sequence[str]
    year: str
    venue: str
    doi: str
    arxiv: str
    known: str
    annotation: str
    reference: Html
    ways: Sequence[WayToRead]
    topics: Sequence[str]
    checked: str
    since: bool
    sections: Sequence[CitingSection]
    coins: str
