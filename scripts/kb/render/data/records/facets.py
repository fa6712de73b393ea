"""The facets, by which results are narrowed down; a new one is an item of :data:`FACETS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from kb.contract.search import Facet, Value
from kb.link import Links
from kb.link.provenance import Level
from kb.link.topics import NumberedPoint
from kb.model import POINT_KINDS, ROLES, Update, Work
from kb.render.access import is_free
from kb.render.data.records import kinds
from kb.render.data.records.record import Item

Thing = TypeVar("Thing")
#: The values that something has.
Values = Callable[[Links, Item[Any]], Iterable[str]]


@dataclass(frozen=True)
class FacetSpec:
    """A way to narrow down.

    Attributes:
        name: as it stands in the address.
        title: as people read it.
        values: all that there are, in the order in which they are shown.
        of: those of something that can be found.
        many: whether it has so many values that the most used come first.
        unfolded: whether its values are in sight before anybody asks for them.
    """

    name: str
    title: str
    values: Callable[[Links], Iterable[Value]]
    of: Values
    many: bool = False
    unfolded: bool = False

    def head(self, links: Links) -> Facet:
        """What the browser has to know of it, without the values of records."""
        return Facet(self.name, self.title, self.many, self.unfolded, tuple(self.values(links)), ())


def _only(kind: type[Thing], of: Callable[[Links, Thing], Iterable[str]]) -> Values:
    """The values of things of one type; others have none."""
    return lambda links, item: of(links, item.thing) if isinstance(item.thing, kind) else ()


def _roles(links: Links, work: Work) -> Iterable[str]:
    return dict.fromkeys(citation.role for _, citation in links.citations_of(work))


def _venue(links: Links, work: Work) -> Iterable[str]:
    venue = links.venue_of(work)
    return (venue.slug,) if venue else ()


def _access(links: Links, work: Work) -> Iterable[str]:
    return ("yes",) if is_free(work, links.standing_of(work).sources, links.in_open_venue(work)) else ()


def _relation(links: Links, item: Item[Any]) -> Iterable[str]:
    match item.thing:
        case Work(key=key):
            return ("cited",) if key in links.base.works else ("since",)
        case (_, Update()):
            return ("since",)
    return ()


FACETS: tuple[FacetSpec, ...] = (
    FacetSpec(
        "kind",
        "Kind",
        values=lambda _: (Value(spec.kind.name, spec.plural) for spec in kinds.KINDS),
        of=lambda _, item: (item.kind.name,),
        unfolded=True,
    ),
    FacetSpec(
        "part",
        "Part of the report",
        values=lambda links: (Value(part.slug, part.title) for part in links.base.report.parts),
        of=lambda _, item: dict.fromkeys(section.part for section in item.sections),
    ),
    FacetSpec(
        "section",
        "Section",
        values=lambda links: (Value(section.slug, section.name) for section in links.base.sections),
        of=lambda _, item: (section.slug for section in item.sections),
    ),
    FacetSpec(
        "topic",
        "Topic",
        values=lambda links: (Value(one.slug, one.name, one.broader) for one in links.topics.records.values()),
        # With their groups, so that a group finds what its topics find.
        of=lambda links, item: links.topics.with_groups(item.topics),
        unfolded=True,
    ),
    FacetSpec(
        "role",
        "Role of the citation",
        values=lambda _: (Value(role, role) for role in ROLES),
        of=_only(Work, _roles),
    ),
    FacetSpec(
        "point",
        "Kind of point",
        values=lambda _: (Value(kind, kind.replace("-", " ")) for kind in POINT_KINDS),
        of=_only(NumberedPoint, lambda _, numbered: (numbered.point.kind,)),
    ),
    FacetSpec(
        "venue",
        "Venue",
        values=lambda links: (Value(venue.slug, venue.name) for venue in links.venues.values()),
        of=_only(Work, _venue),
        many=True,
    ),
    FacetSpec(
        "open",
        "Access",
        values=lambda _: (Value("yes", "free to read"),),
        of=_only(Work, _access),
    ),
    FacetSpec(
        "checked",
        "Entry checked",
        values=lambda _: (Value(level, level) for level in Level),
        of=_only(Work, lambda links, work: (links.standing_of(work).level,)),
    ),
    FacetSpec(
        "relation",
        "Relation to the report",
        values=lambda _: (Value("cited", "cited by it"), Value("since", "came since")),
        of=_relation,
    ),
)
