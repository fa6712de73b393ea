"""The knowledge base as RDF, written in Turtle: every record named by the address of its page or its anchor there."""

from __future__ import annotations

from kb.link import Links
from kb.model import Imprint
from kb.render.data.turtle.report import report, sections
from kb.render.data.turtle.vocabulary import terms, topics
from kb.render.data.turtle.works import authors, venues, works
from kb.render.data.turtle.writing import address

PREFIXES = {
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dcmitype": "http://purl.org/dc/dcmitype/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def turtle(links: Links, imprint: Imprint) -> str:
    """Everything. Addresses begin at the site's root, which stands in the first line."""
    head = [f"@base {address(imprint.address)} .\n"]
    head += [f"@prefix {name}: {address(url)} .\n" for name, url in PREFIXES.items()]
    return "".join(
        (
            *head,
            *report(links, imprint),
            *sections(links),
            *works(links),
            *authors(links),
            *venues(links),
            *topics(links),
            *terms(links),
        )
    )
