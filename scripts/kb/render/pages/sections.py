"""The page of a section or part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from kb.link import Links
from kb.model import Citation, CrossReference, Place, Point, Section, Update, Work
from kb.render.data.exports import Offer
from kb.render.data.metadata.coins import listed_coins
from kb.render.data.metadata.linked_data import section_thing
from kb.render.data.metadata.ties import list_ties
from kb.render.data.twins import section_twin
from kb.render.engine import Templates
from kb.render.page import Card, Heading, Page, Planned
from kb.render.parts import colored
from kb.render.pictures.neighborhood import MOST_SHARING, neighborhood
from kb.render.text import markdown
from kb.render.text.citable import page_work, section_work, short
from kb.render.text.counts import count_of
from kb.render.text.reference import bibtex
from kb.render.text.twin import FILE as TWIN

UP = "../../"
#: Of the works that only one section cites, so many are named with their titles, for the page to stay light.
MOST_NAMED = 40
Blocks = list[tuple[Heading | None, Markup]]


@dataclass(frozen=True)
class CitationItem:
    """Works of a citation group that are there for one reason: an item of the list of citations.

    A group whose works are there for different reasons makes several items, of which the first has the plain number as
    its anchor. ``place`` is that of the first one's line.
    """

    number: int
    anchor: str
    note: str
    role: str
    page: int | None
    works: tuple[Work, ...]
    place: Place


@dataclass(frozen=True)
class Reason:
    """What a reference between sections is about, and the pages on which it stands."""

    why: str
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Pointer:
    """What two sections have to do: in general, and in each reference where there are several."""

    section: Section
    reasons: tuple[Reason, ...]
    each: tuple[Reason, ...]


@dataclass(frozen=True)
class Child:
    """A section as its part lists it."""

    name: str
    slug: str
    pages: tuple[int, int] | None
    works: int


def section_pages(templates: Templates) -> list[Planned]:
    """The page of every section."""
    sections = templates.links.base.sections
    return [Planned(f"sections/{section.slug}/", partial(render_section, templates, section)) for section in sections]


def render_section(templates: Templates, section: Section) -> Page:
    """The page of one section."""
    links = templates.links
    offer = templates.exports.offer(links.works_of(section), section.slug, UP) if section.citations else None
    blocks: Blocks = [(None, _head(templates, section, offer))]
    blocks += _prose(templates, section)
    blocks += _citations(templates, section)
    blocks += _references(templates, section)
    if section.citations:
        blocks.append((Heading(2, "Shares literature with", "shares"), _shared(templates, section)))
    if section.figures:
        blocks.append((Heading(2, "Figures", "figures"), templates.render("section_figures", UP, section=section)))
    blocks.append((Heading(2, "Cite this page", "cite"), _cite(templates, section)))
    coins, beside = listed_coins(links.works_of(section))
    review = templates.render("section_review", UP, section=section, missing=missing(links, section))
    blocks.append((Heading(2, "About this page", "about-this-page"), review + coins))
    number = Markup('<span class="kb-number">{}</span> ').format(section.number) if section.number else Markup("")
    heading = number + section.title
    description = (
        section.tldr or f"{section.name}, a section of {links.base.report.title}: every work it cites, and why."
    )
    return Page(
        url=f"sections/{section.slug}/",
        title=section.name,
        heading=heading,
        description=description,
        blocks=tuple(blocks),
        files={
            **(offer.files if offer else {}),
            **beside,
            TWIN: partial(section_twin, templates, section),
        },
        place=section.place,
        ties=tuple(list_ties(f"sections/{section.slug}/", links.works_of(section))),
        thing=section_thing(templates, section),
        changed=_changed(section),
        card=_card(templates, section),
        fed=bool(templates.feed_of(f"sections/{section.slug}/")),
    )


def _changed(section: Section) -> str:
    """The day of its review, or the month of a newer update."""
    reviewed = section.reviewed.date if section.reviewed else ""
    return max((reviewed, *(update.date for update in section.updates)))


def _card(templates: Templates, section: Section) -> Card:
    part = templates.part_title(section.part)
    color = next((one.light for one in colored(templates.links.base.report.parts) if one.slug == section.part), "")
    number = f"§{section.number}" if section.number else ""
    above = " · ".join(text for text in (number, part if part != section.title else "") if text)
    return Card(above, section.title, markdown.plain(section.tldr), color)


def _cite(templates: Templates, section: Section) -> Markup:
    """How to cite what the report says here, and this page; each as an entry too."""
    report = templates.links.base.report
    of_section = section_work(report, section)
    address = f"{templates.site}sections/{section.slug}/" if templates.site else ""
    year = section.reviewed.date[:4] if section.reviewed else ""
    return templates.render(
        "section_cite",
        UP,
        section=section,
        report=report,
        short=short(report),
        address=address,
        of_section=bibtex(of_section) if of_section else "",
        of_page=bibtex(page_work(report, section.name, f"page-{section.slug}", year, address)),
    )


def _head(templates: Templates, section: Section, offer: Offer | None) -> Markup:
    links = templates.links
    children = [_child(links, other) for other in links.base.sections if _is_child(other, section)]
    return templates.render(
        "section_head",
        UP,
        section=section,
        offer=offer,
        of_part=templates.exports.offer_of_file(f"{UP}exports/parts/{section.part}") if children else None,
        works=links.works_of(section),
        missing=missing(links, section),
        children=children,
        report=links.base.report,
    )


def missing(links: Links, section: Section) -> list[str]:
    """What nobody has written yet; a section that only opens others has no points of its own."""
    wanted: dict[str, object] = {"summary": section.summary}
    if not any(_is_child(other, section) for other in links.base.sections):
        wanted |= {"points": section.points, "topics": section.topics}
    return [name for name, value in wanted.items() if not value]


def _is_child(other: Section, section: Section) -> bool:
    """Whether one section stands right below another, as their numbers tell."""
    below = bool(section.number) and other.number.startswith(f"{section.number}.")
    return below and other.depth == section.depth + 1


def _child(links: Links, section: Section) -> Child:
    return Child(section.name, section.slug, section.pages, len(links.works_of(section)))


def _prose(templates: Templates, section: Section) -> Blocks:
    """What people have written about the section; only what is there."""

    links = templates.links

    def point_works(point: Point) -> list[Work]:
        return [links.base.works[key] for key in point.works if key in links.base.works]

    known = links.base.works
    terms = [templates.terms[slug] for slug in section.terms if slug in templates.terms]
    key_works = [(item, known[item.work]) for item in section.key_works if item.work in known]
    since = _since(links, section)
    blocks = (
        ("Summary", "summary", section.summary or section.motivation),
        ("Points", "points", section.points),
        ("Since the report", "since", since),
        ("Open questions", "questions", section.questions),
        ("Key works", "key_works", key_works),
        ("Terms", "terms", terms),
    )
    values = {
        "section": section,
        "point_works": point_works,
        "point_kinds": Counter(point.kind for point in section.points),
        "key_works": key_works,
        "terms": terms,
        "since": since,
        "updated": {point: dict.fromkeys(update.way for update, _ in updates) for point, _, updates in since},
    }
    return [
        (
            Heading(2, title, name.replace("_", "-")),
            templates.render(f"section_{name}", UP, **values),
        )
        for title, name, content in blocks
        if content
    ]


def _since(links: Links, section: Section) -> list[tuple[int, str, list[tuple[Update, list[Work]]]]]:
    """The updates by point, earlier ones first: its number, its claim, and each update with its works."""
    entries = links.base.entries
    found: dict[int, list[tuple[Update, list[Work]]]] = {}
    for update in sorted(section.updates, key=lambda update: (update.point, update.date)):
        works = [entries[key] for key in update.works if key in entries]
        found.setdefault(update.point, []).append((update, works))
    known = len(section.points)
    return [(point, section.points[point - 1].claim, updates) for point, updates in found.items() if point <= known]


def _citations(templates: Templates, section: Section) -> Blocks:
    """Every citation, under the headings of the report; headings without one are left out."""
    links = templates.links
    titles = {section.number: "Before the first heading" if section.subsections else "All citations"}
    titles |= {subsection.number: f"{subsection.number} {subsection.title}" for subsection in section.subsections}
    lead = "Every work that the section cites, in the order of the text: what for, in which role, and on which page."
    if not section.citations:
        return [(Heading(2, "Citations", "citations"), Markup("<p class=kb-empty>{}</p>").format("It cites no work."))]
    blocks: Blocks = [(Heading(2, "Citations", "citations"), Markup("<p>{}</p>").format(lead))]
    seen: Counter[int] = Counter()
    for number, citations in groupby(section.citations, key=lambda citation: citation.at):
        heading = Heading(3, titles.get(number, number), f"at-{number.replace('.', '-') or 'start'}")
        items = list(_items(links, citations, seen))
        blocks.append((heading, templates.render("section_citations", UP, section=section, items=items)))
    return blocks


def _items(links: Links, citations: Iterable[Citation], seen: Counter[int]) -> Iterable[CitationItem]:
    def reason(citation: Citation) -> tuple[int, str, str, int | None]:
        return citation.group, citation.note, citation.role, citation.page

    for (number, note, role, page), alike in groupby(citations, key=reason):
        members = list(alike)
        works = tuple(links.base.works[item.work] for item in members if item.work in links.base.works)
        seen[number] += 1
        anchor = f"c{number}" if seen[number] == 1 else f"c{number}-{seen[number]}"
        yield CitationItem(number, anchor, note, role, page, works, members[0].place)


def _references(templates: Templates, section: Section) -> Blocks:
    links = templates.links
    by_slug = {other.slug: other for other in links.base.sections}
    outgoing = [(by_slug[item.section], item) for item in section.related if item.section in by_slug]
    blocks = (
        ("Refers to", "refers-to", outgoing, "It points at no other section."),
        ("Referred to by", "referred-to-by", links.referring_to(section), "No other section points at it."),
    )
    return [
        (
            Heading(2, title, anchor),
            templates.render("section_references", UP, pointers=_by_section(pairs), empty=empty),
        )
        for title, anchor, pairs, empty in blocks
    ]


def _shared(templates: Templates, section: Section) -> Markup:
    links = templates.links
    own = sorted(links.cited_only_by(section), key=links.importance)
    return templates.render(
        "section_shared",
        UP,
        section=section,
        picture=neighborhood(templates, UP, section),
        shared=links.sharing_with(section)[:MOST_SHARING],
        own=len(own),
        named_works=own[:MOST_NAMED],
        other_works=own[MOST_NAMED:],
        total=count_of(len(links.works_of(section)), "work"),
    )


def _by_section(pairs: Iterable[tuple[Section, CrossReference]]) -> list[Pointer]:
    """The references to each section, or from it, together: what is said of the two, and where."""
    found: dict[str, tuple[Section, list[CrossReference]]] = {}
    for section, reference in pairs:
        found.setdefault(section.slug, (section, []))[1].append(reference)
    pointers = [_pointer(section, references) for section, references in found.values()]
    return sorted(pointers, key=lambda pointer: pointer.section.order)


def _pointer(section: Section, references: list[CrossReference]) -> Pointer:
    general = [reference for reference in references if not reference.at]
    located = [reference for reference in references if reference.at]
    if not general:
        return Pointer(section, tuple(_by_reason(located)), ())
    pages = sorted({reference.page for reference in references if reference.page})
    reasons = (Reason(general[0].why, tuple(pages)), *(Reason(reference.why, ()) for reference in general[1:]))
    return Pointer(section, reasons, tuple(_by_reason(located)) if len(located) > 1 else ())


def _by_reason(references: list[CrossReference]) -> Iterable[Reason]:
    pages: dict[str, list[int]] = {}
    for reference in references:
        pages.setdefault(reference.why, []).extend([reference.page] if reference.page else [])
    return (Reason(why, tuple(dict.fromkeys(where))) for why, where in pages.items())
