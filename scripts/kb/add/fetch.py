"""The records of a work that is named by an identifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kb.add.identify import Identifier, identify
from kb.add.openlibrary import book
from kb.add.page import page
from kb.model import Place, Work
from kb.verify import services
from kb.verify.http import Http
from kb.verify.record import Record

#: The address of each service, by its name; the services' own where a name is missing.
Bases = Mapping[str, str]


def fetch(identifier: Identifier, http: Http, bases: Bases | None = None) -> list[Record]:
    """What is known under an identifier: first the record to follow, then others of the same work; none if unknown.

    A preprint or a record of PubMed that names a DOI leads to the record of what was published, which has more. A page
    that names the DOI or arXiv id of the work leads to that.

    Args:
        bases: other addresses of services, such as mirrors.

    Raises:
        UnavailableError: if a service gives no answer that can be used.
    """
    records = _LOOK_UPS[identifier.kind](identifier.value, http, bases or {})
    named = (
        [identify(form.format(records[0].fields.get(name, ""))) for name, form in _leads(identifier)] if records else []
    )
    lead = next((one for one in named if one and one.kind in ("doi", "arxiv") and one != identifier), None)
    better = fetch(lead, http, bases) if lead else []
    return better if better and identifier.kind == "url" else [*better, *records]


def _leads(identifier: Identifier) -> Sequence[tuple[str, str]]:
    """Fields of a record that may name a better one, and how what they hold is written as an identifier."""
    return {"arxiv": [("doi", "{}")], "pmid": [("doi", "{}")], "url": [("doi", "{}"), ("eprint", "arXiv:{}")]}.get(
        identifier.kind, []
    )


def _ask(service: str, fields: Mapping[str, str], http: Http, bases: Bases) -> list[Record]:
    asked = next(one for one in services.SERVICES if one.name == service)
    return list(services.found(asked, http, _asking_work(fields), bases.get(service, "")))[:1]


def _asking_work(fields: Mapping[str, str]) -> Work:
    """A work of which nothing is known but what it can be found by."""
    return Work("", "misc", fields, (), (), False, Place(""))


def _doi(value: str, http: Http, bases: Bases) -> list[Record]:
    fields = {"doi": value}
    return _ask("crossref", fields, http, bases) or _ask("datacite", fields, http, bases)


def _pmid(value: str, http: Http, bases: Bases) -> list[Record]:
    service = next(one for one in services.SERVICES if one.name == "pubmed")
    asked = replace(service, find=lambda http, base, _: services.pubmed_records(http, base, [value]))
    return list(services.found(asked, http, _asking_work({}), bases.get("pubmed", "")))


def _one(record: Record | None) -> list[Record]:
    return [record] if record else []


_LOOK_UPS: Mapping[str, Callable[[str, Http, Bases], list[Record]]] = {
    "doi": _doi,
    "arxiv": lambda value, http, bases: _ask("arxiv", {"eprint": value}, http, bases),
    "acl": lambda value, http, bases: _ask("acl-anthology", {"url": f"https://aclanthology.org/{value}"}, http, bases),
    "pmid": _pmid,
    "isbn": lambda value, http, bases: _one(book(http, value, bases.get("openlibrary", ""))),
    "url": lambda value, http, _: _one(page(http, value)),
}
