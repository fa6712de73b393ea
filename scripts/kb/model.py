"""The records: what a knowledge base holds. Frozen, and without any knowledge of files, clocks or networks.

Every record that a contributor writes carries its :class:`Place`, so that a problem can name file, line and column.
Its docstring says of every field what to write and ends with an example in YAML: editors show both
(:mod:`kb.read.schema`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, get_args


@dataclass(frozen=True)
class NameOf:
    """Marks a field that names another record: of which kind, as ``keys.json`` lists them."""

    records: Literal["works", "sections", "topics", "groups", "terms"]


Slug = Annotated[str, "lower-case letters, digits and hyphens"]
SectionSlug = Annotated[Slug, NameOf("sections")]
TopicSlug = Annotated[Slug, NameOf("topics")]
GroupSlug = Annotated[Slug, NameOf("groups")]
TermSlug = Annotated[Slug, NameOf("terms")]
#: Family name, year, first significant word of the title.
CiteKey = Annotated[str, NameOf("works")]


@dataclass(frozen=True)
class Place:
    """Where something stands in a source file.

    Attributes:
        file: path relative to the root of the knowledge base, with forward slashes.
        line, column: counted from 1.
        parts: places of the record's own values, by field name; ``works.0`` is the first item of the list ``works``.
    """

    file: str
    line: int = 1
    column: int = 1
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, part: str) -> Place:
        """The place of one value; of the whole record where the value is not written down."""
        line, column = self.parts.get(part, (self.line, self.column))
        return Place(self.file, line, column)


class Severity(StrEnum):
    """An error fails the build; a warning does so only with ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """Something to mend, said in one line: ``file:line:column: E204 message; hint``."""

    place: Place
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """Told by the first letter of the code."""
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Sorts by place, then code."""
        return (self.place.file, self.place.line, self.place.column, self.code, self.message)

    def __str__(self) -> str:
        place = f"{self.place.file}:{self.place.line}:{self.place.column}"
        return f"{place}: {self.code} {self.message}" + (f"; {self.hint}" if self.hint else "")


def check_url(code: str) -> str:
    """Address below the site's root of the page that explains a code: ``checks/e204/``."""
    return f"checks/{code.lower()}/"


#: What a citation does where it stands. The first that fits, in this order, is the one to give.
Role = Literal[
    "definition",
    "critique",
    "policy",
    "dataset",
    "model",
    "evidence",
    "method",
    "application",
    "example",
    "background",
]
#: What a point of the argument is.
Kind = Literal["finding", "opportunity", "risk", "open-question", "recommendation"]
#: What newer work does to a point of the report.
Way = Literal["confirms", "refutes", "extends", "overtakes"]
ROLES: tuple[str, ...] = get_args(Role)
POINT_KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True)
class Name:
    """A person, or an organisation (then only ``family`` is set and ``literal`` is true)."""

    family: str
    given: str = ""
    suffix: str = ""
    literal: bool = False


@dataclass(frozen=True)
class Work:
    """One work of the corpus: an entry of ``references.bib``.

    Attributes:
        key: the cite key; it never changes once published.
        type: BibTeX entry type, lower case.
        fields: every field as written, in the order of the file.
        authors, editors: names in order; ``others`` is true where the list of authors is cut short.
        place: where the entry stands; its parts are the fields' values.
    """

    key: CiteKey
    type: str
    fields: Mapping[str, str]
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    others: bool
    place: Place

    def __hash__(self) -> int:
        """Of the key alone, for fields have no hash."""
        return hash(self.key)

    @property
    def title(self) -> str:
        """As written, with LaTeX."""
        return self.fields.get("title", "")

    @property
    def year(self) -> str:
        """The year in which this form of the work appeared, which may be later than the one in the key."""
        return self.fields.get("year", "")

    @property
    def creators(self) -> tuple[Name, ...]:
        """Its authors, or the editors of a book that has no author."""
        return self.authors or self.editors

    @property
    def label(self) -> str:
        """How the report prints the citation: ``Brown et al. 2020``."""
        return self.fields.get("label", "")

    @property
    def annotation(self) -> str:
        """What the work is and shows, in our own words; empty where nobody has read it."""
        return self.fields.get("annotation", "")

    @property
    def known_as(self) -> str:
        """The name by which people know it, such as ``GPT-3``: the field ``shorttitle``."""
        return self.fields.get("shorttitle", "")

    @property
    def topics(self) -> tuple[Slug, ...]:
        """Slugs of its topics, the most important first: the field ``keywords``."""
        return tuple(word.strip() for word in self.fields.get("keywords", "").split(",") if word.strip())


def newest_first(work: Work) -> tuple[int, str]:
    """Sorts works by year, the newest first, then by key."""
    return -int(work.year or 0), work.key


#: Unknown fields are errors; a number in quotes is no number.
_CLOSED: dict[str, object] = {"extra": "forbid"}


class _Strict:
    """Tells pydantic, as its own mark does, which takes half the time of a check to import."""

    def __get_pydantic_core_schema__(self, source: type, handler: Callable[[type], dict[str, Any]]) -> dict[str, Any]:
        return {**handler(source), "strict": True}


Page = Annotated[int, _Strict()]


@dataclass(frozen=True, kw_only=True)
class Subsection:
    """A numbered heading below a section.

    Attributes:
        number: the number, in quotes. Example: "4.7.1"
        title: the heading as printed. Example: Risks
        page: page of the report on which it stands. Example: 106
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    number: str
    title: str
    page: Page | None = None
    place: Place


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of the report, described in our own words.

    Attributes:
        number: as printed. Example: 18
        at: number of the deepest numbered heading above it, in quotes. Example: "4.2"
        page: page of the report. Example: 81
        about: what it shows, in our own words. Example: how data, objectives and architectures meet in training
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    number: Page
    at: str
    page: Page | None = None
    about: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class Citation:
    """One in-text citation of one work.

    Attributes:
        work: cite key. Example: carlini2021extracting
        at: number of the deepest numbered heading above it, in quotes. Example: "4.7.1"
        page: page of the report, which is also the page of the PDF; absent if
            the report has no pages. Example: 106
        group: number of its citation group, the works within the same brackets; counted through the section in the
            order of the text.
            Example: 7
        role: what the citation does there; the first that fits, in this order. Example: evidence
        note: what the work is brought in for, in at least four words of our own. Example: training data recovered word
            for word from GPT-2
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    work: CiteKey
    at: str = ""
    page: Page | None = None
    group: Page
    role: Role
    note: str
    place: Place


@dataclass(frozen=True)
class CrossReference:
    """A reference from one section to another, or, without ``at``, what the two have to do.

    Attributes:
        section: slug of the section pointed at. Example: adaptation
        why: what the pointer is about. Example: how a model is fitted to a task
        at: heading under which it stands, in quotes. Example: "4.7"
        to: heading pointed at, in quotes, where it is below the section. Example: "4.3.1"
        page: page on which it stands. Example: 106
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    section: SectionSlug
    why: str
    place: Place
    at: str = ""
    to: str = ""
    page: Page | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """One claim of a section's argument.

    Attributes:
        claim: one claim, a sentence or two in our own words. Example: A flaw in a shared model is a flaw of all that
            is built on it.
        kind: what the claim is. Example: risk
        pages: pages of the report on which it is made. Example: [106]
        works: cite keys of the works that it rests on. Example: [carlini2021extracting]
        topics: slugs of one to five topics, the most important first. Example: [privacy]
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    claim: str
    kind: Kind
    pages: tuple[Page, ...] = ()
    place: Place
    works: tuple[CiteKey, ...] = ()
    topics: tuple[TopicSlug, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Update:
    """What came since the report and bears on one of a section's points.

    Attributes:
        point: number of the point, counted from 1. Example: 7
        way: what the newer works do to it. Example: refutes
        date: the month in which they came, in quotes. Example: "2023-12"
        text: what they found or did, and how it bears on the point, at most 70 words of our own. Example: Later models
            leak as much.
        works: cite keys, of ``since.bib`` or of works that the report cites. Example: [carlini2023quantifying]
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    point: Page
    way: Way
    date: str
    text: str
    works: tuple[CiteKey, ...]
    place: Place


@dataclass(frozen=True)
class KeyWork:
    """A work to open next, and why.

    Attributes:
        work: cite key. Example: carlini2021extracting
        why: what one finds in it, as the section tells it. Example: Shows how training data can leak.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    work: CiteKey
    why: str
    place: Place


@dataclass(frozen=True)
class Review:
    """How far a section's page can be trusted.

    Attributes:
        status: a draft until somebody else has read it against the report. Example: draft
        by: who read it. Example: Ada Lovelace
        date: the day, in quotes. Example: "2026-11-28"
        against: the version of the report. Example: v3
        pages: which pages were read, where not all. Example: "105-108"
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    status: Literal["draft", "reviewed"]
    place: Place
    by: str = ""
    date: str = ""
    against: str = ""
    pages: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section or part of the report: one file of ``sections/``. Prose is Markdown of our own.

    Attributes:
        number: as printed, in quotes, of any depth, in figures, Roman numerals or letters, or absent. Example: "4.7"
        slug: the last piece of its address, which never changes. Example: security-and-privacy
        title: as printed. Example: Security and privacy
        part: the part of the report in which it stands. Example: technology
        pages: first and last page of the report, if it has pages. Example: [105, 108]
        authors: names as printed, in order. Example: [Florian Tramèr, Percy Liang]
        subsections: numbered headings below it, in order. Example: [{number: "4.7.1", title: Risks, page: 106}]
        figures: its figures. Example: [{number: 18, at: "4.2", page: 81, about: how training goes}]
        tldr: one sentence of at most 30 words. Example: A shared model is a single point of failure.
        motivation: why the report takes the subject up. Example: What many systems share, one attack can reach.
        summary: three to six paragraphs with the page of every claim. Example: Models leak what they were trained on
            [@carlini2021extracting, p. 106].
        points: the argument, one claim at a time. Example: [{claim: Models leak., kind: risk, pages: [106]}]
        questions: what the section leaves open. Example: ["How can a leak be ruled out?"]
        topics: slugs of one to five topics, the most important first. Example: [privacy]
        terms: slugs of terms of the glossary that it leans on. Example: [single-point-of-failure]
        key_works: what to open next. Example: [{work: carlini2021extracting, why: Shows the leak.}]
        related: other sections, and where the report points at them. Example: [{section: data, why: what leaks}]
        citations: every citation of the section, in the order of the text. Example: [{work: carlini2021extracting,
            at: "4.7.1", page: 106, group: 7, role: evidence, note: training data recovered word for word}]
        updates: what came since the report. Example: [{point: 1, way: confirms, date: "2023-12", text: It holds.,
            works: [carlini2023quantifying]}]
        reviewed: how far the page can be trusted. Example: {status: draft}
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    number: str = ""
    slug: Slug
    title: str
    part: Slug = ""
    pages: tuple[Page, Page] | None = None
    place: Place
    authors: tuple[str, ...] = ()
    subsections: tuple[Subsection, ...] = ()
    figures: tuple[Figure, ...] = ()
    tldr: str = ""
    motivation: str = ""
    summary: str = ""
    points: tuple[Point, ...] = ()
    questions: tuple[str, ...] = ()
    topics: tuple[TopicSlug, ...] = ()
    terms: tuple[TermSlug, ...] = ()
    key_works: tuple[KeyWork, ...] = ()
    related: tuple[CrossReference, ...] = ()
    citations: tuple[Citation, ...] = ()
    updates: tuple[Update, ...] = ()
    reviewed: Review | None = None

    def __hash__(self) -> int:
        """Of the slug alone, for a section is large."""
        return hash(self.slug)

    @property
    def order(self) -> tuple[int, ...]:
        """Sorts 4.2 before 4.10."""
        return number_order(self.number)

    @property
    def depth(self) -> int:
        """How many levels its number has; 1 without a number."""
        return max(1, len(self.order))

    @property
    def name(self) -> str:
        """Number and title: ``4.7 Security and privacy``."""
        return f"{self.number} {self.title}".strip()

    @property
    def mark(self) -> str:
        """How a text refers to it in short: ``§4.7``, or its title."""
        return f"§{self.number}" if self.number else self.title

    def heading_mark(self, at: str) -> str:
        """How a text refers in short to one of its headings, by the heading's number."""
        return f"§{at}" if at else self.mark


@dataclass(frozen=True)
class Erratum:
    """A fault of the report's printed reference list.

    Attributes:
        label: how the list prints the reference. Example: Adam et al. 2020
        work: cite key of the entry that it became. Example: adam2020machine
        kind: which fact is wrong. Example: venue
        printed: what stands in print. Example: pages 1-10
        wrong: what is wrong with it, a sentence. Example: The pages of the file are printed.
        right: what is right; left out where it is not known. Example: article 19
        known: how that is known, a source that others can open; left out where it could not be verified.
            Example: doi:10.1038/s41698-020-0122-1
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    label: str
    work: CiteKey
    kind: Literal["author", "title", "year", "venue", "identifier", "residue", "duplicate", "type"]
    printed: str
    wrong: str
    place: Place
    right: str = ""
    known: str = ""


#: What a source can show of a work; ``venue`` is whichever field names what it appeared in.
Fact = Literal["author", "title", "year", "venue", "volume", "number", "pages", "publisher", "edition"]
FACTS: tuple[Fact, ...] = get_args(Fact)
#: Who says so: first those that keep the record itself, then, from ``author`` on, those that only speak of the work.
Source = Literal[
    "publisher",
    "proceedings",
    "acl-anthology",
    "dblp",
    "pmlr",
    "neurips",
    "cvf",
    "openreview",
    "jmlr",
    "usenix",
    "aaai",
    "pubmed",
    "arxiv",
    "ssrn",
    "crossref",
    "datacite",
    "library",
    "issuer",
    "author",
    "repository",
    "catalog",
    "encyclopedia",
    "citing",
]
SOURCES: tuple[str, ...] = get_args(Source)
AUTHORITIES = frozenset(SOURCES[: SOURCES.index("author")])


@dataclass(frozen=True)
class Provenance:
    """One look at one source of a work: which facts of the entry it shows just as the entry has them.

    Attributes:
        work: cite key. Example: brown2020language
        source: who says so; ``issuer`` is the organization whose statute, page or report it is, ``author`` an author's
            own page. Example: crossref
        at: address of the record. Example: https://doi.org/10.1145/3442188.3445922
        shows: the facts that agree. Example: [author, title, year]
        date: the day of the look, in quotes. Example: "2026-11-28"
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    work: CiteKey
    source: Source
    at: str
    shows: tuple[Fact, ...]
    date: str
    place: Place


@dataclass(frozen=True)
class Moved:
    """An address that was published once and leads elsewhere now; none is ever taken away.

    Attributes:
        was: the old address, without what stands before it. Example: authors/p-abbeel/
        now: the one to which it leads. Example: authors/pieter-abbeel/
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    was: str
    now: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class Term:
    """An entry of the glossary.

    Attributes:
        slug: the last piece of its address, which never changes. Example: homogenization
        term: as the report writes it. Example: homogenization
        definition: in our own words, at most 40. Example: Ever more applications share the same methods.
        section: slug of the section that introduces the term. Example: introduction
        page: page on which it does so. Example: 3
        aliases: other names that people type. Example: [homogenisation]
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    slug: Slug
    term: str
    definition: str
    section: SectionSlug
    page: Page | None = None
    place: Place
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """A topic of the controlled vocabulary, or, without ``broader``, a group of topics.

    Attributes:
        slug: the last piece of its address, which never changes. Example: privacy
        name: as people call it. Example: Privacy
        definition: at most 40 words that say what is in. Example: What models reveal of the people in their data.
        broader: slug of its group. Example: robustness-and-safety
        aliases: other names that people type. Example: [data leakage]
        related: slugs of other topics; one side is enough. Example: [data-curation]
        match: nearest concepts of other vocabularies, each with the vocabulary's name. Example: ["arXiv: cs.CR"]
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    slug: Slug
    name: str
    definition: str
    place: Place
    broader: GroupSlug = ""
    aliases: tuple[str, ...] = ()
    related: tuple[TopicSlug, ...] = ()
    match: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        """Groups hold topics; works, sections and points carry topics only."""
        return not self.broader


@dataclass(frozen=True)
class Person:
    """An author whose name is written in several ways, or who shares it with somebody else.

    Attributes:
        slug: the last piece of the address, which never changes. Example: alex-krizhevsky
        name: as the person publishes, given name first. Example: Alex Krizhevsky
        forms: the names as entries write them, ``Family, Given``. Example: ["Krizhevsky, Alex", "Krizhevsky, A."]
        works: where others share the name, cite keys of the only entries that are meant.
            Example: [krizhevsky2012imagenet]
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    slug: Slug
    name: str
    forms: tuple[str, ...]
    place: Place
    works: tuple[CiteKey, ...] = ()


#: What a venue is.
VenueKind = Literal["conference", "workshop", "journal", "publisher", "book", "press", "organization", "preprints"]


@dataclass(frozen=True)
class Venue:
    """A venue whose name is printed in several ways, or not as people know it.

    Attributes:
        slug: the last piece of its address, which never changes. Example: neurips
        name: what people call it. Example: NeurIPS
        kind: what it is. Example: conference
        forms: how entries print it, without LaTeX. Example: [Advances in Neural Information Processing Systems]
        full: what the name stands for. Example: Conference on Neural Information Processing Systems
        open: whether everything in it can be read without paying. Example: true
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    slug: Slug
    name: str
    kind: VenueKind
    forms: tuple[str, ...]
    place: Place
    full: str = ""
    open: bool = False


@dataclass(frozen=True)
class Part:
    """A part of the report.

    Attributes:
        slug: what sections name it by.
        color: of everything that belongs to it, as ``#1256cc``, on a light ground; ``dark``: on a dark one. Without
            them it has the next of a palette.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    slug: Slug
    title: str
    place: Place
    color: str = ""
    dark: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportEntry:
    """The report as others cite it, in the fields of a BibTeX entry.

    Attributes:
        key: the cite key.
        type: what the report is.
        author: as in BibTeX, ``Family, Given and …``.
        publisher: whoever published it; a reference to one of its sections wants it.
        eprint: its number at arXiv.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    key: CiteKey
    type: Literal["article", "book", "misc", "techreport"] = "misc"
    author: str
    year: str
    publisher: str = ""
    institution: str = ""
    journal: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    doi: str = ""
    eprint: str = ""
    url: str = ""
    place: Place


@dataclass(frozen=True, kw_only=True)
class Report:
    """The report that the knowledge base is about: ``extra.report`` of ``mkdocs.yml``.

    Attributes:
        companion: the name of the knowledge base itself.
        entry: the report as others cite it; pages give references to it and its sections then.
        pdf: an address that ``#page=N`` can follow.
        parts: what the report is divided into, in its order; one of its own name where it says nothing.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = _CLOSED
    title: str
    citation: str
    companion: str
    pages: Page | None = None
    pdf: str = ""
    place: Place
    parts: tuple[Part, ...] = ()
    entry: ReportEntry | None = None


@dataclass(frozen=True)
class Repository:
    """Where the sources are kept, for links to them: ``repo_url`` and ``edit_uri`` of ``mkdocs.yml``.

    Attributes:
        url: address of the repository, without a slash at the end.
        branch: what pull requests go to.
        folder: where in the repository the knowledge base stands, with a slash at the end; empty for all of it.
    """

    url: str
    branch: str = "main"
    folder: str = ""


@dataclass(frozen=True)
class Imprint:
    """What the site says of itself to other programs: ``site_name``, ``site_url`` and ``copyright`` of ``mkdocs.yml``.

    Attributes:
        name: of the knowledge base, plain.
        address: the root of the site, with a slash at the end.
        rights: who may use what, plain; empty where the settings do not say.
    """

    name: str
    address: str
    rights: str = ""


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything that was read.

    Attributes:
        works: those that the report cites, by cite key, in the order of the file.
        since: works that came since and that updates name; nothing else counts them.
        broken: keys of entries that could be read only in part.
        sections: in the order of the report.
        terms: the glossary, sorted by slug.
        topics: the controlled vocabulary, each group before its topics.
        people, venues: names that are one although they are written in several ways.
        provenance: what sources show of the works.
        moved: addresses that lead to others, since names were completed or corrected.
        pages: Markdown of the pages written by hand, by path.
        unread: paths of section files that could not be read; their names tell their slugs.
    """

    report: Report
    works: Mapping[CiteKey, Work]
    broken: frozenset[CiteKey]
    sections: tuple[Section, ...]
    errata: tuple[Erratum, ...]
    terms: tuple[Term, ...] = ()
    topics: tuple[Topic, ...] = ()
    people: tuple[Person, ...] = ()
    venues: tuple[Venue, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    moved: tuple[Moved, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    since: Mapping[CiteKey, Work] = field(default_factory=dict)

    @cached_property
    def entries(self) -> Mapping[CiteKey, Work]:
        """Every entry, of works that the report cites and of those that came since."""
        return {**self.since, **self.works}

    @property
    def part_slugs(self) -> tuple[Slug, ...]:
        """Slugs of the parts, in the order of the report."""
        return tuple(part.slug for part in self.report.parts)

    @property
    def part_titles(self) -> Mapping[Slug, str]:
        """Titles of the parts by slug."""
        return {part.slug: part.title for part in self.report.parts}

    @property
    def slugs(self) -> frozenset[Slug]:
        """Slugs of all sections, with those of files that could not be read."""
        names = [re.sub(r"^.*/|\.ya?ml$", "", file) for file in self.unread]
        unread = (*names, *(name.partition("-")[2] for name in names))
        return frozenset((*(section.slug for section in self.sections), *unread))


_ROMAN = re.compile("(?=.)(X{0,3})(IX|IV|V?I{0,3})")
#: Letters come after all figures and Roman numerals, as appendices do.
_LETTERS = 1_000_000_000


def number_order(number: str) -> tuple[int, ...]:
    """``"4.10.2"`` as ``(4, 10, 2)``, for sorting; Roman numerals count as figures, other letters come after them.

    >>> sorted(["B", "IV.2", "IX", "IV.10", "A"], key=number_order)
    ['IV.2', 'IV.10', 'IX', 'A', 'B']
    """
    return tuple(map(_piece_order, number.split("."))) if number else ()


def _piece_order(piece: str) -> int:
    """A piece of a number for sorting; one that is neither figure nor letters sorts first."""
    if re.fullmatch("[0-9]{1,9}", piece):
        return int(piece)
    if _ROMAN.fullmatch(piece):
        return sum({"I": 1, "V": 5, "X": 10}[letter] for letter in piece) - 2 * (
            piece[:-1].endswith("I") and piece[-1] in "VX"
        )
    letters = piece.upper() if re.fullmatch("[A-Za-z]{1,3}", piece) else ""
    return _LETTERS + sum(ord(letter) * 100**power for power, letter in enumerate(reversed(letters))) if letters else -1
