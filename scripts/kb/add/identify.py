"""What a person names a work by: one handler for each kind of identifier, with its patterns and its normal form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from stdnum import isbn

from kb.model import Work
from kb.read.identifiers import ACL, ACL_ADDRESS, ARXIV, ARXIV_ADDRESS, DOI, acl_at, safe_url


@dataclass(frozen=True)
class Identifier:
    """An identifier in its normal form; ``kind`` is the name of its handler."""

    kind: str
    value: str

    def __str__(self) -> str:
        return self.value if self.kind == "url" else f"{HANDLERS[self.kind].name} {self.value}"


@dataclass(frozen=True)
class Handler:
    """One kind of identifier.

    Attributes:
        name: how people call it; example: one of them.
        alone: the identifier written alone. within: the identifier within an address, which is decoded.
        normal: the normal form of what a pattern found; empty if it is none after all.
    """

    name: str
    example: str
    alone: re.Pattern[str]
    within: re.Pattern[str]
    normal: Callable[[str], str]

    def read(self, text: str) -> str:
        """The identifier in its normal form; empty where the text names none of this kind."""
        match = self.alone.fullmatch(text)
        if match is None and (address := _address(text)):
            match = self.within.search(address)
        return self.normal(next(group for group in match.groups() if group)) if match else ""


def _address(text: str) -> str:
    """A web address, decoded and without its scheme; empty if the text is none."""
    return unquote(text.partition("://")[2]) if re.match(r"https?://", text, re.IGNORECASE) else ""


#: What publishers put behind a DOI in their addresses.
_TAIL = re.compile(r"(?:/(?:e?pdf|full|abstract|fulltext|html|meta|summary|references|citation)|\.pdf|\.html?)+$")
_VERSION = re.compile(r"v\d+(?:\.full(?:\.pdf|-text)?)?$")


def _doi(found: str) -> str:
    doi = _TAIL.sub("", found.lower().rstrip(".,;/"))
    return _VERSION.sub("", doi) if doi.startswith("10.1101/") else doi


def _isbn(found: str) -> str:
    compact: str = isbn.compact(found)
    return isbn.to_isbn13(compact) if isbn.is_valid(compact) else ""


_ARXIV = rf"({ARXIV})(?:v\d+)?"
_PMID = r"([1-9]\d{0,7})"

#: By kind; the first that reads a text names what it is. An arXiv id written as a DOI is an arXiv id.
HANDLERS: dict[str, Handler] = {
    "arxiv": Handler(
        "arXiv",
        "1706.03762",
        re.compile(rf"(?:(?:arxiv:\s*|(?:doi:\s*)?10\.48550/arxiv\.){_ARXIV}|{_ARXIV})", re.IGNORECASE),
        re.compile(rf"(?:{ARXIV_ADDRESS}|10\.48550/arxiv\.){_ARXIV}", re.IGNORECASE),
        lambda found: found,
    ),
    "doi": Handler(
        "DOI",
        "10.1145/3442188.3445922",
        re.compile(rf"(?:doi:\s*|(?:dx\.)?doi\.org/)?({DOI})", re.IGNORECASE),
        re.compile(r"(10\.\d{4,9}/[^\s\"{}\\?#&]+)"),
        _doi,
    ),
    "acl": Handler(
        "ACL Anthology",
        "2020.acl-main.463",
        re.compile(rf"(?:acl:\s*)?({ACL})"),
        re.compile(rf"{ACL_ADDRESS}({ACL})"),
        lambda found: found,
    ),
    "isbn": Handler(
        "ISBN",
        "978-0-262-03561-3",
        re.compile(r"(?:isbn(?:-1[03])?:?\s*)?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dX])", re.IGNORECASE),
        re.compile(r"/isbn[/=:]([\d-]{9,16}[\dXx])"),
        _isbn,
    ),
    "pmid": Handler(
        "PMID",
        "32566759",
        re.compile(rf"(?:pmid:?\s*)?{_PMID}", re.IGNORECASE),
        re.compile(rf"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/){_PMID}"),
        lambda found: found,
    ),
    "url": Handler(
        "URL",
        "https://example.org/report",
        re.compile(r"(https?://\S+)", re.IGNORECASE),
        re.compile(r"(?!)()"),
        lambda found: found if safe_url(found) and urlsplit(found).hostname else "",
    ),
}


def identify(text: str) -> Identifier | None:
    """The identifier that a text is or, if it is an address, holds; none where it is neither.

    >>> identify("https://arxiv.org/pdf/1706.03762v3.pdf")
    Identifier(kind='arxiv', value='1706.03762')
    >>> identify("doi:10.1145/3442188.3445922")
    Identifier(kind='doi', value='10.1145/3442188.3445922')
    """
    clean = text.strip()
    for kind, handler in HANDLERS.items():
        if value := handler.read(clean):
            return Identifier(kind, value)
    return None


def identifiers_of(work: Work) -> Iterator[Identifier]:
    """What an entry says that it can be found by, the most telling first; its address last."""
    fields = work.fields
    book = fields.get("isbn", "") if work.type == "book" else ""
    written = (fields.get("doi", ""), f"arXiv:{fields.get('eprint', '')}", f"ISBN {book}", fields.get("url", ""))
    found = [one for text in written if (one := identify(text))]
    anthology = acl_at(fields.get("doi", ""))
    yield from dict.fromkeys((*found, *([Identifier("acl", anthology)] if anthology else ())))
