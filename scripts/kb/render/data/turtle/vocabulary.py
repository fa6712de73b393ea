"""Topics and terms, in the words of SKOS."""

from __future__ import annotations

from collections.abc import Iterator

from kb.link import Links
from kb.render.data.turtle.writing import address, block, literals, nested
from kb.render.text import markdown

TOPICS, TERMS = "topics/", "glossary/"


def topics(links: Links) -> Iterator[str]:
    """The controlled vocabulary; a group is what its topics have above them."""
    index = links.topics
    yield block(address(TOPICS), ("a", ["skos:ConceptScheme"]), ("dcterms:title", literals("Topics")))
    for topic in links.base.topics:
        broader = index.broader(topic)
        yield block(
            address(f"topics/{topic.slug}/"),
            ("a", ["skos:Concept"]),
            ("skos:inScheme", [address(TOPICS)]),
            ("skos:topConceptOf", [address(TOPICS)] if topic.is_group else []),
            ("skos:prefLabel", literals(topic.name)),
            ("skos:definition", literals(topic.definition)),
            ("skos:altLabel", literals(*topic.aliases)),
            ("skos:broader", [address(f"topics/{broader.slug}/")] if broader else []),
            ("skos:related", [address(f"topics/{other.slug}/") for other in index.related(topic)]),
            ("skos:closeMatch", map(_concept, topic.match)),
        )


def _concept(match: str) -> str:
    """A concept of another vocabulary, as ``arXiv: cs.CR`` names it."""
    vocabulary, _, name = match.partition(": ")
    scheme = nested(("a", ["skos:ConceptScheme"]), ("rdfs:label", literals(vocabulary)))
    return nested(("a", ["skos:Concept"]), ("skos:prefLabel", literals(name)), ("skos:inScheme", [scheme]))


def terms(links: Links) -> Iterator[str]:
    """The glossary."""
    slugs = {section.slug for section in links.base.sections}
    yield block(address(TERMS), ("a", ["skos:ConceptScheme"]), ("dcterms:title", literals("Glossary")))
    for term in links.base.terms:
        yield block(
            address(f"{TERMS}#{term.slug}"),
            ("a", ["skos:Concept"]),
            ("skos:inScheme", [address(TERMS)]),
            ("skos:prefLabel", literals(term.term)),
            ("skos:definition", literals(markdown.plain(term.definition))),
            ("skos:altLabel", literals(*term.aliases)),
            ("dcterms:source", [address(f"sections/{term.section}/")] if term.section in slugs else []),
            ("bibo:pages", literals(str(term.page or ""))),
        )
