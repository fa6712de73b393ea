"""Pages and fragments about the whole: all works, errata, the map of the report, totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kb.link import Links
from kb.link.provenance import Level
from kb.model import CiteKey, Erratum, Place, Section, Work
from kb.read import BIBLIOGRAPHY, ERRATA, GLOSSARY
from kb.read.latex import plain
from kb.render.data.exports import BIBTEX
from kb.render.data.metadata.linked_data import collection, glossary
from kb.render.data.twins import list_twin, twin
from kb.render.engine import Templates
from kb.render.page import LISTS, ROOT, Page
from kb.render.text.counts import count_of
from kb.render.text.reference import authors, full_stop
from kb.render.text.twin import FILE as TWIN
from kb.render.text.twin import literal


@dataclass(frozen=True)
class Row:
    """A work in the table of all works; ``more`` are the authors that the line leaves out, for the filter."""

    work: Work
    authors: str
    more: str
    venue: str
    parts: tuple[str, ...]
    sections: int


@dataclass(frozen=True)
class PartMap:
    """A part of the report on the home page."""

    head: Section
    children: tuple[SectionCount, ...]
    first: int
    last: int
    works: int
    citations: int


@dataclass(frozen=True)
class SectionCount:
    """A section and how many works it cites."""

    section: Section
    works: int


def works_page(templates: Templates) -> Page:
    """Every work in one table, complete without JavaScript."""
    links = templates.links
    rows = [_row(templates, work) for work in links.base.works.values()]
    years = sorted(row.work.year for row in rows) or ["0"]
    title = LISTS["works/"]
    table = templates.render(
        "works_table",
        "../",
        offer=templates.exports.offer_of_file("../exports/references"),
        rows=rows,
        years=(years[0], years[-1]),
        part_names=links.base.part_slugs,
        most=max((row.sections for row in rows), default=0),
    )
    count = count_of(len(rows), "work")
    description = f"The {count} that the report cites: author, year, title, venue, and how many sections cite it."
    return Page(
        url="works/",
        title=title,
        heading=Markup(title),
        description=description,
        files={
            TWIN: partial(list_twin, title, f"The {count} that the report cites.", links.base.works.values(), "../")
        },
        blocks=((None, table),),
        place=Place(BIBLIOGRAPHY),
        thing=collection("works/", title),
    )


def _row(templates: Templates, work: Work) -> Row:
    links = templates.links
    sections = links.sections_of(work)
    parts = tuple(dict.fromkeys(section.part for section in sections))
    more = " ".join(plain(name.family) for name in work.creators[2:])
    return Row(work, authors(work, 2), more, templates.venue_name(work), parts, len(sections))


def errata_page(templates: Templates) -> Page:
    """What is wrong in the report's own list of references."""
    links = templates.links
    errata = links.base.errata
    table = templates.render("errata", "../", errata=errata, works=links.base.works)
    lead = (
        "Where the printed reference list of the report is wrong, and what is right. A value that could not be "
        "verified is marked so. A work that is printed twice has one entry here."
    )
    return Page(
        url="errata/",
        title="Errata of the printed list",
        heading=Markup("Errata of the printed list"),
        description=f"{count_of(len(errata), 'fault')} of the report's printed reference list, corrected.",
        blocks=((None, Markup("<p>{}</p>{}").format(lead, table)),),
        files={TWIN: lambda: twin("Errata of the printed list", ("", _errata(errata, links.base.works)), lead=lead)},
        place=Place(ERRATA),
        cited=True,
    )


def _errata(errata: Iterable[Erratum], works: Mapping[CiteKey, Work]) -> Iterator[str]:
    for one in errata:
        label = literal(one.label)
        named = f"[{label}](../works/{one.work}/{TWIN})" if one.work in works else label
        right = f" Right: {full_stop(one.right)}" if one.right else ""
        known = f"How that is known: {full_stop(one.known)}" if one.known else "Not verified."
        yield f"- {named}, “{literal(one.printed)}”: {literal(f'{full_stop(one.wrong)}{right} {known}')}"


def glossary_page(templates: Templates) -> Page:
    """Every term with its definition, where the report introduces it, and the sections that lean on it."""
    links = templates.links
    used = {
        term.slug: [section for section in links.base.sections if term.slug in section.terms]
        for term in links.base.terms
    }
    terms = sorted(links.base.terms, key=lambda term: term.term.lower())
    defined = [f"- **{literal(term.term)}**: {literal(term.definition)}" for term in terms]
    return Page(
        url="glossary/",
        title="Glossary",
        heading=Markup("Glossary"),
        description=f"{count_of(len(terms), 'term')} that the report coins or leans on, defined in our own words.",
        blocks=((None, templates.render("glossary", "../", terms=terms, used=used, sections=templates.sections)),),
        place=Place(GLOSSARY),
        cited=True,
        files={TWIN: partial(twin, "Glossary", ("", defined))},
        thing=glossary(links.base.report, terms),
    )


def map_of_the_report(templates: Templates) -> Markup:
    """Parts and sections with their numbers of works and citations."""
    links = templates.links
    parts = [
        _part_map(links, part) for part in links.base.part_slugs if any(s.part == part for s in links.base.sections)
    ]
    return templates.render("map", ROOT, parts=parts)


def _part_map(links: Links, part: str) -> PartMap:
    members = [section for section in links.base.sections if section.part == part]
    head = min(members, key=lambda section: (section.depth, section.order))
    works = {citation.work for section in members for citation in section.citations}
    return PartMap(
        head=head,
        children=tuple(SectionCount(item, len(links.works_of(item))) for item in members if item is not head),
        first=min((section.pages[0] for section in members if section.pages), default=0),
        last=max((section.pages[1] for section in members if section.pages), default=0),
        works=len(works),
        citations=sum(len(section.citations) for section in members),
    )


def totals(links: Links) -> Markup:
    """The size of the knowledge base in a sentence."""
    base = links.base
    citations = sum(len(section.citations) for section in base.sections)
    return Markup("{}, cited {} in {}").format(
        count_of(len(base.works), "work"), count_of(citations, "time"), count_of(len(base.sections), "section")
    )


#: Fields that lead to a text, and what people call them.
IDENTIFIERS = {"doi": "a DOI", "eprint": "an arXiv number", "isbn": "an ISBN", "url": "an address"}


def checked(templates: Templates) -> Markup:
    """How many entries were checked how far, lead to a text, and say what the work is."""
    links = templates.links
    works = list(links.base.works.values())
    levels = Counter(links.standing_of(work).level for work in works)
    counts = [(str(level), levels[level]) for level in Level]
    counts += [(f"with {name}", sum(field in work.fields for work in works)) for field, name in IDENTIFIERS.items()]
    counts.append(("with any of these", sum(leads_to_text(work) for work in works)))
    counts.append(("that say what the work is", sum(bool(work.annotation) for work in works)))
    counts.append(("with a name by which people know the work", sum(bool(work.known_as) for work in works)))
    return templates.render("checked", ROOT, counts=counts, total=len(works))


def leads_to_text(work: Work) -> bool:
    """Whether an entry holds an identifier or an address."""
    return not IDENTIFIERS.keys().isdisjoint(work.fields)


def lacking(templates: Templates) -> Markup:
    """The works of which something is not known yet."""
    links = templates.links
    works = list(links.base.works.values())
    lists = [
        ("As printed", [work for work in works if links.standing_of(work).level is Level.PRINTED]),
        ("Without an identifier or an address", [work for work in works if not leads_to_text(work)]),
        ("Without a word on what they are", [work for work in works if not work.annotation]),
    ]
    return templates.render("lacking", ROOT, lists=[(heading, some) for heading, some in lists if some])


def formats(templates: Templates) -> Markup:
    """Every format with an example: the work of which there is least to say, among those that are cited with a note."""
    links, exports = templates.links, templates.exports
    cited = [work for work in links.base.works.values() if work.annotation and links.citations_of(work)]
    if not cited:
        return Markup("")
    shortest = min(cited, key=lambda work: len(exports.text(BIBTEX, [work])))
    examples = [(form, exports.text(form, [shortest])) for form in exports.formats]
    return templates.render("formats", ROOT, examples=examples)
