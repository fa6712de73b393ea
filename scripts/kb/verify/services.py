"""What each service is asked for a work, and how its answer is read.

Sources of the formats: Crossref REST API, DataCite REST API, arXiv API user manual, dblp search API, OpenAlex API,
the ACL Anthology's BibTeX files, and NCBI's E-utilities, as each documents them in 2026.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from kb.model import Name, Work
from kb.read.bibtex import read_bibliography
from kb.read.identifiers import acl_at, arxiv_at, bare_doi
from kb.read.latex import plain
from kb.verify.http import Http, UnavailableError
from kb.verify.record import Record, given_fields, letters, page_range, people, person, text


@dataclass(frozen=True)
class Service:
    """A service on the network.

    Attributes:
        name: how the command line names it.
        base: the address that every question begins with.
        pause: seconds that it wants between two questions.
        find: asks it for the records of a work, given what asks and the address.
    """

    name: str
    base: str
    pause: float
    find: Callable[[Http, str, Work], Iterator[Record]]


def lookup(service: Service, http: Http, work: Work, base: str = "") -> Record | None:
    """The service's record of a work: the one under its identifier, else the first with its title and first author.

    Args:
        base: another address of the service, such as a mirror.

    Raises:
        UnavailableError: if it gives no answer that can be used.
    """
    return next((record for record in found(service, http, work, base) if is_of(record, work)), None)


def found(service: Service, http: Http, work: Work, base: str = "") -> Iterator[Record]:
    """Every record that the service gives for a work, whether or not it is of that work.

    Raises:
        UnavailableError: as above.
    """
    try:
        yield from service.find(http, base or service.base, work)
    except (KeyError, IndexError, TypeError, AttributeError, ParseError, DefusedXmlException) as error:
        raise UnavailableError(f"{service.name} answered in a form that is not its own") from error


def is_of(record: Record, work: Work) -> bool:
    """Whether a record is of a work: its title, or the beginning of it, and the family name of its first author."""
    ours, theirs = letters(work.title), letters(record.title)
    alike = ours == theirs or (
        min(len(ours), len(theirs)) > 20 and (ours.startswith(theirs) or theirs.startswith(ours))
    )
    if not alike or not record.authors or not work.creators:
        return alike and bool(ours)
    return bool({letters(name.family) for name in record.authors} & {letters(work.creators[0].family)})


def _doi(work: Work) -> str:
    return work.fields.get("doi", "")


def _title(work: Work) -> str:
    return plain(work.title)


def _first_family(work: Work) -> str:
    return plain(work.creators[0].family) if work.creators else ""


def _first(value: Any) -> Any:
    """The first of a list; the value itself where it is none."""
    return (value[0] if value else "") if isinstance(value, list) else value


def _doi_address(doi: str) -> str:
    return f"https://doi.org/{quote(doi, safe='/:;().-_')}"


_CROSSREF_TYPES = {
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "book-chapter": "incollection",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "report": "techreport",
    "dissertation": "thesis",
    "dataset": "dataset",
}
_CONTAINER = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}


def crossref(http: Http, base: str, work: Work) -> Iterator[Record]:
    """By DOI, else the first hits for title and author."""
    if _doi(work):
        answer = http.json(f"{base}/works/{quote(_doi(work), safe='')}")
        items = [answer["message"]] if answer else []
    else:
        query = f"{_title(work)} {_first_family(work)}"
        answer = http.json(f"{base}/works", {"query.bibliographic": query, "rows": "5"})
        items = answer["message"]["items"] if answer else []
    yield from map(_crossref_record, items)


def _crossref_record(item: Mapping[str, Any]) -> Record:
    kind = _CROSSREF_TYPES.get(text(item.get("type")), "misc")
    doi = text(item.get("DOI")).lower()
    dates = [item[name] for name in ("published-print", "published", "issued") if item.get(name)]
    year = dates[0]["date-parts"][0][0] if dates else ""
    subtitle = text(_first(item.get("subtitle", "")))
    title = text(_first(item.get("title", "")))
    notices = [text(one.get("type")) for one in item.get("updated-by", [])]
    return Record(
        source="crossref",
        at=_doi_address(doi),
        type=kind,
        title=f"{title}: {subtitle}" if subtitle and subtitle not in title else title,
        authors=tuple(_crossref_names(item.get("author", []))),
        fields=given_fields(
            year=year,
            volume=item.get("volume"),
            number=item.get("issue"),
            pages=page_range(item.get("page")),
            publisher=item.get("publisher"),
            doi=doi,
            isbn=_first(item.get("ISBN", "")),
            **{_CONTAINER.get(kind, "series"): _first(item.get("container-title", ""))},
        ),
        preprint=text(item.get("type")) == "posted-content",
        retracted=next((notice for notice in notices if notice in ("retraction", "expression_of_concern")), ""),
    )


def _crossref_names(authors: Iterable[Mapping[str, Any]]) -> Iterator[Name]:
    for author in authors:
        if text(author.get("family")):
            yield Name(text(author["family"]), text(author.get("given")), text(author.get("suffix")))
        elif text(author.get("name")):
            yield Name(text(author["name"]), literal=True)


def datacite(http: Http, base: str, work: Work) -> Iterator[Record]:
    """By DOI; what is not registered there it does not know."""
    if not _doi(work):
        return
    answer = http.json(f"{base}/dois/{quote(_doi(work), safe='')}")
    if not answer:
        return
    item = answer["data"]["attributes"]
    container = item.get("container") or {}
    publisher = item.get("publisher")
    kind = {"Dataset": "dataset", "Software": "software", "JournalArticle": "article"}.get(
        (item.get("types") or {}).get("resourceTypeGeneral", ""), "misc"
    )
    yield Record(
        source="datacite",
        at=_doi_address(text(item["doi"]).lower()),
        type=kind,
        title=text(_first(item["titles"])["title"]),
        authors=tuple(_datacite_names(item.get("creators", []))),
        fields=given_fields(
            year=item.get("publicationYear"),
            volume=container.get("volume"),
            number=container.get("issue"),
            pages=page_range(container.get("firstPage"), container.get("lastPage")),
            publisher=publisher.get("name") if isinstance(publisher, dict) else publisher,
            doi=text(item["doi"]).lower(),
            **{"journal": container.get("title")} if kind == "article" else {},
        ),
        preprint=text(item["doi"]).lower().startswith("10.48550/arxiv."),
    )


def _datacite_names(creators: Iterable[Mapping[str, Any]]) -> Iterator[Name]:
    for creator in creators:
        if text(creator.get("familyName")):
            yield Name(text(creator["familyName"]), text(creator.get("givenName")))
        elif text(creator.get("nameType")) == "Organizational":
            yield Name(text(creator["name"]), literal=True)
        elif name := person(text(creator.get("name"))):
            yield name


_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def arxiv(http: Http, base: str, work: Work) -> Iterator[Record]:
    """By arXiv id, else by title."""
    quoted = _title(work).replace('"', " ")
    by_id = {"id_list": work.fields["eprint"]} if work.fields.get("eprint") else {"search_query": f'ti:"{quoted}"'}
    response = http.get(f"{base}/api/query", {**by_id, "max_results": "5"})
    for entry in fromstring(response.content).iter(f"{_ATOM}entry") if response is not None else ():
        if number := arxiv_at(entry.findtext(f"{_ATOM}id", "")):
            yield _arxiv_record(entry, number)


def _arxiv_record(entry: Element, number: str) -> Record:
    category = entry.find(f"{_ARXIV}primary_category")
    comment = text(entry.findtext(f"{_ARXIV}comment", ""))
    return Record(
        source="arxiv",
        at=f"https://arxiv.org/abs/{number}",
        type="misc",
        title=text(entry.findtext(f"{_ATOM}title", "")),
        authors=people(name.text for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name")),
        fields=given_fields(
            year=entry.findtext(f"{_ATOM}published", "")[:4],
            doi=entry.findtext(f"{_ARXIV}doi", "").lower(),
            eprint=number,
            primaryclass="" if category is None else category.get("term"),
        ),
        preprint=True,
        retracted="withdrawn" if "withdrawn" in comment.lower() else "",
    )


def dblp(http: Http, base: str, work: Work) -> Iterator[Record]:
    """By title and author; preprints come after what was published."""
    query = f"{_title(work)} {_first_family(work)}"
    answer = http.json(f"{base}/search/publ/api", {"q": query, "format": "json", "h": "10"})
    hits = answer["result"]["hits"].get("hit", []) if answer else []
    yield from sorted((_dblp_record(hit["info"]) for hit in hits), key=lambda record: record.preprint)


def _dblp_record(info: Mapping[str, Any]) -> Record:
    authors = info.get("authors", {}).get("author", [])
    doi, ee = text(info.get("doi")).lower(), text(_first(info.get("ee", "")))
    kind = "article" if text(info.get("key")).startswith("journals/") else "inproceedings"
    preprint = text(info.get("venue")) == "CoRR"
    return Record(
        source="dblp",
        at=f"https://dblp.org/rec/{text(info['key'])}",
        type="misc" if preprint else kind,
        title=text(info["title"]).rstrip("."),
        authors=people(text(one.get("text")) for one in (authors if isinstance(authors, list) else [authors])),
        fields=given_fields(
            year=info.get("year"),
            volume="" if preprint else info.get("volume"),
            number=info.get("number"),
            pages=page_range(info.get("pages")),
            doi="" if preprint else doi,
            eprint=arxiv_at(ee),
            **{} if preprint else {_CONTAINER[kind]: _first(info.get("venue", ""))},
        ),
        preprint=preprint,
    )


def openalex(http: Http, base: str, work: Work) -> Iterator[Record]:
    """By DOI, else by title. It gathers from others, and is no authority itself."""
    if _doi(work):
        answer = http.json(f"{base}/works/doi:{quote(_doi(work), safe='/')}")
        items = [answer] if answer else []
    else:
        answer = http.json(f"{base}/works", {"filter": f"title.search:{re.sub(r'[,|:]', ' ', _title(work))}"})
        items = answer["results"] if answer else []
    for item in items:
        source = (item.get("primary_location") or {}).get("source") or {}
        biblio = item.get("biblio") or {}
        kind = "article" if source.get("type") == "journal" else "misc"
        yield Record(
            source="catalog",
            at=text(item["id"]),
            type=kind,
            title=text(item.get("title")),
            authors=people((one.get("author") or {}).get("display_name") for one in item.get("authorships", [])),
            fields=given_fields(
                year=item.get("publication_year"),
                volume=biblio.get("volume"),
                number=biblio.get("issue"),
                pages=page_range(biblio.get("first_page"), biblio.get("last_page")),
                doi=bare_doi(text(item.get("doi"))),
                **{"journal": source.get("display_name")} if kind == "article" else {},
            ),
            preprint=source.get("type") == "repository",
            retracted="retraction" if item.get("is_retracted") else "",
        )


def acl_anthology(http: Http, base: str, work: Work) -> Iterator[Record]:
    """By the number that the entry's address or DOI holds; all else it is not asked."""
    number = acl_at(work.fields.get("url", "")) or acl_at(work.fields.get("doi", ""))
    response = http.get(f"{base}/{quote(number)}.bib") if number else None
    if response is None:
        return
    for entry in read_bibliography("answer.bib", response.content.decode("utf-8", "replace")).works.values():
        names = ("year", "journal", "booktitle", "volume", "number", "pages", "publisher", "doi")
        yield Record(
            source="acl-anthology",
            at=f"https://aclanthology.org/{number}",
            type=entry.type,
            title=plain(entry.title),
            authors=tuple(Name(plain(one.family), plain(one.given), one.suffix) for one in entry.authors),
            fields=given_fields(**{name: plain(entry.fields.get(name, "")).replace("–", "--") for name in names}),
        )


def pubmed(http: Http, base: str, work: Work) -> Iterator[Record]:
    """By DOI, else by title; it knows journals of medicine and life science."""
    quoted = re.sub(r"[\"\[\]]", " ", _title(work))
    term = f"{_doi(work)}[doi]" if _doi(work) else f'"{quoted}"[title]'
    hits = http.json(f"{base}/esearch.fcgi", {"db": "pubmed", "term": term, "retmode": "json", "retmax": "3"})
    numbers = hits["esearchresult"]["idlist"] if hits else []
    yield from pubmed_records(http, base, numbers) if numbers else ()


def pubmed_records(http: Http, base: str, numbers: Sequence[str]) -> Iterator[Record]:
    """The records of these numbers (PMID), but for those that are none."""
    answer = http.json(f"{base}/esummary.fcgi", {"db": "pubmed", "id": ",".join(numbers), "retmode": "json"})
    for number in numbers if answer else ():
        item = answer["result"].get(number) or {}
        if not item or "error" in item:
            continue
        ids = {text(one.get("idtype")): text(one.get("value")) for one in item.get("articleids", [])}
        kinds = item.get("pubtype", [])
        yield Record(
            source="pubmed",
            at=f"https://pubmed.ncbi.nlm.nih.gov/{number}/",
            type="article",
            title=text(item.get("title")).rstrip("."),
            authors=tuple(filter(None, map(_pubmed_name, item.get("authors", [])))),
            fields=given_fields(
                year=text(item.get("pubdate"))[:4],
                journal=item.get("fulljournalname"),
                volume=item.get("volume"),
                number=item.get("issue"),
                pages=page_range(item.get("pages")),
                doi=ids.get("doi", "").lower(),
            ),
            retracted="retraction" if "Retracted Publication" in kinds else "",
        )


def _pubmed_name(author: Mapping[str, Any]) -> Name | None:
    """``van der Berg JA`` as its family name and initials."""
    spoken = text(author.get("name"))
    if text(author.get("authtype")) == "CollectiveName":
        return Name(spoken, literal=True) if spoken else None
    family, _, initials = spoken.rpartition(" ")
    return Name(family or initials, " ".join(f"{letter}." for letter in initials) if family else "")


SERVICES: tuple[Service, ...] = (
    Service("crossref", "https://api.crossref.org", 0.2, crossref),
    Service("datacite", "https://api.datacite.org", 0.5, datacite),
    Service("arxiv", "https://export.arxiv.org", 3.0, arxiv),
    Service("dblp", "https://dblp.org", 1.0, dblp),
    Service("acl-anthology", "https://aclanthology.org", 0.5, acl_anthology),
    Service("pubmed", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils", 0.4, pubmed),
    Service("openalex", "https://api.openalex.org", 0.2, openalex),
)


def pause(host: str) -> float:
    """Seconds that a host wants between two questions; one for those it does not know."""
    return next((one.pause for one in SERVICES if urlsplit(one.base).netloc == host), 1.0)
