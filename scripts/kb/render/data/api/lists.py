"""Lists of what there is, for other programs, and what to find where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from kb.contract import text
from kb.contract.lists import ApiFile, ApiIndex, SectionSummary, TopicSummary, WorkSummary
from kb.contract.schema import FORMS, schema
from kb.contract.sections import PointRecord
from kb.link import Links
from kb.model import Imprint, Section, Topic, Work
from kb.read.latex import plain
from kb.read.names import printed_venue, spoken
from kb.render.data.api import FOLDER, VERSION
from kb.render.data.api.network import network
from kb.render.data.api.sections import point_records
from kb.render.engine import Templates
from kb.render.text import markdown
from kb.render.text.reference import label

#: Files, or kinds of files, below the site's root: what is in them, and the name of their schema if they are JSON.
FILES = {
    f"{FOLDER}/index.json": ("what there is: this list", "index"),
    f"{FOLDER}/works.json": ("every work in short", "works"),
    f"{FOLDER}/works/KEY.json": ("all that is known of a work, and every place where it is cited", "work"),
    f"{FOLDER}/sections.json": ("every section in short", "sections"),
    f"{FOLDER}/sections/SLUG.json": ("a section: summary, points, questions, every citation in order", "section"),
    f"{FOLDER}/points.json": ("every point of every section", "points"),
    f"{FOLDER}/topics.json": ("every topic in short", "topics"),
    f"{FOLDER}/topics/SLUG.json": ("a topic: works, sections and points that carry it", "topic"),
    f"{FOLDER}/graph.json": ("the whole graph, as networkx reads it", "graph"),
    "exports/knowledge-base.sqlite": ("everything as tables, with full text search", ""),
    "exports/knowledge-base.ttl": ("everything as RDF, in Turtle", ""),
    "search/index.json": ("the index of the search, which may change with any version of the site", ""),
}


def list_files(links: Links, imprint: Imprint) -> Mapping[str, Callable[[], str]]:
    """Every list by its path, and the schemas of all files."""
    base = links.base
    lists: Mapping[str, Callable[[], object]] = {
        "index": lambda: api_index(links, imprint),
        "works": lambda: [work_summary(links, work) for work in base.entries.values()],
        "sections": lambda: [section_summary(links, section) for section in base.sections],
        "points": lambda: _points(Templates(links)),
        "topics": lambda: [topic_summary(links, topic) for topic in base.topics],
        "graph": lambda: network(links),
    }
    return {
        **{f"{FOLDER}/{name}.json": partial(_text, value) for name, value in lists.items()},
        **{schema_url(name): partial(schema, name) for name in FORMS},
    }


def _points(templates: Templates) -> list[PointRecord]:
    return [point for section in templates.links.base.sections for point in point_records(templates, section)]


def _text(value: Callable[[], object]) -> str:
    return text(value())


def schema_url(name: str) -> str:
    """Where the schema of that name stands."""
    return f"{FOLDER}/schema/{name}.json"


def api_index(links: Links, imprint: Imprint) -> ApiIndex:
    """What there is."""
    base = links.base
    return ApiIndex(
        name=imprint.name,
        report=base.report.title,
        citation=base.report.citation,
        site=imprint.address,
        version=VERSION,
        rights=imprint.rights,
        counts={
            "works": len(base.works),
            "since": len(base.since.keys() - base.works.keys()),
            "sections": len(base.sections),
            "citations": sum(len(section.citations) for section in base.sections),
            "points": sum(len(section.points) for section in base.sections),
            "topics": len(base.topics),
            "terms": len(base.terms),
            "authors": len(links.people.authors),
            "venues": len(links.venues),
        },
        files=[ApiFile(url, about, schema_url(name) if name else "") for url, (about, name) in FILES.items()],
    )


def work_summary(links: Links, work: Work) -> WorkSummary:
    """A work in short."""
    venue = links.venue_of(work)
    return WorkSummary(
        key=work.key,
        url=f"works/{work.key}/",
        label=label(work),
        title=plain(work.title),
        authors=[spoken(name) for name in work.creators],
        year=work.year,
        venue=venue.name if venue else printed_venue(work),
        doi=work.fields.get("doi", ""),
        arxiv=work.fields.get("eprint", ""),
        topics=work.topics,
        checked=links.standing_of(work).level,
        since=work.key in links.base.since,
        sections=len(links.sections_of(work)),
    )


def section_summary(links: Links, section: Section) -> SectionSummary:
    """A section in short."""
    return SectionSummary(
        slug=section.slug,
        url=f"sections/{section.slug}/",
        number=section.number,
        title=section.title,
        part=section.part,
        pages=section.pages or (),
        authors=section.authors,
        tldr=markdown.plain(section.tldr),
        topics=section.topics,
        works=len(links.works_of(section)),
        points=len(section.points),
    )


def topic_summary(links: Links, topic: Topic) -> TopicSummary:
    """A topic in short."""
    works = len(links.topics.works(topic))
    return TopicSummary(topic.slug, f"topics/{topic.slug}/", topic.name, topic.definition, topic.broader, works)
