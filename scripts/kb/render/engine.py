"""The templates, and the words and functions that they share."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, get_args

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from kb.contract.pages import (
    Citable,
    CitationGroup,
    CiteLink,
    Column,
    ColumnHead,
    PartsCell,
    PointItem,
    TakeMenu,
    TermLink,
    WorkList,
)
from kb.link import Links
from kb.model import ROLES, Place, Point, Repository, Section, Topic, Work
from kb.read.citing import Pointer
from kb.read.latex import plain
from kb.render import access, forge
from kb.render.data.exports import Exports
from kb.render.data.news import feeds
from kb.render.data.records import spoken
from kb.render.page import ROOT, SINCE, Feed, feed_of
from kb.render.text import latex, markdown, reference, twin
from kb.render.text.counts import count_of, month_of, pages_of

_MEANINGS = (
    "gives a term its meaning",
    "argues against something",
    "law, regulation or a proposed rule",
    "the dataset itself is meant",
    "the model itself is meant",
    "a result that the sentence's claim rests on",
    "a technique that the sentence recommends, explains or builds on",
    "a use in the world",
    "one of several that could stand there",
    "whatever else the reader may want to know",
)
ROLE_MEANINGS = dict(zip(ROLES, _MEANINGS, strict=True))
#: The slowest answers, kept from one rebuild of a preview to the next.
_reference = lru_cache(maxsize=4096)(reference.reference)
_access_links = lru_cache(maxsize=4096)(access.access_links)


@dataclass(frozen=True)
class Why:
    """What a work is cited for once: the note, its role, and where it stands."""

    note: str
    role: str
    section: Section
    group: int
    page: int | None


class _Compiled(BytecodeCache):
    """Keeps templates as they were compiled, for compiling them takes a fifth of a second."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class _Environment(Environment):
    """Templates that share one mapping of globals, for to look up each name in two takes a tenth of all rendering."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:  # noqa: ARG002  none has any
        return self.globals


class Templates:
    """Renders a template by name, with the functions that pages of one knowledge base need.

    Args:
        repository: where the sources are kept, for links to their lines.
        site: address at which others find the site, with a slash at the end, if there is one.
    """

    def __init__(self, links: Links, repository: Repository | None = None, site: str = "") -> None:
        self.links = links
        self.repository = repository
        self.site = site
        self.sections = {section.slug: section for section in links.base.sections}
        self.terms = {term.slug: term for term in links.base.terms}
        years = (int(work.year) for work in links.base.works.values() if work.year.isdigit())
        self.last_year = max(years, default=0)
        self.exports = Exports(links)
        self.work_line = cache(self._work_line)
        self.annotated_work = cache(self._annotated_work)
        self.writer = cache(self._writer)
        self.paragraphs = cache(self._paragraphs)
        self.named = cache(self._named)
        self.page = cache(self._page)
        self.part_slug = cache(self._part_slug)
        self.environment = _Environment(
            loader=PackageLoader("kb.render"),
            cache_size=-1,
            autoescape=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters["count_of"] = count_of
        self.environment.filters["full_stop"] = reference.full_stop
        self.environment.globals.update(
            title=lambda work: latex.html(work.title),
            plain=plain,
            searches=access.searches,
            source_name=access.source_name,
            bibtex=lambda work: self.exports.bibtex([work]),
            reference=self.reference,
            cite=self.cite,
            work_line=self.work_line,
            annotated_work=self.annotated_work,
            named=self.named,
            linked_name=cache(_linked_name),
            topics_of=self.topics_of,
            author_slug=self.links.people.slug_of_section_author,
            role=_role,
            page=self.page,
            pdf=self.pdf,
            part_slug=self.part_slug,
            part_number=self.part_number,
            part_title=self.part_title,
            heading=heading,
            linked=reference.linked,
            has_page=self.has_page,
            venue_name=self.venue_name,
            why_cited=self.why_cited,
            edit=self.edit,
            take_menu=lambda offer: attributes(TakeMenu(offer.name, offer.keys)),
            listed=attributes(WorkList()),
            cite_link=lambda key: attributes(CiteLink(key)),
            term_link=lambda term: attributes(TermLink(term.definition)),
            citation_group=lambda section, item: attributes(CitationGroup(section.slug, item.number)),
            citable=lambda short: attributes(Citable(short)),
            point_item=lambda section, number, point: attributes(PointItem(point.kind, f"{section.slug}.{number}")),
            column_heads={column: attributes(ColumnHead(column)) for column in get_args(Column)},
            parts_cell=lambda parts: attributes(PartsCell(" ".join(parts))),
            month_of=month_of,
            pages_of=pages_of,
            since_feed=SINCE,
            feed_of=self.feed_of,
        )

    def render(self, name: str, up: str, **values: Any) -> Markup:
        """HTML of one template. ``up`` leads from the page to the site's root."""
        values.update(
            up=up,
            text=lambda text: self.inline(text, up),
            markdown=lambda text: self.paragraphs(text, up),
        )
        return Markup(self.environment.get_template(f"{name}.html").render(values))

    def blocks(self, name: str, up: str, **values: Any) -> list[Markup]:
        """The blocks of a page from one template, which sets them apart by ``<!-- block -->``."""
        return [Markup(block) for block in self.render(name, up, **values).split("<!-- block -->\n")]

    def inline(self, text: str, up: str) -> Markup:
        """A line of contributed text."""
        return self.writer(up).inline(text)

    def _paragraphs(self, text: str, up: str) -> Markup:
        """Contributed text of several paragraphs."""
        return self.writer(up).html(text)

    def twin(self, text: str, up: str) -> str:
        """Contributed text as Markdown that anybody reads, with addresses in place of what it cites."""
        return twin.prose(text, self.follow(up))

    def heading(self, name: str, which: str) -> Markup:
        """The heading of a page, with what tells it from another of the same name."""
        return Markup('{} <small class="kb-number">{}</small>').format(name, which) if which else escape(name)

    @cached_property
    def feeds(self) -> tuple[Feed, ...]:
        """What feed readers are told."""
        return feeds(self.links)

    @cached_property
    def _fed(self) -> frozenset[str]:
        return frozenset(feed.url for feed in self.feeds)

    def feed_of(self, url: str) -> str:
        """Address of the feed of a page, below the site's root; empty where it has none."""
        return feed_of(url) if feed_of(url) in self._fed else ""

    def pdf(self, page: int) -> str:
        """Address of a page of the report."""
        return f"{self.links.base.report.pdf}#page={page}"

    def edit(self, place: Place, what: str) -> Markup:
        """A small link to the line of a record; nothing where no repository is known."""
        address = forge.edit(self.repository, place)
        if not address:
            return Markup("")
        return Markup(' <a class="kb-edit" href="{}" aria-label="Edit this {}">Edit</a>').format(address, what)

    def has_page(self, name: str) -> bool:
        """Whether somebody wrote a page by hand, by its path below ``docs``."""
        return f"docs/{name}" in self.links.base.pages

    def _page(self, number: int | None) -> Markup:
        """A page number that opens the report there; nothing where there is none."""
        if number is None:
            return Markup("")
        if not self.links.base.report.pdf:
            return Markup('<span class="kb-page">p. {}</span>').format(number)
        return Markup('<a class="kb-page" href="{}">p. {}</a>').format(self.pdf(number), number)

    def cite(self, up: str, work: Work) -> Markup:
        """A citation, which the reader's pointer opens into a preview."""
        link, data = _to_work(up, work), attributes(CiteLink(work.key))
        return Markup(f'<a class="{link.kind}"{data} href="{link.href}">{escape(link.text)}</a>')

    def _work_line(self, up: str, key: str) -> Markup:
        """A work as lists show it: citation, title, venue, and how many sections cite it."""
        work = self.links.base.works[key]
        sections = count_of(len(self.links.sections_of(work)), "section")
        aside = " · ".join(piece for piece in (self.venue_name(work), sections) if piece)
        return self.named(up, key) + Markup(f' <span class="kb-aside">{escape(aside)}</span>')

    def _annotated_work(self, up: str, key: str) -> Markup:
        """The same, and below it what the work is, or else what the report cites it for where it weighs most."""
        work = self.links.base.works[key]
        why = self.why_cited(work)
        cited = Markup("cited for: {}").format(self.inline(why.note, up)) if why else ""
        below = escape(plain(work.annotation)) if work.annotation else cited
        return self.work_line(up, key) + Markup('<span class="kb-why kb-small">{}</span>').format(below)

    def why_cited(self, work: Work) -> Why | None:
        """What a work is cited for, where it weighs most."""
        strongest = self.links.strongest_citation(work)
        if not strongest:
            return None
        section, citation = strongest
        return Why(citation.note, citation.role, section, citation.group, citation.page)

    def _named(self, up: str, key: str) -> Markup:
        """A work as a citation, its title, and the name by which people know it where the title does not say it."""
        work = self.links.base.entries[key]
        known = plain(work.known_as)
        aside = Markup(f" ({escape(known)})") if known and known.lower() not in plain(work.title).lower() else ""
        return self.cite(up, work) + Markup(f" <cite>{latex.html(work.title)}{aside}</cite>")

    def access_links(self, work: Work) -> tuple[access.AccessLink, ...]:
        """Where a work can be read, what is free first."""
        return _access_links(work, self.links.standing_of(work).sources, self.links.in_open_venue(work))

    def venue_name(self, work: Work) -> str:
        """The one name of its venue, or nothing."""
        venue = self.links.venue_of(work)
        return venue.name if venue else ""

    def topics_of(self, record: Work | Section | Point) -> list[Topic]:
        """The topics that a record carries."""
        return self.links.topics.of(record.topics)

    def reference(self, up: str, work: Work) -> Markup:
        """The full reference, with links to the pages of its authors, year and venue."""
        if work.key in self.links.base.since:
            html = _reference(work, ("",) * len(work.creators), "", "")
        else:
            authors = tuple(f"{ROOT}authors/{slug}/" for slug in self.links.people.slugs(work))
            venue = self.links.venue_of(work)
            venue_url = f"{ROOT}venues/{venue.slug}/" if venue else ""
            html = _reference(work, authors, f"{ROOT}years/{work.year}/", venue_url)
        return Markup(str(html).replace(f'"{ROOT}', f'"{up}'))

    def _writer(self, up: str) -> markdown.Writer:
        """What makes HTML of contributed text for pages at that depth."""
        return markdown.Writer(self.follow(up))

    def follow(self, up: str) -> Callable[[Pointer], markdown.Link]:
        """Where what a text points at leads, from a page at that depth."""

        def follow(pointer: Pointer) -> markdown.Link:
            if pointer.kind == "page" and self.links.base.report.pdf:
                return markdown.Link(pointer.text, self.pdf(int(pointer.name)), "kb-page")
            if pointer.kind == "work" and (work := self.links.base.entries.get(pointer.name)):
                return _to_work(up, work)
            if pointer.kind == "section" and (section := self.sections.get(pointer.name)):
                url = f"{up}sections/{section.slug}/"
                if pointer.point:
                    return markdown.Link(f"{section.mark}, point {pointer.point}", f"{url}#p{pointer.point}")
                return markdown.Link(spoken(section), url)
            return markdown.Link(pointer.text)

        return follow

    def part_number(self, part: str) -> int:
        """The number of a part in the report, counted from 1."""
        return self.links.base.part_slugs.index(part) + 1

    def part_title(self, part: str) -> str:
        """Title of a part by its slug."""
        return self.links.base.part_titles.get(part, part)

    def _part_slug(self, part: str) -> str:
        """Slug of the section that opens a part: the one with the shortest number."""
        of_part = (section for section in self.links.base.sections if section.part == part)
        return min(of_part, key=lambda section: (section.depth, section.order)).slug


def _to_work(up: str, work: Work) -> markdown.Link:
    return markdown.Link(reference.label(work), f"{up}works/{work.key}/", "kb-cite", vars(CiteLink(work.key)))


def _linked_name(up: str, folder: str, slug: str, name: str) -> Markup:
    return Markup(f'<a href="{up}{folder}/{slug}/">{escape(name)}</a>')


def attributes(value: object) -> Markup:
    """What an element says to scripts, as attributes.

    >>> attributes(CiteLink("brown2020language"))
    Markup(' data-work="brown2020language"')
    """
    return Markup("".join(f' data-{name}="{escape(text)}"' for name, text in vars(value).items()))


@cache
def _role(name: str) -> Markup:
    return Markup('<span class="kb-role" title="{}">{}</span>').format(ROLE_MEANINGS[name], name)


def heading(section: Section, number: str) -> str:
    """The title of the heading of a section that has a number, or of the section."""
    titles = {subsection.number: subsection.title for subsection in section.subsections}
    return titles.get(number, section.title)
