"""What the formats write down: a work, and what the knowledge base says of it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.link import Links
from kb.model import Citation, Section, Update, Work
from kb.read.latex import plain
from kb.render.text import markdown


@dataclass(frozen=True)
class Commentary:
    """What the knowledge base says of a work, in plain text.

    Attributes:
        what: what it is and shows; empty where nobody has written it.
        citations: for each, where it stands and what for: ``§4.7.1, p. 106, evidence: …``. For a work that came since
            the report, what it does to which point.
        lead: what stands before the citations: ``Cited in A tiny report``.
    """

    what: str = ""
    citations: tuple[str, ...] = ()
    lead: str = ""

    @property
    def cited(self) -> str:
        """All citations in one line."""
        return f"{self.lead}: {'; '.join(self.citations)}." if self.citations else ""

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " ".join(piece for piece in (self.what, self.cited) if piece)


@dataclass(frozen=True)
class Item:
    """A work as an export has it.

    Attributes:
        work: its entry. commentary: what is said of it; nothing in an export without annotations.
        venue: the one name of where it appeared. sections, times: how many sections cite it, and how often.
    """

    work: Work
    commentary: Commentary = Commentary()
    venue: str = ""
    sections: int = 0
    times: int = 0


def item(links: Links, work: Work, annotated: bool) -> Item:
    """The work, with or without what is said of it."""
    venue = links.venue_of(work)
    return Item(
        work,
        _commentary(links, work) if annotated else Commentary(),
        venue.name if venue else "",
        len(links.sections_of(work)),
        len(links.citations_of(work)),
    )


def _commentary(links: Links, work: Work) -> Commentary:
    title = links.base.report.title
    if work.key in links.base.since:
        updates = tuple(_update(section, update) for section, update in links.updates_of(work))
        return Commentary(plain(work.annotation), updates, f"Since {title}")
    citations = tuple(_citation(section, citation) for section, citation in links.citations_of(work))
    return Commentary(plain(work.annotation), citations, f"Cited in {title}")


def _citation(section: Section, citation: Citation) -> str:
    page = f"p. {citation.page}" if citation.page else ""
    where = ", ".join(piece for piece in (section.heading_mark(citation.at), page, citation.role) if piece)
    return f"{where}: {markdown.plain(citation.note)}"


def _update(section: Section, update: Update) -> str:
    return f"{section.mark}, point {update.point}, {update.way} it: {markdown.plain(update.text)}"
