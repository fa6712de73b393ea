"""The report, its sections and pages of the site as entries, for those who cite them."""

from __future__ import annotations

from dataclasses import fields

from kb.model import Place, Report, ReportEntry, Section, Work
from kb.read.identifiers import safe_url
from kb.read.latex import escaped
from kb.read.persons import read_names
from kb.render.text.reference import full_stop, label

_NOT_FIELDS = frozenset({"key", "type", "place"})


def report_work(report: Report) -> Work | None:
    """The report as an entry, where it says how it is cited."""
    entry = report.entry
    if entry is None:
        return None
    found = {"title": escaped(report.title)} | _given(entry)
    return _work(entry.key, entry.type, found, entry.place)


def _given(entry: ReportEntry) -> dict[str, str]:
    names = (one.name for one in fields(entry) if one.name not in _NOT_FIELDS)
    given = {name: str(getattr(entry, name)) for name in names}
    given["archiveprefix"] = "arXiv" if entry.eprint else ""
    return {name: value for name, value in given.items() if value}


def section_work(report: Report, section: Section) -> Work | None:
    """A section of the report as an entry; who wrote the report wrote a section that names nobody."""
    whole = report_work(report)
    if whole is None:
        return None
    kept = {name: value for name, value in whole.fields.items() if name not in {"title", "pages", "journal", "volume"}}
    kept |= {"title": escaped(section.title), "booktitle": whole.title}
    kept["publisher"] = kept.get("publisher") or kept.get("institution") or kept.get("journal") or "arXiv"
    if section.authors:
        kept["author"] = " and ".join(section.authors)
    if section.pages:
        kept["pages"] = "--".join(str(page) for page in dict.fromkeys(section.pages))
    return _work(f"{whole.key}-{section.slug}", "incollection", kept, section.place)


def page_work(report: Report, title: str, slug: str, date: str, url: str) -> Work:
    """A page of the site as an entry; ``date``, the day or year of what it says, and ``url`` may be empty."""
    given = {
        "author": f"{{{escaped(report.companion)}}}",
        "title": escaped(title),
        "howpublished": "" if title == report.companion else f"A page of {escaped(report.companion)}",
        "year": date[:4],
        "note": f"As of {date}" if "-" in date else "",
        "url": url if safe_url(url) else "",
    }
    return _work(slug, "misc", {name: value for name, value in given.items() if value}, report.place)


def page_reference(report: Report, title: str, date: str, url: str) -> str:
    """A page of the site as a text refers to it; its home page stands for the whole.

    >>> from kb.model import Place, Report
    >>> report = Report(title="A report", citation="", companion="Notes on it", place=Place("mkdocs.yml"))
    >>> page_reference(report, "Why?", "2026-11-20", "https://some.example/why/")
    'Notes on it. “Why?” As of 2026-11-20. https://some.example/why/'
    """
    named = f"“{full_stop(title)}”" if title != report.companion else ""
    dated = f"As of {date}." if date else ""
    return " ".join(piece for piece in (full_stop(report.companion), named, dated, url) if piece)


def short(report: Report) -> str:
    """How a text refers to the report: ``Brown et al. 2020``; its title where nobody says who wrote it."""
    whole = report_work(report)
    return label(whole) if whole else report.title


def _work(key: str, kind: str, found: dict[str, str], place: Place) -> Work:
    names, _ = read_names(found["author"])
    return Work(key, kind, found, names, (), found["author"].endswith(" and others"), place)
