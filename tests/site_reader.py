"""Reads a built site as a person would, every page of it, and says what they would trip over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Where a line ends for somebody who reads, so that the words of two cells are not read as one.
_BLOCK = re.compile(
    r"(?=</?(?:p|li|ul|ol|td|th|tr|h[1-6]|div|dt|dd|dl|summary|details|figcaption|option|button|label|section|nav|br"
    r"|text|title|tspan|span class=\"md-ellipsis\")\b)",
    re.IGNORECASE,
)
_NOT_READ = "script, style, template, noscript, pre, [hidden]"
_NAMED = "h1, h2, h3, h4, h5, h6, summary, figcaption, title, a[href], button"
_ADDRESSES = ("href", "src", "data", "xlink:href")

#: What must not stand in a text that somebody reads, by the name of the fault.
_MARKUP = re.compile(
    r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|<!--|&(?:[a-z]{2,8}|#\d+|#x[0-9a-f]+);|\b(?:href|class)=[\"']"
)
_PROSE = {
    "Markdown": re.compile(r"\]\((?:https?:|\.|/|#)|\*\*\w|\w\*\*|^#{1,6} |^```|\{: ?[.#]\w", re.MULTILINE),
    "LaTeX": re.compile(r"\\[a-zA-Z]+|\\[&%#_$'`\"^~]|[{}]|``|''(?!')|\w~\w|\$[^$\n]*[\\_^{][^$\n]*\$"),
    "raw cite key": re.compile(r"(?<![\w/.@-])[a-z]{3,}(?:19|20)\d\d[a-z]\w*(?![\w./@-])"),
    "unresolved reference": re.compile(r"@sec-|\[@|\(@\w|\[\^\w|kb-slot|\bkb:\w|[\ue000\ue001]|§(?![\dA-Z])|\?\?"),
    "word of a program": re.compile(r"\b(?:None|NaN|nan|undefined|null|True|False)\b(?=[.,;)]|$)|\[object |Undefined"),
    "double punctuation": re.compile(
        r"(?<!\.)\.\.(?!\.)|(?<!\.)\. \.(?! ?\.)|,\s*,|;\s*;|:\s+:|(?<!\w)::"  # a DOI may hold two colons
        r"|[,;:]\.|[?!]\.|\( | [,;)](?!\))|\(\)|\[\]|“”"
    ),
    "word of the workshop": re.compile(r"\b(?:Take away|Beside it|Works to open next|Mend|in one bracket)\b"),
    "promise of what is to come": re.compile(
        r"\bis (?:still |yet )?to come\b(?! with)|\bcoming soon\b|\bTODO\b|\bFIXME\b|\blorem ipsum\b|\bTBD\b",
        re.IGNORECASE,
    ),
}
#: Every kind of fault that the reader knows.
KINDS = (
    "markup in the text",
    *_PROSE,
    "duplicate id",
    "nothing to read",
    "broken link",
    "title of two pages",
)


@dataclass(frozen=True)
class Fault:
    """Something that a reader trips over: where, and what stands there."""

    kind: str
    page: str
    excerpt: str

    def __str__(self) -> str:
        return f"{self.page or '(home)'}: {self.excerpt}"


@dataclass(frozen=True)
class Document:
    """A page of a site.

    Attributes:
        url: its address below the root of the site.
        title: what the browser's tab says.
        text: what is read, a line a block, without blocks of code.
        prose: the same without words in code and without quotations, which keep what they quote.
        moved: whether it only leads to another page.
        ids: of all elements, in order.
        links: every address that it asks for or leads to.
        empty: headings, links and buttons that say nothing.
    """

    url: str
    title: str
    text: str
    prose: str
    moved: bool
    ids: tuple[str, ...]
    links: frozenset[str]
    empty: tuple[str, ...]


def read_page(url: str, html: str) -> Document:
    """A page from its HTML."""
    tree = LexborHTMLParser(_BLOCK.sub("\n", html))
    title = tree.css_first("head > title")
    links = {node.attributes.get(name) or "" for name in _ADDRESSES for node in _having(tree, name)}
    empty = tuple(_excerpt(node) for node in tree.css(_NAMED) if not _name(node))
    ids = tuple(node.attributes.get("id") or "" for node in tree.css("[id]"))
    moved = tree.css_first('meta[http-equiv="refresh"]') is not None
    for node in tree.css(_NOT_READ):
        node.decompose()
    body = tree.body
    text = body.text(separator="") if body else ""
    for node in tree.css("q, code, kbd"):
        node.replace_with("quoted")
    prose = body.text(separator="") if body else ""
    return Document(
        url, " ".join((title.text() if title else "").split()), text, prose, moved, ids, frozenset(links), empty
    )


def _having(tree: LexborHTMLParser, attribute: str) -> list[LexborNode]:
    return tree.css(f"[{attribute.replace(':', chr(92) + ':')}]")


def _name(node: LexborNode) -> str:
    """What a person hears of an element."""
    said = [node.attributes.get("aria-label"), node.attributes.get("title"), node.text().replace("¶", "")]
    said += [child.attributes.get(name) for child in node.css("img, svg") for name in ("alt", "aria-label")]
    return "".join(piece or "" for piece in said).strip()


def _excerpt(node: LexborNode) -> str:
    return " ".join((node.html or "").split())[:120]


def read_site(folder: Path, address: str) -> list[Fault]:
    """Everything that a reader of the site in ``folder`` trips over, if it is served at ``address``."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    documents = {}
    for file in sorted(file for file in files if file.endswith(".html")):
        url = file.removesuffix("index.html")
        documents[url] = read_page(url, (folder / file).read_text("utf-8"))
    found = [fault for document in documents.values() for fault in _faults(document)]
    return [*found, *_broken(documents, files, address), *_same_titles(documents.values())]


def _faults(document: Document) -> Iterator[Fault]:
    for match in _MARKUP.finditer(document.text):
        yield Fault("markup in the text", document.url, _around(document.text, match))
    # The pages of the check tell what not to write, sign by sign.
    for kind, pattern in _PROSE.items() if not document.url.startswith("checks/") else ():
        for match in pattern.finditer(document.prose):
            yield Fault(kind, document.url, _around(document.prose, match))
    for name, count in Counter(document.ids).items():
        if count > 1:
            yield Fault("duplicate id", document.url, f"#{name}, {count} times")
    for excerpt in document.empty:
        yield Fault("nothing to read", document.url, excerpt)


def _around(text: str, match: re.Match[str]) -> str:
    return " ".join(text[max(0, match.start() - 60) : match.end() + 40].split())


def _broken(documents: Mapping[str, Document], files: Collection[str], address: str) -> Iterator[Fault]:
    ids = {url: {*document.ids, "", "__search"} for url, document in documents.items()}
    reason_of = cache(lambda there: _why_broken(there, ids, files, address))  # most lead where others lead, too
    for document in documents.values():
        for link in sorted(document.links):
            reason = reason_of(_there(address, document.url, link))
            if reason:
                yield Fault("broken link", document.url, f"{link}: {reason}")


def _there(address: str, url: str, link: str) -> str:
    """The whole address of a link on a page. Most begin with the way up to the site's root, and nothing is to solve."""
    up = "../" * url.count("/")
    if up and link.startswith(up) and "../" not in link[len(up) :]:
        return address + link[len(up) :]
    return urljoin(address + url, link)


def _why_broken(link: str, ids: Mapping[str, Collection[str]], files: Collection[str], address: str) -> str:
    """Why an address leads nowhere; nothing if it does, or leads to somebody else's site."""
    parts, own = urlsplit(link), urlsplit(address)
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        return ""
    if not parts.path.startswith(own.path):
        return "outside the site"
    path = unquote(parts.path.removeprefix(own.path)).removesuffix("index.html")
    if (f"{path}index.html" if path.endswith("/") or not path else path) not in files:
        return "there is no such page or file"
    return "" if unquote(parts.fragment) in ids.get(path, (unquote(parts.fragment),)) else "no such place on the page"


def _same_titles(documents: Collection[Document]) -> Iterator[Fault]:
    titles = defaultdict(list)
    for document in documents:
        if not document.moved:
            titles[document.title].append(document.url)
    for title, urls in titles.items():
        if len(urls) > 1:
            yield Fault("title of two pages", urls[0], f"{title!r} is the title of {', '.join(urls)}")


#: A number of things that the knowledge base counts, as prose gives it.
_FIGURE = re.compile(r"(?<![\d.,–-])(\d{1,3}(?:,\d{3})+|\d+)(?: records of)? ([a-z]+)\b")
#: A number this near to the total is meant as the total, and one this little below it is not stale yet: every
#: contribution adds to the data, and need not go through the prose for that.
_NEAR, _BEHIND = 0.1, 0.01


def stale_figures(prose: str, totals: Mapping[str, int]) -> Iterator[str]:
    """Numbers of ``works``, ``sections`` … that are almost what the data say, and are not.

    >>> list(stale_figures("All 1,250 works, of which 130 works were read twice.", {"works": 1299}))
    ['1,250 works, where the data have 1,299']
    """
    for match in _FIGURE.finditer(prose):
        number, thing = int(match.group(1).replace(",", "")), match.group(2)
        total = totals.get(thing, number)
        zeros = len(match.group(1)) - len(match.group(1).rstrip("0"))
        current = number == round(total, -zeros) or 0 <= total - number <= max(1, total * _BEHIND)
        if not current and abs(number - total) <= max(1, total * _NEAR):
            yield f"{match.group()}, where the data have {total:,}"
