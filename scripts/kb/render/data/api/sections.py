"""Everything of a section, for other programs: a file for every section."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from markupsafe import Markup

from kb.contract import text
from kb.contract.sections import (
    CitationRecord,
    KeyWorkRecord,
    PointRecord,
    ReferenceRecord,
    SectionRecord,
    UpdateRecord,
)
from kb.contract.works import Html
from kb.model import Citation, Section
from kb.render.data.api import FOLDER
from kb.render.data.tables.table import citation_id, point_id, update_id
from kb.render.engine import Templates, heading
from kb.render.text import markdown

#: From the page of a section, whose summary is made into HTML once, to the site's root.
_PAGE = "../../"
#: Addresses in the records begin at the site's root.
_ROOT = ""


def section_files(templates: Templates) -> Mapping[str, Callable[[], str]]:
    """The record of every section, by its path."""
    paths = {f"{FOLDER}/sections/{section.slug}.json": section for section in templates.links.base.sections}
    return {path: partial(_text, templates, section) for path, section in paths.items()}


def _text(templates: Templates, section: Section) -> str:
    return text(section_record(templates, section))


def section_record(templates: Templates, section: Section) -> SectionRecord:
    """Everything of a section."""
    known = templates.links.base.entries
    return SectionRecord(
        slug=section.slug,
        url=f"sections/{section.slug}/",
        number=section.number,
        title=section.title,
        part=section.part,
        pages=section.pages or (),
        authors=section.authors,
        tldr=_html(templates, section.tldr),
        motivation=_html(templates, section.motivation),
        summary=section.summary,
        html=_from_root(templates.paragraphs(section.summary, _PAGE)),
        points=list(point_records(templates, section)),
        questions=[_html(templates, question) for question in section.questions],
        topics=section.topics,
        terms=section.terms,
        key_works=[KeyWorkRecord(item.work, _html(templates, item.why)) for item in section.key_works],
        references=[
            ReferenceRecord(item.section, item.at, item.to, item.page, _html(templates, item.why))
            for item in section.related
        ],
        citations=[
            _citation(templates, section, number, item)
            for number, item in enumerate(section.citations, 1)
            if item.work in known
        ],
        updates=[
            UpdateRecord(
                update_id(section, number),
                update.point,
                update.way,
                update.date,
                _html(templates, update.text),
                update.works,
            )
            for number, update in enumerate(section.updates, 1)
        ],
        reviewed=section.reviewed.status if section.reviewed else "",
        reviewed_on=section.reviewed.date if section.reviewed else "",
    )


def point_records(templates: Templates, section: Section) -> Iterator[PointRecord]:
    """The points of a section."""
    for number, point in enumerate(section.points, 1):
        yield PointRecord(
            id=point_id(section, number),
            url=f"sections/{section.slug}/#p{number}",
            section=section.slug,
            number=number,
            claim=_html(templates, point.claim),
            text=markdown.plain(point.claim),
            kind=point.kind,
            pages=point.pages,
            works=point.works,
            topics=point.topics,
        )


def _citation(templates: Templates, section: Section, number: int, citation: Citation) -> CitationRecord:
    return CitationRecord(
        id=citation_id(section, number),
        work=citation.work,
        at=citation.at,
        heading=heading(section, citation.at),
        group=citation.group,
        page=citation.page,
        pdf=templates.pdf(citation.page) if citation.page and templates.links.base.report.pdf else "",
        role=citation.role,
        note=_html(templates, citation.note),
    )


def _html(templates: Templates, text: str) -> Html:
    return Html(str(templates.inline(text, _ROOT)))


def _from_root(html: Markup) -> Html:
    return Html(re.sub(r'((?:href|src)=")(?:\.\./){2}', r"\1", html))
