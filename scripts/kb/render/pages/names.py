"""Names that several pages share, told apart: no two pages have one title."""

from __future__ import annotations

from collections import Counter

from kb.link import Links
from kb.link.people import Author
from kb.link.venues import VenueEntry
from kb.render.text.reference import label


class Names:
    """What tells a person or venue from others of the same name; nothing where the name says it."""

    def __init__(self, links: Links) -> None:
        authors, venues = links.people.authors.values(), links.venues.values()
        topics = links.topics.records.values()
        names = [[one.name for one in authors], [one.name for one in venues], [one.name for one in topics]]
        self._uses = Counter(name.casefold() for kind in names for name in kind)

    def which_author(self, author: Author) -> str:
        """``author of Wang et al. 2020``, by the newest work or the first section."""
        if self._uses[author.name.casefold()] < 2:
            return ""
        wrote = label(author.works[0]) if author.works else author.sections[0].name
        return f"author of {wrote}"

    def which_venue(self, venue: VenueEntry) -> str:
        """``venue``, beside an author or a topic of the same name."""
        return "venue" if self._uses[venue.name.casefold()] > 1 else ""
