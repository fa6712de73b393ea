"""The pages of venues, and their index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from kb.link import Links
from kb.link.venues import VenueEntry
from kb.model import Place, Work
from kb.read import VENUES
from kb.render.data.metadata.coins import listed_coins
from kb.render.data.metadata.linked_data import venue_thing
from kb.render.data.metadata.ties import list_ties
from kb.render.data.twins import index_twin, list_twin
from kb.render.engine import Templates
from kb.render.page import LISTS, Heading, Page, Planned
from kb.render.pages.names import Names
from kb.render.pictures.timeline import timeline
from kb.render.text.counts import count_of
from kb.render.text.twin import FILE as TWIN

UP = "../../"
TOP = 8
#: From how many works on a venue has a timeline.
MANY = 5
#: Kinds of venue in the order of the index, with their headings.
KINDS = {
    "conference": "Conferences",
    "workshop": "Workshops",
    "journal": "Journals",
    "preprints": "Preprints",
    "publisher": "Publishers",
    "book": "Edited books",
    "press": "Press and magazines",
    "organization": "Organizations",
}
_SKELETON = "venue"
_ONE = {"preprints": "preprints", "press": "press", "book": "edited book"}


def most_used(links: Links, works: Sequence[Work], most: int) -> list[tuple[VenueEntry, int]]:
    """The venues of the most of some works."""
    counts = Counter(venue.slug for work in works if (venue := links.venue_of(work)))
    return [(links.venues[slug], count) for slug, count in counts.most_common(most)]


def venue_pages(templates: Templates, names: Names) -> list[Planned]:
    """A page for every venue."""
    venues = templates.links.venues.values()
    return [Planned(_url(venue), partial(_page, templates, names, venue), _SKELETON) for venue in venues]


def _url(venue: VenueEntry) -> str:
    return f"venues/{venue.slug}/"


def _page(templates: Templates, names: Names, venue: VenueEntry) -> Page:
    works, which = venue.works, names.which_venue(venue)
    lists = [("", "topics", templates.links.topics.carried_by(works, TOP))]
    offer = templates.exports.offer(works, venue.slug, UP)
    head = templates.render("venue_head", UP, venue=venue, kind=_ONE.get(venue.kind, venue.kind), offer=offer)
    if len(works) >= MANY:
        head += timeline(templates, UP, works)
    coins, beside = listed_coins(works)
    description = f"{venue.full or venue.name}: {count_of(len(works), 'work')} that the report cites."
    return Page(
        url=_url(venue),
        title=f"{venue.name}, {which}" if which else venue.name,
        heading=templates.heading(venue.name, which),
        description=description,
        blocks=(
            (None, head),
            (Heading(2, "Works", "works"), templates.render("work_list", UP, works=works, annotated=True, empty="")),
            (
                Heading(2, "Topics", "topics"),
                templates.render("counted_lists", UP, lists=lists) + coins,
            ),
        ),
        skeleton=_SKELETON,
        files={
            **offer.files,
            **beside,
            TWIN: partial(list_twin, venue.name, description, works),
        },
        place=venue.place,
        cited=True,
        ties=tuple(list_ties(_url(venue), works)),
        thing=venue_thing(venue),
    )


def venues_index(templates: Templates) -> Page:
    """Every venue, by kind and name."""
    links = templates.links
    kinds = [
        (heading, [venue for venue in links.venues.values() if venue.kind == kind]) for kind, heading in KINDS.items()
    ]
    kinds = [(heading, venues) for heading, venues in kinds if venues]
    total = len(links.venues)
    description = f"The {count_of(total, 'venue')} in which the works of the corpus appeared."
    named = [(venue.name, f"venues/{venue.slug}/") for _, venues in kinds for venue in venues]
    return Page(
        url="venues/",
        title=LISTS["venues/"],
        heading=Markup(LISTS["venues/"]),
        description=description,
        files={TWIN: partial(index_twin, LISTS["venues/"], description, named, "../")},
        blocks=((None, templates.render("venues_index", "../", kinds=kinds, total=total)),),
        place=Place(VENUES),
    )
