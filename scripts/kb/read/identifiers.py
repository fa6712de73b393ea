"""How identifiers are written: DOI, arXiv id, number in the ACL Anthology, year, cite key, slug, web address.

Each grammar stands here alone, for all who read, check, add or show one. The search in the browser knows DOI and arXiv
id too (``frontend/assets/search/words.js``); ``tests/data/identifiers.yaml`` holds cases for both.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Fields of an entry that hold an identifier and no text: LaTeX and HTML mean nothing in them.
FIELDS = ("doi", "eprint", "url")

DOI = r"10\.[0-9]{4,9}/[^\s\"{}\\]+"
_ARXIV_NEW = r"[0-9]{4}\.[0-9]{4,5}"
_ARXIV_OLD = r"[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}"
ARXIV = rf"(?:{_ARXIV_NEW}|{_ARXIV_OLD})"
ACL = r"(?:[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+|[A-Z][0-9]{2}-[0-9]{4,5})"
#: A year in which something can have appeared.
YEAR = r"(?:1[5-9]|20)[0-9]{2}"
#: A name in an address.
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
CITE_KEY = r"[a-z]+[0-9]{4}[a-z0-9]*"

#: Where arXiv and the ACL Anthology keep what, up to the identifier.
ARXIV_ADDRESS = r"arxiv\.org/(?:abs|pdf|html|format)/"
ACL_ADDRESS = r"(?:aclanthology\.org/|aclweb\.org/anthology/(?:papers/\w/\w+/)?)"

_BEFORE_DOI = re.compile(r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_AROUND_ARXIV = re.compile(r"^(?:https?://)?(?:arxiv\.org/abs/)?(?:arxiv:)?|v[0-9]+$", re.IGNORECASE)
_DOI_WITHIN = re.compile(r"(?:doi\.org/|doi:\s*)(10\.\S+?)[\s}.,]*(?:\s|$)")
_ARXIV_WITHIN = re.compile(rf"(?<![\d.]){_ARXIV_NEW}(?!\d)|\b{_ARXIV_OLD}")
_ARXIV_AT = re.compile(rf"{ARXIV_ADDRESS}({ARXIV})", re.IGNORECASE)
_ACL_AT = re.compile(rf"(?:{ACL_ADDRESS}|^10\.(?:18653|3115)/v1/)({ACL})(?!\w)", re.IGNORECASE)
_YEAR_WITHIN = re.compile(rf"(?<!\d){YEAR}(?!\d)")


def is_doi(text: str) -> bool:
    """Whether a text is a bare DOI."""
    return bool(re.fullmatch(DOI, text))


def is_arxiv(text: str) -> bool:
    """Whether a text is a bare arXiv id."""
    return bool(re.fullmatch(ARXIV, text))


def is_year(text: str) -> bool:
    """Whether a text is a year in which something can have appeared."""
    return bool(re.fullmatch(YEAR, text))


def is_slug(text: str) -> bool:
    """Whether a text can stand in an address."""
    return bool(re.fullmatch(SLUG, text))


def bare_doi(text: str) -> str:
    """A DOI in lower case, without what people write before it.

    >>> bare_doi("https://doi.org/10.1145/3442188.3445922"), bare_doi("doi: 10.1000/ABC")
    ('10.1145/3442188.3445922', '10.1000/abc')
    """
    return _BEFORE_DOI.sub("", text).lower()


def bare_arxiv(text: str) -> str:
    """An arXiv id without what people write around it.

    >>> bare_arxiv("arXiv:1706.03762v3"), bare_arxiv("https://arxiv.org/abs/hep-th/9901001")
    ('1706.03762', 'hep-th/9901001')
    """
    return _AROUND_ARXIV.sub("", text)


def doi_within(text: str) -> str:
    """What a text calls a DOI, to the next white space; empty if there is none."""
    match = _DOI_WITHIN.search(text)
    return match.group(1) if match else ""


def arxiv_within(text: str) -> str:
    """The first arXiv id in a text; empty if there is none."""
    match = _ARXIV_WITHIN.search(text)
    return match.group() if match else ""


def arxiv_at(address: str) -> str:
    """The arXiv id that an address of arXiv holds, without its version; empty if it is another address.

    >>> arxiv_at("https://arxiv.org/pdf/1706.03762v3.pdf")
    '1706.03762'
    """
    match = _ARXIV_AT.search(address)
    return match.group(1) if match else ""


def acl_at(address: str) -> str:
    """The number in the ACL Anthology that an address of it or a DOI holds; empty if it holds none.

    >>> acl_at("https://aclanthology.org/2020.acl-main.463.pdf"), acl_at("10.18653/v1/P19-1355")
    ('2020.acl-main.463', 'P19-1355')
    """
    match = _ACL_AT.search(address)
    return match.group(1) if match else ""


def years_within(text: str) -> list[str]:
    """The years in a text.

    >>> years_within("June 2016, reprinted 2019; 12016 copies")
    ['2016', '2019']
    """
    return _YEAR_WITHIN.findall(text)


def year_within(text: str) -> str:
    """The first year in a text, in any of the ways in which people type a date; empty if it holds none."""
    return next(iter(years_within(text)), "")


def safe_url(url: str) -> bool:
    """Whether a URL may be linked: http or https with a host, mailto or doi, and no white space or quotes."""
    if re.search(r"[\s\"'<>\\`]", url):
        return False
    try:
        split = urlsplit(url)
    except ValueError:
        return False
    return bool(split.netloc) if split.scheme in {"http", "https"} else split.scheme in {"mailto", "doi"}
