"""Files into records. Everything that can be read is, and everything that cannot becomes a problem."""

from __future__ import annotations

import codecs
import difflib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.model import (
    Erratum,
    KnowledgeBase,
    Moved,
    Part,
    Person,
    Place,
    Problem,
    Provenance,
    Report,
    Section,
    Term,
    Topic,
    Venue,
    Work,
)
from kb.read.bibtex import Bibliography, read_bibliography
from kb.read.config import FILE as CONFIG
from kb.read.config import THEME
from kb.read.kept import is_new, remembered
from kb.read.latex import learn, learned
from kb.read.yaml_source import Record, read_record

if TYPE_CHECKING:
    from pydantic import TypeAdapter

BIBLIOGRAPHY = "bibliography/references.bib"
SINCE = "bibliography/since.bib"
ERRATA = "bibliography/errata.yaml"
GLOSSARY = "bibliography/glossary.yaml"
TOPICS = "bibliography/topics.yaml"
PEOPLE = "bibliography/people.yaml"
VENUES = "bibliography/venues.yaml"
PROVENANCE = "bibliography/provenance.yaml"
MOVED = "bibliography/moved.yaml"
#: Files that hold a list of records of one kind.
LISTS: Mapping[str, type] = {
    ERRATA: Erratum,
    GLOSSARY: Term,
    TOPICS: Topic,
    PEOPLE: Person,
    VENUES: Venue,
    PROVENANCE: Provenance,
    MOVED: Moved,
}
DOCS = "docs"
SECTIONS = "sections"
#: The page written by hand that holds the reading paths.
PATHS = "docs/reading-paths.md"


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """A validator, built once and only when a file needs it: building costs more than reading a file."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


@dataclass(frozen=True)
class Sources:
    """The text of every source file by its path from the root, and the problems of files that are no text."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_sources(root: Path) -> Sources:
    """The source files under ``root``. Symbolic links that lead out of it are refused."""
    texts: dict[str, str] = {}
    problems: list[Problem] = [*_not_read(root), *_published(root)]
    for file in source_files(root):
        path = root / file
        if not path.resolve().is_relative_to(root.resolve()):
            problems.append(
                Problem(Place(file), "E002", "the path leads out of the knowledge base", "replace the link")
            )
            continue
        try:
            texts[file], found = _decode(file, path.read_bytes())
            problems += found
        except OSError as error:
            problems.append(Problem(Place(file), "E003", f"cannot be read: {error.strerror}"))
    return Sources(texts, tuple(problems))


#: Files that a browser would take for pages of the site, with all that is in them.
_PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".xml", ".svg")
_ACTIVE = re.compile(
    rb"<\s*(script|foreignobject|!entity|\?xml-stylesheet|[\w-]+:script)|\bon\w+\s*=|javascript:", re.I
)


def _published(root: Path) -> Iterator[Problem]:
    """What stands in ``docs`` and must not be copied into a site: links, what is no file, pages with script."""
    docs = root / DOCS
    if docs.is_symlink():
        yield Problem(Place(DOCS), "E002", "a link to a folder", "put the folder itself there")
        return
    for folder, folders, files in os.walk(docs):
        for name in sorted((*folders, *files)):
            path = Path(folder) / name
            file = path.relative_to(root).as_posix()
            if path.is_symlink():
                yield from _link(docs, path, file)
            elif name in files and not path.is_file():
                yield Problem(Place(file), "E002", "neither a file nor a folder", "take it away")
            elif path.suffix.lower() in _PAGES and name in files and not file.startswith(f"{THEME}/"):
                yield from _page_of_its_own(path, file)


def _link(docs: Path, path: Path, file: str) -> Iterator[Problem]:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        yield Problem(Place(file), "E002", "a link that leads nowhere", "take it away")
        return
    if not target.is_relative_to(docs.resolve()):
        yield Problem(Place(file), "E002", "the path leads out of the knowledge base", "replace the link")
    elif target.is_dir():
        yield Problem(Place(file), "E002", "a link to a folder", "put the folder itself there")


def _page_of_its_own(path: Path, file: str) -> Iterator[Problem]:
    if path.suffix.lower() != ".svg":
        yield Problem(Place(file), "E004", "a page that is not Markdown is not published", "write it as .md")
        return
    try:
        match = _ACTIVE.search(path.read_bytes().replace(b"\0", b""))
    except OSError as error:
        yield Problem(Place(file), "E003", f"cannot be read: {error.strerror}")
        return
    if match:
        yield Problem(Place(file), "E004", "a picture that runs script is not published", "save it as plain SVG")


def _latin_1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("kb.latin-1", _latin_1)


def _decode(file: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file. Bytes that are not UTF-8 are read as Latin-1, so that the rest can be checked still."""
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Place(file, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        problem = Problem(place, "E001", "not UTF-8", "save the file as UTF-8")
        return data.decode("utf-8", errors="kb.latin-1"), [problem]


def source_files(root: Path) -> Iterator[str]:
    """Paths of the source files from the root, bibliography first, then sections and pages by name."""
    yield BIBLIOGRAPHY
    yield from (file for file in (SINCE, *LISTS) if (root / file).exists())
    for path in sorted((root / SECTIONS).glob("*.y*ml")):
        yield f"{SECTIONS}/{path.name}"
    for path in sorted((root / DOCS).rglob("*.md")):
        yield path.relative_to(root).as_posix()


def _not_read(root: Path) -> Iterator[Problem]:
    """Files that stand where sources do and that nothing reads, for their names are not those of sources."""
    read = set(source_files(root))
    for folder in (BIBLIOGRAPHY.partition("/")[0], SECTIONS):
        for path in sorted((root / folder).rglob("*")):
            file = path.relative_to(root).as_posix()
            if file not in read and not path.name.startswith((".", "README")) and path.is_file():
                hint = nearest(file, (BIBLIOGRAPHY, SINCE, *LISTS)) or _where_sources_stand(folder)
                yield Problem(Place(file), "W004", "nothing reads this file", hint)


def _where_sources_stand(folder: str) -> str:
    if folder == SECTIONS:
        return f"sections are files {SECTIONS}/*.yaml"
    return f"works stand in {BIBLIOGRAPHY}, lists in topics.yaml and the like"


def read_texts(sources: Sources, report: Report) -> tuple[KnowledgeBase, list[Problem]]:
    """Every record of the given texts, in the order of the report."""
    problems = list(sources.problems)
    bibliography = _read_works(BIBLIOGRAPHY, sources.texts.get(BIBLIOGRAPHY, ""))
    problems += bibliography.problems
    since = _read_works(SINCE, sources.texts.get(SINCE, ""))
    problems += [*since.problems, *_in_both(bibliography.works, since.works)]
    sections: list[Section] = []
    unread: list[str] = []
    lists: dict[str, tuple[Any, ...]] = {}
    for file, text in sources.texts.items():
        match _kind(file):
            case "section":
                section, found = read_section(file, text)
                problems += found
                sections += [section] if section else []
                unread += [] if section else [file]
            case "list":
                lists[file], found = _read_list(file, text, LISTS[file])
                problems += found
    sections.sort(key=lambda section: (section.order, section.place.file))
    report, sections = _with_parts(report, sections)
    base = KnowledgeBase(
        report=report,
        works=bibliography.works,
        broken=bibliography.broken | since.broken,
        sections=tuple(sections),
        errata=lists.get(ERRATA, ()),
        terms=lists.get(GLOSSARY, ()),
        topics=lists.get(TOPICS, ()),
        people=lists.get(PEOPLE, ()),
        venues=lists.get(VENUES, ()),
        provenance=lists.get(PROVENANCE, ()),
        moved=lists.get(MOVED, ()),
        pages={file: text for file, text in sources.texts.items() if file.startswith(f"{DOCS}/")},
        unread=tuple(unread),
        since=since.works,
    )
    return base, problems


def is_unread(file: str, text: str) -> bool:
    """Whether records are made of a file, and could be kept, and were not yet."""
    return bool(kind := _kind(file)) and is_new(kind, file, text)


def read_ahead(file: str, text: str) -> None:
    """Reads a file for :func:`read_texts`, which will find what it held."""
    match _kind(file):
        case "works":
            _read_works(file, text)
        case "section":
            read_section(file, text)
        case "list":
            _read_list(file, text, LISTS[file])


def _kind(file: str) -> str:
    """What is made of a file, as it is kept; nothing of a page."""
    if file in (BIBLIOGRAPHY, SINCE):
        return "works"
    if file.startswith(f"{SECTIONS}/"):
        return "section"
    return "list" if file in LISTS else ""


def _in_both(works: Mapping[str, Work], since: Mapping[str, Work]) -> Iterator[Problem]:
    for key in works.keys() & since.keys():
        message = f"'{key}' stands in {BIBLIOGRAPHY}, too"
        yield Problem(since[key].place, "E112", message, "what the report cites stands there alone")


def _with_parts(report: Report, sections: list[Section]) -> tuple[Report, list[Section]]:
    """A report whose parts are not declared has those that its sections name, or is one part itself."""
    declared = tuple(part for part in report.parts if part.place.file == CONFIG)
    named = {section.part: section for section in reversed(sections) if section.part}
    found = [Part(slug, slug.replace("-", " ").capitalize(), named[slug].place) for slug in reversed(named)]
    report = replace(report, parts=declared or tuple(found) or (Part("report", report.title, Place(SECTIONS)),))
    if len(report.parts) == 1:
        sections = [section if section.part else replace(section, part=report.parts[0].slug) for section in sections]
    return report, sections


@lru_cache(maxsize=4)
def _read_works(file: str, text: str) -> Bibliography:
    found = remembered("works", file, text, lambda: read_bibliography(file, text))
    values = (value for work in found.works.values() for value in work.fields.values())
    learn(remembered("latex", file, text, lambda: learned(values)))
    return found


@lru_cache(maxsize=256)
def read_section(file: str, text: str) -> tuple[Section | None, list[Problem]]:
    """One section file. Cached, so that after an edit only the file that changed is read again."""
    return remembered("section", file, text, lambda: read_record(file, text, _adapter(Section)))


@lru_cache(maxsize=32)
def _read_list(file: str, text: str, kind: type[Record]) -> tuple[tuple[Record, ...], list[Problem]]:
    """The records of one file. Cached, as sections are."""

    def read() -> tuple[tuple[Record, ...], list[Problem]]:
        records, problems = read_record(file, text, _adapter(tuple[kind, ...]))  # type: ignore[valid-type]
        return records or (), problems

    return remembered("list", file, text, read)


def nearest(name: str, names: Iterator[str] | Mapping[str, object] | tuple[str, ...]) -> str:
    """A hint for a slip: ``did you mean 'brown2020language'?``, or nothing."""
    matches = difflib.get_close_matches(name, list(names), n=1, cutoff=0.8)
    return f"did you mean '{matches[0]}'?" if matches else ""
