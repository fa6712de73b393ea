"""The report, its sections and all that they cite and argue, in the words of CiTO and of Web Annotation."""

from __future__ import annotations

from collections.abc import Iterator

from kb.link import Links
from kb.model import Citation, Imprint, Point, Section, Update
from kb.render.data.tables.table import citation_id, known, point_id, update_id
from kb.render.data.turtle.cito import ROLES, WAYS
from kb.render.data.turtle.writing import address, block, literal, literals, nested
from kb.render.text import markdown

REPORT = "#report"
#: What says how a part of a PDF is named.
_PDF = "<http://tools.ietf.org/rfc/rfc3778>"


def report(links: Links, imprint: Imprint) -> Iterator[str]:
    """The report, and the knowledge base that is about it."""
    told = links.base.report
    yield block(
        address(REPORT),
        ("a", ["bibo:Report"]),
        ("dcterms:title", literals(told.title)),
        ("dcterms:bibliographicCitation", literals(told.citation)),
        ("bibo:numPages", [str(told.pages)] if told.pages else []),
        ("bibo:uri", [address(told.pdf)] if told.pdf else []),
        ("dcterms:hasPart", [_section(section) for section in links.base.sections]),
    )
    yield block(
        "<>",
        ("a", ["dcmitype:Dataset"]),
        ("dcterms:title", literals(imprint.name)),
        ("dcterms:rights", literals(imprint.rights)),
        ("dcterms:subject", [address(REPORT)]),
    )


def sections(links: Links) -> Iterator[str]:
    """Every section, then its citations, points and updates."""
    for section in links.base.sections:
        first, last = section.pages or ("", "")
        cited = [(number, item) for number, item in enumerate(section.citations, 1) if item.work in links.base.works]
        by_role: dict[str, list[str]] = {}
        for _, item in cited:
            by_role.setdefault(ROLES[item.role], []).append(_work(item.work))
        yield block(
            _section(section),
            ("a", ["bibo:DocumentPart"]),
            ("dcterms:title", literals(section.title)),
            ("bibo:section", literals(section.number)),
            ("bibo:pageStart", literals(str(first))),
            ("bibo:pageEnd", literals(str(last))),
            ("dcterms:isPartOf", [address(REPORT)]),
            ("dcterms:creator", [_author(links, name) for name in section.authors]),
            ("dcterms:abstract", literals(markdown.plain(section.tldr))),
            ("dcterms:subject", _topics(links, section)),
            *((role, dict.fromkeys(works)) for role, works in by_role.items()),
        )
        yield from (_citation(section, number, item) for number, item in cited)
        yield from (_point(links, section, number, point) for number, point in enumerate(section.points, 1))
        yield from (_update(links, section, number, update) for number, update in enumerate(section.updates, 1))


def _section(section: Section) -> str:
    return address(f"sections/{section.slug}/")


def _work(key: str) -> str:
    return address(f"works/{key}/")


def _author(links: Links, name: str) -> str:
    return address(f"authors/{links.people.slug_of_section_author(name)}/")


def _topics(links: Links, record: Section | Point) -> list[str]:
    return [address(f"topics/{topic.slug}/") for topic in links.topics.of(record.topics)]


def _within(name: str) -> str:
    """What has an anchor of its own on the page of a section."""
    return address(f"sections/{name.replace('#', '/#')}")


def _citation(section: Section, number: int, citation: Citation) -> str:
    return block(
        _within(citation_id(section, number)),
        ("a", ["cito:Citation"]),
        ("cito:hasCitingEntity", [_section(section)]),
        ("cito:hasCitedEntity", [_work(citation.work)]),
        ("cito:hasCitationCharacterization", [ROLES[citation.role]]),
        ("dcterms:type", literals(citation.role)),
        ("bibo:section", literals(citation.at)),
        ("bibo:pages", literals(str(citation.page or ""))),
        ("rdfs:comment", literals(markdown.plain(citation.note))),
    )


def _point(links: Links, section: Section, number: int, point: Point) -> str:
    claim = nested(
        ("a", ["oa:TextualBody"]),
        ("rdf:value", literals(markdown.plain(point.claim))),
        ("dcterms:format", literals("text/plain")),
    )
    kind = nested(("a", ["oa:TextualBody"]), ("rdf:value", literals(point.kind)), ("oa:hasPurpose", ["oa:classifying"]))
    pdf = links.base.report.pdf
    return block(
        _within(point_id(section, number)),
        ("a", ["oa:Annotation"]),
        ("oa:motivatedBy", ["oa:describing"]),
        ("oa:hasBody", [claim, kind]),
        ("oa:hasTarget", [_page_of(pdf, page) for page in point.pages] if pdf and point.pages else [_section(section)]),
        ("dcterms:isPartOf", [_section(section)]),
        ("dcterms:subject", _topics(links, point)),
        ("cito:citesAsEvidence", map(_work, known(point.works, links.base.entries))),
    )


def _page_of(pdf: str, page: int) -> str:
    selector = nested(
        ("a", ["oa:FragmentSelector"]), ("dcterms:conformsTo", [_PDF]), ("rdf:value", [literal(f"page={page}")])
    )
    return nested(("a", ["oa:SpecificResource"]), ("oa:hasSource", [address(pdf)]), ("oa:hasSelector", [selector]))


def _update(links: Links, section: Section, number: int, update: Update) -> str:
    """What came since, and what each of its works does to the point."""
    there = 0 < update.point <= len(section.points)
    point = _within(point_id(section, update.point)) if there else _section(section)
    works = [_work(key) for key in known(update.works, links.base.entries)]
    annotation = block(
        _within(update_id(section, number)),
        ("a", ["oa:Annotation"]),
        ("oa:motivatedBy", ["oa:commenting"]),
        ("oa:hasBody", [nested(("a", ["oa:TextualBody"]), ("rdf:value", literals(markdown.plain(update.text))))]),
        ("oa:hasTarget", [point]),
        ("dcterms:issued", [literal(update.date, "xsd:gYearMonth")]),
        ("cito:citesAsEvidence", works),
    )
    return annotation + "".join(block(work, (WAYS[update.way], [point])) for work in works)
