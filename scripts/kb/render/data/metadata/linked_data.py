"""Records in the words of schema.org, as values of JSON-LD. Addresses begin with :data:`~kb.render.page.ROOT`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from kb.link.people import Author
from kb.link.venues import VenueEntry
from kb.model import Name, Report, Section, Term, Topic, Work
from kb.read.latex import plain
from kb.read.names import spoken
from kb.render.engine import Templates
from kb.render.page import ROOT
from kb.render.text import markdown

Thing = dict[str, Any]

#: What an entry type is; an article is what it is by its journal, a preprint by its number.
_WORKS = {
    "inproceedings": "ScholarlyArticle",
    "article": "ScholarlyArticle",
    "incollection": "Chapter",
    "book": "Book",
    "techreport": "Report",
    "thesis": "Thesis",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "online": "WebPage",
    "legislation": "Legislation",
    "jurisdiction": "Legislation",
}
_VENUES = {
    "conference": "EventSeries",
    "workshop": "EventSeries",
    "journal": "Periodical",
    "press": "Periodical",
    "preprints": "Collection",
    "book": "Book",
    "publisher": "Organization",
    "organization": "Organization",
}


def type_of(work: Work) -> str:
    """What a work is, as schema.org calls it."""
    return _WORKS.get(work.type, "ScholarlyArticle" if "eprint" in work.fields else "CreativeWork")


def work_thing(templates: Templates, work: Work) -> Thing:
    """A work, with the pages of its authors, venue and topics."""
    fields = {name: plain(value) for name, value in work.fields.items()}
    return _known(
        {
            "@type": type_of(work),
            "@id": f"{ROOT}works/{work.key}/",
            "url": f"{ROOT}works/{work.key}/",
            "name": plain(work.title),
            "alternateName": plain(work.known_as),
            "author" if work.authors else "editor": _creators(templates, work),
            "datePublished": work.year,
            "description": plain(work.annotation),
            "identifier": _identifiers(fields),
            "sameAs": same_as(work),
            "isbn": fields.get("isbn"),
            "bookEdition": fields.get("edition"),
            "pagination": fields.get("pages"),
            "publisher": _named("Organization", _issuer(fields)),
            "isPartOf": _within(templates, work, fields),
            "about": [topic_reference(topic) for topic in templates.topics_of(work)],
        }
    )


def same_as(work: Work) -> list[str]:
    """Addresses that stand for the work itself."""
    fields = work.fields
    return [
        *([f"https://doi.org/{quote(fields['doi'], safe='/:;().,_-')}"] if "doi" in fields else []),
        *([f"https://arxiv.org/abs/{fields['eprint']}"] if "eprint" in fields else []),
    ]


def section_thing(templates: Templates, section: Section) -> Thing:
    """Our page about a section: what it is about, and every work that the section cites."""
    report = templates.links.base.report
    return _known(
        {
            "@type": "Article",
            "@id": f"{ROOT}sections/{section.slug}/",
            "url": f"{ROOT}sections/{section.slug}/",
            "headline": section.name,
            "description": markdown.plain(section.tldr),
            "dateModified": section.reviewed.date if section.reviewed else "",
            "isPartOf": _base(report),
            "about": [_report(report, section), *map(topic_reference, templates.topics_of(section))],
            "citation": [f"{ROOT}works/{work.key}/" for work in templates.links.works_of(section)],
        }
    )


def topic_thing(topic: Topic) -> Thing:
    """A topic as a term of the vocabulary."""
    more = {
        "description": topic.definition,
        "alternateName": list(topic.aliases),
        "termCode": topic.slug,
        "inDefinedTermSet": {"@id": f"{ROOT}topics/"},
    }
    return topic_reference(topic) | _known(more)


def topic_reference(topic: Topic) -> Thing:
    """A topic where something is about it."""
    return {"@type": "DefinedTerm", "@id": f"{ROOT}topics/{topic.slug}/", "name": topic.name}


def vocabulary(report: Report, topics: Iterable[Topic]) -> Thing:
    """The vocabulary of topics."""
    return _terms("topics/", f"Topics of {report.companion}", map(topic_reference, topics))


def glossary(report: Report, terms: Iterable[Term]) -> Thing:
    """The glossary, with what its terms mean."""
    defined = (
        _known(
            {
                "@type": "DefinedTerm",
                "@id": f"{ROOT}glossary/#{term.slug}",
                "name": term.term,
                "description": term.definition,
                "alternateName": list(term.aliases),
            }
        )
        for term in terms
    )
    return _terms("glossary/", f"Glossary of {report.companion}", defined)


def _terms(url: str, name: str, terms: Iterable[Thing]) -> Thing:
    return {"@type": "DefinedTermSet", "@id": f"{ROOT}{url}", "name": name, "hasDefinedTerm": list(terms)}


def author_thing(author: Author) -> Thing:
    """Somebody who wrote; whether a person or an organization, the entries alone say."""
    organization = any(name.literal for work in author.works[:1] for name in work.creators if _is(author, name))
    return _known(
        {
            "@type": "Organization" if organization else "Person",
            "@id": f"{ROOT}authors/{author.slug}/",
            "url": f"{ROOT}authors/{author.slug}/",
            "name": author.name,
            "alternateName": [form for form in author.forms if form != author.name],
        }
    )


def _is(author: Author, name: Name) -> bool:
    return spoken(name) == author.name


def venue_thing(venue: VenueEntry) -> Thing:
    """Where works appeared."""
    other = dict.fromkeys((venue.full, *venue.forms))
    return _known(
        {
            "@type": _VENUES[venue.kind],
            "@id": f"{ROOT}venues/{venue.slug}/",
            "url": f"{ROOT}venues/{venue.slug}/",
            "name": venue.name,
            "alternateName": [name for name in other if name != venue.name],
        }
    )


def collection(url: str, name: str) -> Thing:
    """A list of works."""
    return {"@type": "CollectionPage", "@id": f"{ROOT}{url}", "url": f"{ROOT}{url}", "name": name}


def _base(report: Report) -> Thing:
    """The knowledge base, which its home page tells more of."""
    return {"@type": "WebSite", "@id": ROOT, "name": report.companion}


def _report(report: Report, section: Section) -> Thing:
    """The report, and which of its pages."""
    pages = f"{section.pages[0]}–{section.pages[1]}" if section.pages else ""
    whole = _known({"@type": "Report", "name": report.title, "url": report.pdf})
    return _known({"@type": "Chapter", "name": section.name, "pagination": pages, "isPartOf": whole})


def _creators(templates: Templates, work: Work) -> list[Thing]:
    """Who wrote or edited it, with their pages, which those who only wrote what came since have not."""
    known = work.key in templates.links.base.works
    slugs = templates.links.people.slugs(work) if known else ("",) * len(work.creators)
    return [
        _known(
            {
                "@type": "Organization" if name.literal else "Person",
                "name": spoken(name),
                "url": slug and f"{ROOT}authors/{slug}/",
            }
        )
        for name, slug in zip(work.creators, slugs, strict=True)
    ]


def _identifiers(fields: Mapping[str, str]) -> list[Thing]:
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": fields[field]}
        for name, field in (("doi", "doi"), ("arXiv", "eprint"))
        if field in fields
    ]


def _issuer(fields: Mapping[str, str]) -> str:
    return next((fields[name] for name in ("publisher", "institution", "school") if name in fields), "")


def _within(templates: Templates, work: Work, fields: Mapping[str, str]) -> Thing | None:
    """What it appeared in: of a journal the issue, of which the volume is part, and so on."""
    name = fields.get("journal") or fields.get("booktitle")
    if not name:
        return None
    venue = templates.links.venue_of(work)
    url = f"{ROOT}venues/{venue.slug}/" if venue else ""
    whole = _known({"@type": "Periodical" if "journal" in fields else "Book", "name": name, "url": url})
    for kind, number, field in (
        ("PublicationVolume", "volumeNumber", "volume"),
        ("PublicationIssue", "issueNumber", "number"),
    ):
        if field in fields:
            whole = {"@type": kind, number: fields[field], "isPartOf": whole}
    return whole


def _named(kind: str, name: str) -> Thing | None:
    return {"@type": kind, "name": name} if name else None


def _known(thing: Thing) -> Thing:
    """Without what is not known."""
    return {name: value for name, value in thing.items() if value}
