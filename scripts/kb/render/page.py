"""What a page is, before anything has drawn it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from kb.model import Place, Report, Repository
from kb.read.citing import Pointer
from kb.render.data.records import Findable
from kb.render.text.markdown import Link

#: What makes the text of a file.
Maker = Callable[[], str | bytes]
#: Where links begin that stand on pages written by hand: the root of the site, wherever such a page stands.
ROOT = "kb:root/"
#: Addresses of the feeds of the whole, and of what came since the report.
ALL, SINCE = "feeds/all.xml", "feeds/since.xml"
#: Where at its foot a page says how to cite it.
CITE = "cite-this-page"
#: Titles of the lists of which every entry has a page below that of the list.
LISTS = {
    "topics/": "Topics",
    "works/": "All works",
    "authors/": "Authors",
    "venues/": "Venues",
    "years/": "Years",
    "graph/": "The citation graph",
    "checks/": "What the check says",
}


def feed_of(url: str) -> str:
    """Address of the feed that tells what is new on a page.

    >>> feed_of("sections/law/")
    'feeds/sections/law.xml'
    """
    return f"feeds/{url.rstrip('/')}.xml"


@dataclass(frozen=True)
class Heading:
    """A heading that the renderer puts into the table of contents. ``text`` is plain."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Tie:
    """A link from the page as a whole, by a relation that IANA or signposting.org names.

    Attributes:
        type: media type of what is there; empty if it is a page.
    """

    rel: str
    url: str
    type: str = ""


@dataclass(frozen=True)
class Card:
    """The words on the picture that networks show beside a link.

    Attributes:
        above: what kind of thing it is, and where it belongs.
        title: its name.
        text: what it says, in a sentence.
        color: of its part, as ``#1256cc``; empty if it has none.
    """

    above: str
    title: str
    text: str
    color: str = ""


@dataclass(frozen=True)
class Page:
    """A page of the site. Addresses in what it tells machines begin with :data:`ROOT`.

    Attributes:
        url: address below the site's root, with a slash at the end: ``works/brown2020language/``.
        title: plain text, for the browser's tab and the search.
        heading: HTML of the first-level heading.
        description: plain text for search engines and link previews.
        blocks: what stands below each heading; the first has none.
        skeleton: name of the one that it shares; empty for one of its own. Pages of one share everything but title,
            description, address and the HTML of their blocks.
        files: other files to write beside the page, by name, each with what makes its text.
        wide: whether it takes the room of the menu too.
        place: where its record or its list stands; none if it is made from many files.
        cited: whether its foot says how to cite it.
        fed: whether a feed tells what is new on it, at :func:`feed_of` its address.
        tags: names and contents of ``<meta>`` elements, for reference managers.
        ties: what it has to do with other addresses, and those of what is written beside it.
        thing: what it is about, in the words of schema.org.
        changed: the day of the newest of its data that has a date, for the sitemap; empty where none has.
        card: the picture that stands for it where it is linked; without one that of the site does.
    """

    url: str
    title: str
    heading: Markup
    description: str
    blocks: tuple[tuple[Heading | None, Markup], ...]
    skeleton: str = ""
    files: Mapping[str, Maker] = field(default_factory=dict)
    wide: bool = False
    place: Place | None = None
    cited: bool = False
    fed: bool = False
    tags: tuple[tuple[str, str], ...] = ()
    ties: tuple[Tie, ...] = ()
    thing: Mapping[str, Any] = field(default_factory=dict)
    changed: str = ""
    card: Card | None = None


@dataclass(frozen=True)
class Planned:
    """A page before it is made.

    Attributes:
        url: its address. skeleton: the one that it shares; empty for one of its own.
        make: makes it. Nothing is kept, so it costs as much each time.
    """

    url: str
    make: Callable[[], Page]
    skeleton: str = ""


@dataclass(frozen=True)
class News:
    """One entry of a feed; all its texts are plain.

    Attributes:
        id: tells it from all others, below the site's root, and stays.
        url: where it stands, below the site's root.
        title: what it bears on, and which way.
        text: what it says, and the works.
        date: its day or, of what came since, its month. Example: 2022-08
    """

    id: str
    url: str
    title: str
    text: str
    date: str


@dataclass(frozen=True)
class Feed:
    """What a feed reader is told.

    Attributes:
        url: its own address; ``page``: that of what it tells of. Both below the site's root.
        title: what it tells of, in plain text; empty for the whole.
        entries: in any order.
    """

    url: str
    title: str
    page: str
    entries: tuple[News, ...]


@dataclass(frozen=True)
class Site:
    """All that the records give to the site. What costs time is made when it is asked for.

    Attributes:
        pages: pages made from records.
        fragments: HTML that pages written by hand take in with ``<!-- kb:NAME -->``; links begin with :data:`ROOT`.
        navigation: titles and addresses, nested, for the menu.
        exports: files with all works or those of a part by path, each with what makes its text; they share with pages
            what they make.
        files: other files of the site in the same way.
        assets: files that pages are drawn with, by path.
        redirects: addresses that lead to others.
        findable: what the search finds.
        feeds: what feed readers are told; those without entries are left out.
        hand_written: Markdown of the pages written by hand, by path below ``docs``.
        pointed: where what these pages point at leads; links begin with :data:`ROOT`.
        repository: where the sources are kept, if that is known.
        report: what it is all about.
    """

    pages: tuple[Planned, ...]
    fragments: Callable[[], Mapping[str, Markup]]
    navigation: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    exports: Mapping[str, Maker] = field(default_factory=dict)
    files: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    assets: Mapping[str, str] = field(default_factory=dict)
    hand_written: Mapping[str, str] = field(default_factory=dict)
    pointed: Mapping[Pointer, Link] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    findable: Callable[[], Findable] = lambda: Findable((), ())
    feeds: tuple[Feed, ...] = ()
    repository: Repository | None = None
    report: Report | None = None
