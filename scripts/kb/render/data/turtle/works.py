"""Works, those who wrote them and where they appeared, in the words of BIBO, Dublin Core and FOAF."""

from __future__ import annotations

from collections.abc import Iterator

from kb.link import Links
from kb.model import Work
from kb.read.identifiers import safe_url
from kb.read.latex import plain
from kb.read.names import printed_venue, spoken
from kb.render.data.turtle.writing import address, block, literal, literals, nested
from kb.render.text.reference import label

#: What an entry is, by its type; a document, if nothing more can be said.
_TYPES = {
    "article": "bibo:AcademicArticle",
    "inproceedings": "bibo:AcademicArticle",
    "book": "bibo:Book",
    "proceedings": "bibo:Proceedings",
    "incollection": "bibo:Chapter",
    "techreport": "bibo:Report",
    "thesis": "bibo:Thesis",
    "phdthesis": "bibo:Thesis",
    "mastersthesis": "bibo:Thesis",
    "online": "bibo:Webpage",
    "dataset": "dcmitype:Dataset",
    "software": "dcmitype:Software",
    "legislation": "bibo:Legislation",
    "jurisdiction": "bibo:LegalCaseDocument",
}
_VENUES = {"journal": "bibo:Journal", "conference": "bibo:Conference", "workshop": "bibo:Workshop", "book": "bibo:Book"}


def works(links: Links) -> Iterator[str]:
    """Every work, also those that came since."""
    for work in links.base.entries.values():
        yield _work(links, work)
        if work.key not in links.base.works:
            for name, node in zip(work.creators, _creators(links, work), strict=True):
                yield block(node, ("a", ["foaf:Agent"]), ("foaf:name", literals(spoken(name))))


def _work(links: Links, work: Work) -> str:
    creators = _creators(links, work)
    year = work.year if len(work.year) == 4 and work.year.isdecimal() else ""
    return block(
        address(f"works/{work.key}/"),
        ("a", [_TYPES.get(work.type, "bibo:Document")]),
        ("dcterms:identifier", literals(work.key)),
        ("dcterms:title", literals(plain(work.title))),
        ("skos:altLabel", literals(plain(work.known_as))),
        ("rdfs:label", literals(label(work))),
        ("dcterms:creator", creators),
        ("bibo:authorList", [f"( {' '.join(creators)} )"] if creators else []),
        ("dcterms:issued", [literal(year, "xsd:gYear")] if year else []),
        ("dcterms:isPartOf", _venue(links, work)),
        ("bibo:doi", literals(work.fields.get("doi", ""))),
        ("rdfs:seeAlso", map(address, _elsewhere(work))),
        ("dcterms:description", literals(plain(work.annotation))),
        ("dcterms:subject", [address(f"topics/{topic.slug}/") for topic in links.topics.of(work.topics)]),
    )


def _creators(links: Links, work: Work) -> list[str]:
    """Who wrote a work; those who wrote what came since have no pages and so no names."""
    if work.key in links.base.works:
        return [address(f"authors/{slug}/") for slug in dict.fromkeys(links.people.slugs(work))]
    return [f"_:{work.key}-{number}" for number, _ in enumerate(work.creators, 1)]


def _venue(links: Links, work: Work) -> list[str]:
    venue, printed = links.venue_of(work), printed_venue(work)
    if venue:
        return [address(f"venues/{venue.slug}/")]
    return [nested(("a", ["bibo:Collection"]), ("dcterms:title", literals(printed)))] if printed else []


def _elsewhere(work: Work) -> Iterator[str]:
    if doi := work.fields.get("doi"):
        yield f"https://doi.org/{doi}"
    if number := work.fields.get("eprint"):
        yield f"https://arxiv.org/abs/{number}"
    if safe_url(url := work.fields.get("url", "")):
        yield url


def authors(links: Links) -> Iterator[str]:
    """Everybody who wrote works that the report cites, or sections of it."""
    for author in links.people.authors.values():
        name = ("foaf:name", literals(author.name))
        yield block(address(f"authors/{author.slug}/"), ("a", ["foaf:Agent"]), name)


def venues(links: Links) -> Iterator[str]:
    """Where the works appeared that the report cites."""
    for venue in links.venues.values():
        yield block(
            address(f"venues/{venue.slug}/"),
            ("a", [_VENUES.get(venue.kind, "bibo:Collection")]),
            ("dcterms:title", literals(venue.name)),
            ("dcterms:alternative", literals(venue.full)),
        )
