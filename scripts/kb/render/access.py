"""Links to a work: where it can be read, free versions first, and where it can be looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus, urlsplit

from kb.model import Provenance, Work
from kb.read.identifiers import safe_url
from kb.read.latex import plain
from kb.read.names import howpublished_url

_FORGE = "github.com"
#: Hosts by the end of their name, some with the beginning of a path: what people call them, and whether all is free.
HOSTS = {
    "aclanthology.org": ("ACL Anthology", True),
    "aclweb.org/anthology/": ("ACL Anthology", True),
    "proceedings.mlr.press": ("PMLR", True),
    "proceedings.neurips.cc": ("NeurIPS proceedings", True),
    "datasets-benchmarks-proceedings.neurips.cc": ("NeurIPS proceedings", True),
    "papers.neurips.cc": ("NeurIPS proceedings", True),
    "papers.nips.cc": ("NeurIPS proceedings", True),
    "proceedings.mlsys.org": ("MLSys proceedings", True),
    "roboticsproceedings.org": ("RSS proceedings", True),
    "ceur-ws.org": ("CEUR", True),
    "ecva.net": ("ECVA", True),
    "openaccess.thecvf.com": ("CVF Open Access", True),
    "openreview.net": ("OpenReview", True),
    "jmlr.org": ("JMLR", True),
    "usenix.org": ("USENIX", True),
    "aaai.org": ("AAAI", True),
    "arxiv.org": ("arXiv", True),
    "pmc.ncbi.nlm.nih.gov": ("PubMed Central", True),
    "ncbi.nlm.nih.gov/pmc/": ("PubMed Central", True),
    "pubmed.ncbi.nlm.nih.gov": ("PubMed", None),
    "ncbi.nlm.nih.gov/pubmed/": ("PubMed", None),
    "pubmed.gov": ("PubMed", None),
    "ssrn.com": ("SSRN", True),
    "biorxiv.org": ("bioRxiv", True),
    "medrxiv.org": ("medRxiv", True),
    "distill.pub": ("Distill", True),
    "plos.org": ("PLOS", True),
    _FORGE: ("GitHub", True),
    "wikisource.org": ("Wikisource", True),
    "gutenberg.org": ("Project Gutenberg", True),
}
#: Sources of which there are many.
_HOST_SAYS_MORE = frozenset(
    {"publisher", "proceedings", "issuer", "author", "repository", "catalog", "encyclopedia", "citing"}
)
#: Sources whose records tell of a work and do not lead to it.
_RECORDS = frozenset({"dblp", "crossref", "datacite", "library", "repository", "catalog", "encyclopedia", "citing"})


@dataclass(frozen=True)
class AccessLink:
    """A link to a work.

    Attributes:
        text: where it leads.
        url: the address.
        free: whether the text can be read there without paying; none where that is not known.
    """

    text: str
    url: str
    free: bool | None = None


def access_links(work: Work, sources: Iterable[Provenance] = (), open_venue: bool = False) -> tuple[AccessLink, ...]:
    """Where to read a work: what is free first, then DOI, arXiv and the rest, each address once.

    ``open_venue`` says that everything in its venue is free to read.
    """
    found: dict[str, AccessLink] = {}
    for link in _every_link(work, sources, open_venue):
        found.setdefault(link.text, link)
    return tuple(sorted(found.values(), key=lambda link: not link.free))


def _every_link(work: Work, sources: Iterable[Provenance], open_venue: bool) -> Iterator[AccessLink]:
    fields = work.fields
    url = fields.get("url") or howpublished_url(work)
    if url and safe_url(url):
        yield _link_to(url, open_venue)
    yield from (_link_to(item.at, open_venue) for item in sources if _leads_there(item))
    if "doi" in fields:
        yield AccessLink("DOI", f"https://doi.org/{quote(fields['doi'], safe='/:;().,_-')}", open_venue or None)
    if "eprint" in fields:
        yield AccessLink("arXiv", f"https://arxiv.org/abs/{fields['eprint']}", True)
        yield AccessLink("PDF at arXiv", f"https://arxiv.org/pdf/{fields['eprint']}", True)


def _leads_there(item: Provenance) -> bool:
    """Whether a source leads to the work. What its authors keep at a forge are lists of works, and code."""
    if item.source in _RECORDS or _is_doi(item.at):
        return False
    split = urlsplit(item.at)
    return item.source != "author" or split.hostname != _FORGE or split.path.lower().endswith(".pdf")


def _link_to(url: str, open_venue: bool) -> AccessLink:
    split = urlsplit(url)
    host = (split.hostname or "").removeprefix("www.")
    if not host:
        return AccessLink(split.path or url, url)
    known = next((HOSTS[there] for there in HOSTS if _is_at(host, split.path, there)), None)
    name, free = known or (host, True if open_venue else None)
    return AccessLink(name, url, free)


def _is_at(host: str, path: str, there: str) -> bool:
    end, _, beginning = there.partition("/")
    return f".{host}".endswith(f".{end}") and path.startswith(f"/{beginning}")


def _is_doi(url: str) -> bool:
    return (urlsplit(url).hostname or "").endswith("doi.org")


_NAMES = {
    "publisher": "Publisher",
    "proceedings": "Proceedings",
    "acl-anthology": "ACL Anthology",
    "dblp": "DBLP",
    "pmlr": "PMLR",
    "neurips": "NeurIPS proceedings",
    "cvf": "CVF Open Access",
    "openreview": "OpenReview",
    "jmlr": "JMLR",
    "usenix": "USENIX",
    "aaai": "AAAI",
    "pubmed": "PubMed",
    "arxiv": "arXiv",
    "ssrn": "SSRN",
    "crossref": "Crossref",
    "datacite": "DataCite",
    "library": "Library catalog",
    "issuer": "Issuing organization",
    "author": "Author's page",
    "repository": "Repository",
    "catalog": "Catalog page",
    "encyclopedia": "Encyclopedia",
    "citing": "Work that cites or reviews it",
}


def source_name(source: Provenance) -> str:
    """What people call a source, with its host where the name alone says little: ``Publisher (doi.org)``."""
    host = (urlsplit(source.at).hostname or "").removeprefix("www.")
    name = _NAMES[source.source]
    return f"{name} ({host})" if source.source in _HOST_SAYS_MORE else name


def is_free(work: Work, sources: Iterable[Provenance] = (), open_venue: bool = False) -> bool:
    """Whether some link to a work is known to be free, or everything in its venue is."""
    return open_venue or any(link.free for link in access_links(work, sources))


def searches(work: Work) -> tuple[AccessLink, ...]:
    """Where to look for a work by its title, for those to which no link is known."""
    title = plain(work.title)
    by_title = quote_plus(f'"{title}"')
    return (
        AccessLink("Google Scholar", f"https://scholar.google.com/scholar?q={by_title}"),
        AccessLink("Semantic Scholar", f"https://www.semanticscholar.org/search?q={quote_plus(title)}"),
        AccessLink("OpenAlex", f"https://openalex.org/works?filter=default.search:{quote(title)}"),
        AccessLink("PubMed", f"https://pubmed.ncbi.nlm.nih.gov/?term={by_title}"),
    )
