"""EndNote XML: records in the order of elements that EndNote's own files have."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from kb.render.data.exports.csl import Csl, csl
from kb.render.data.exports.item import Item
from kb.render.data.exports.ris import addresses, date_of, name_of, year_of

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'
TAIL = "</records></xml>\n"
#: Name and number of the reference types.
TYPES = {
    "article-journal": ("Journal Article", 17),
    "paper-conference": ("Conference Proceedings", 10),
    "chapter": ("Book Section", 5),
    "book": ("Book", 6),
    "report": ("Report", 27),
    "thesis": ("Thesis", 32),
    "webpage": ("Web Page", 12),
    "software": ("Computer Program", 9),
    "dataset": ("Dataset", 59),
    "legislation": ("Statute", 31),
    "legal_case": ("Case", 7),
    "article": ("Unpublished Work", 34),
    "document": ("Generic", 13),
}


def record(item: Item) -> str:
    """The work as a record; ``research-notes`` holds what is said of it."""
    found = csl(item.work)
    name, number = TYPES[found["type"]]
    kind = f"<ref-type name={quoteattr(name)}>{number}</ref-type>"
    return f"<record>{kind}{''.join(_elements(item, found))}</record>\n"


def _elements(item: Item, found: Csl) -> Iterator[str]:
    people = (("authors", "author"), ("secondary-authors", "editor"))
    yield _within(
        "contributors", (_each(outer, "author", map(name_of, found.get(names, ()))) for outer, names in people)
    )
    titles = {"title": "title", "secondary-title": "container-title", "tertiary-title": "collection-title"}
    titles["short-title"] = "title-short"
    yield _within("titles", (_element(element, found.get(variable, "")) for element, variable in titles.items()))
    yield _element("pages", found.get("page", ""))
    yield _element("volume", found.get("volume", ""))
    yield _element("number", found.get("issue", "") or found.get("number", ""))
    yield _element("edition", found.get("edition", ""))
    yield _element("section", found.get("chapter-number", ""))
    yield _each("keywords", "keyword", item.work.topics)
    month = "-".join(f"{number:02}" for number in date_of(found)[1:])
    yield _within("dates", (_element("year", year_of(found)), _each("pub-dates", "date", filter(None, [month]))))
    yield _element("pub-location", found.get("publisher-place", ""))
    yield _element("publisher", found.get("publisher", ""))
    yield _element("isbn", " ".join(found[name] for name in ("ISBN", "ISSN") if name in found))
    yield _element("accession-num", found.get("archive_location", ""))
    yield _element("electronic-resource-num", found.get("DOI", ""))
    yield _element("label", found["id"])
    yield _element("notes", found.get("note", ""))
    yield _element("research-notes", item.commentary.text)
    yield _element("work-type", found.get("genre", ""))
    yield _within("urls", [_each("related-urls", "url", addresses(item, found))])
    yield _element("remote-database-name", found.get("archive", ""))
    yield _element("access-date", "-".join(f"{number:02}" for number in date_of(found, "accessed")))


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(' '.join(text.split()))}</{name}>" if text else ""


def _each(outer: str, inner: str, texts: Iterator[str] | tuple[str, ...]) -> str:
    return _within(outer, (_element(inner, text) for text in texts))


def _within(name: str, elements: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    within = "".join(elements)
    return f"<{name}>{within}</{name}>" if within else ""
