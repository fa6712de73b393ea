"""What is known of a work, for other programs and for the site's own scripts: a file for every work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby

from markupsafe import Markup

from kb.contract import text
from kb.contract.works import CitingSection, Html, InTextCitation, WayToRead, WorkRecord
from kb.model import Citation, CiteKey, Section, Work
from kb.read.latex import plain
from kb.read.names import printed_venue, spoken
from kb.render import forge
from kb.render.data.api import FOLDER
from kb.render.data.metadata.coins import coins
from kb.render.engine import Templates, heading
from kb.render.text.reference import label

#: Addresses in the records begin at the site's root.
UP = ""


def work_files(templates: Templates) -> Mapping[str, Callable[[], str]]:
    """The record of every work, by its path."""
    paths = {f"{FOLDER}/works/{key}.json": key for key in templates.links.base.entries}
    return {path: partial(_text, templates, key) for path, key in paths.items()}


def _text(templates: Templates, key: CiteKey) -> str:
    return text(record(templates, templates.links.base.entries[key]))


def record(templates: Templates, work: Work) -> WorkRecord:
    """What is known of a work."""
    links = templates.links
    citations = links.citations_of(work)
    return WorkRecord(
        key=work.key,
        url=f"works/{work.key}/",
        label=label(work),
        title=plain(work.title),
        authors=[plain(spoken(name)) for name in work.creators],
        year=work.year,
        venue=templates.venue_name(work) or printed_venue(work),
        doi=work.fields.get("doi", ""),
        arxiv=work.fields.get("eprint", ""),
        known=plain(work.known_as),
        annotation=plain(work.annotation),
        reference=_html(templates.reference(UP, work)),
        ways=[WayToRead(link.text, link.url, link.free) for link in templates.access_links(work)],
        topics=work.topics,
        checked=links.standing_of(work).level,
        since=work.key in links.base.since,
        sections=[
            CitingSection(
                section.slug, section.name, [_citation(templates, section, citation) for _, citation in items]
            )
            for section, items in groupby(citations, key=lambda cited: cited[0])
        ],
        coins=coins(work),
    )


def _citation(templates: Templates, section: Section, citation: Citation) -> InTextCitation:
    return InTextCitation(
        at=citation.at,
        mark=section.heading_mark(citation.at),
        heading=heading(section, citation.at),
        group=citation.group,
        page=citation.page,
        pdf=templates.pdf(citation.page) if citation.page and templates.links.base.report.pdf else "",
        role=citation.role,
        note=_html(templates.inline(citation.note, UP)),
        edit=forge.edit(templates.repository, citation.place),
    )


def _html(markup: Markup) -> Html:
    return Html(str(markup))
