"""The page of a work. There are a thousand and more, so they share one skeleton."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import groupby

from kb.link.related import Related
from kb.model import Citation, Work
from kb.read.latex import plain
from kb.render.data.metadata.highwire import highwire
from kb.render.data.metadata.linked_data import work_thing
from kb.render.data.metadata.ties import work_ties
from kb.render.data.twins import work_twin
from kb.render.engine import Templates
from kb.render.page import ROOT, Heading, Page, Planned
from kb.render.text import latex
from kb.render.text.counts import count_of
from kb.render.text.reference import authors, label
from kb.render.text.twin import FILE as TWIN

UP = "../../"
CITED = Heading(2, "Where the report cites it", "cited")
RELATED = Heading(2, "Related works", "related")
MOST_NAMED = 3
_WORK, _SINCE = "work", "since"
CHECKED = Heading(2, "How the entry was checked", "how-checked")
BIBTEX = Heading(2, "BibTeX", "bibtex")
SINCE = Heading(2, "How it bears on the report", "bears")


def work_pages(templates: Templates) -> list[Planned]:
    """The page of every work."""
    return [Planned(_url(work), partial(_page, templates, work), _WORK) for work in templates.links.base.works.values()]


def since_pages(templates: Templates) -> list[Planned]:
    """The pages of the works that came since the report."""
    since = templates.links.base.since.values()
    return [Planned(_url(work), partial(_since_page, templates, work), _SINCE) for work in since]


def _url(work: Work) -> str:
    return f"works/{work.key}/"


def _since_page(templates: Templates, work: Work) -> Page:
    offer = templates.exports.offer_of_work(work)
    head, bears, checked, entry = templates.blocks(
        "since",
        UP,
        work=work,
        offer=offer,
        updates=templates.links.updates_of(work),
        standing=templates.links.standing_of(work),
        access=templates.access_links(work),
        report=templates.links.base.report,
    )
    return Page(
        url=_url(work),
        title=f"{plain(work.title)} ({label(work)})",
        heading=latex.html(work.title),
        description=_description(templates, work),
        blocks=((None, head), (SINCE, bears), (CHECKED, checked), (BIBTEX, entry)),
        skeleton=_SINCE,
        place=work.place,
        files={**offer.files, TWIN: partial(work_twin, templates, work)},
        tags=_tags(templates, work),
        ties=tuple(work_ties(templates, work)),
        thing=work_thing(templates, work),
        changed=max((source.date for source in templates.links.standing_of(work).sources), default=""),
    )


def _page(templates: Templates, work: Work) -> Page:
    """The page of one work, with its entry in some formats as files beside it."""
    citations = templates.links.citations_of(work)
    grouped = [
        (section, [citation for _, citation in items])
        for section, items in groupby(citations, key=lambda cited: cited[0])
    ]
    offer = templates.exports.offer_of_work(work)
    head, cited, beside, checked, entry = templates.blocks(
        "work",
        UP,
        work=work,
        offer=offer,
        times=len(citations),
        citing=grouped,
        parts=list(dict.fromkeys(section.part for section, _ in grouped)),
        roles=role_counts(citation for _, citation in citations),
        standing=templates.links.standing_of(work),
        access=templates.access_links(work),
        report=templates.links.base.report,
        related=[(item.work, reasons(templates, item)) for item in templates.links.related_to(work)],
        errata=templates.links.errata_of(work),
    )
    return Page(
        url=_url(work),
        title=f"{plain(work.title)} ({label(work)})",
        heading=latex.html(work.title),
        description=_description(templates, work),
        blocks=(
            (None, head),
            (CITED, cited),
            (RELATED, beside),
            (CHECKED, checked),
            (BIBTEX, entry),
        ),
        skeleton=_WORK,
        place=work.place,
        files={**offer.files, TWIN: partial(work_twin, templates, work)},
        tags=_tags(templates, work),
        ties=tuple(work_ties(templates, work)),
        thing=work_thing(templates, work),
        changed=max((source.date for source in templates.links.standing_of(work).sources), default=""),
    )


def _tags(templates: Templates, work: Work) -> tuple[tuple[str, str], ...]:
    topics = [topic.name for topic in templates.topics_of(work)]
    return tuple(highwire(work, templates.access_links(work), topics, f"{ROOT}works/{work.key}/"))


def _description(templates: Templates, work: Work) -> str:
    """What search engines and link previews say of it."""
    by = f"{authors(work, 3)} {work.year}."
    if work.annotation:
        return f"{plain(work.annotation)} {by}"
    return f"{by} {templates.venue_name(work) or 'No venue given'}. Where the report cites it, what for, what with."


def role_counts(citations: Iterable[Citation]) -> str:
    """How often each role is played, the most frequent first: ``evidence (2), example``."""
    counts = Counter(citation.role for citation in citations)
    return ", ".join(f"{role} ({count})" if count > 1 else role for role, count in counts.most_common())


def reasons(templates: Templates, related: Related) -> str:
    """Why a work belongs beside another: ``cited together 2 times, in §4.2 and §5.3; same topics: privacy``."""
    found = [_together(related)]
    topics = [topic.name for topic in templates.links.topics.of(related.topics)]
    if topics:
        found.append(f"{'same topics' if related.same_topics else 'topics in common'}: {_some(topics)}")
    authors = [templates.links.people.authors[slug].name for slug in related.authors]
    if authors:
        found.append(f"authors in common: {_some(authors)}")
    return "; ".join(reason for reason in found if reason)


def _together(related: Related) -> str:
    if related.citation_groups:
        return (
            f"cited together {count_of(len(related.citation_groups), 'time')}, in {_headings(related.citation_groups)}"
        )
    if related.headings:
        return f"cited under the same heading{_plural(related.headings)}, {_headings(related.headings)}"
    if related.sections:
        return f"cited in the same section{_plural(related.sections)}, {_headings(related.sections)}"
    return ""


def _plural(numbers: tuple[str, ...]) -> str:
    return "" if len(numbers) == 1 else "s"


def _headings(marks: tuple[str, ...]) -> str:
    names = list(dict.fromkeys(marks))
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _some(names: list[str]) -> str:
    """A few names, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names) if more < 2 else f"{', '.join(names[:MOST_NAMED])} and {more} more"
