"""``mkdocs.yml``: the renderer's settings, and under ``extra.report`` what the knowledge base is about."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from kb.model import Imprint, Place, Problem, Report, ReportEntry, Repository
from kb.read.identifiers import CITE_KEY, is_arxiv, is_doi, is_year, safe_url
from kb.read.kept import remembered
from kb.read.persons import read_names
from kb.read.yaml_source import read_node, read_record

FILE = "mkdocs.yml"
#: Where a theme's own templates stand, if a knowledge base has some.
THEME = "docs/theme"

_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("site_name", "site_url", "site_description", "site_author", "copyright"), str),
    **dict.fromkeys(("repo_url", "edit_uri"), str),
    **dict.fromkeys(("nav", "extra_css", "extra_javascript"), list),
    **dict.fromkeys(("theme", "extra", "validation"), dict),
}
_KINDS: Mapping[type, str] = {str: "text", list: "list", dict: "mapping"}
_EXAMPLES: Mapping[type, str] = {str: "site_name: Title", list: "nav: [index.md]", dict: "theme: {name: material}"}
#: Text that the theme takes as it is.
_PLAIN = ("site_name", "site_url", "site_description", "site_author")
#: What plain text must not hold.
MARKUP = re.compile(r"[<>]|&(?!amp;)[#\w]")
#: Settings by which the renderer would run or read other files.
_REFUSED = ("hooks", "INHERIT")
_DEEPEST = 5
#: The variable of the environment that takes the place of ``repo_url``, so that a fork's site leads to the fork.
REPO_VARIABLE = "KB_REPO_URL"
#: An address with an owner and a name, and nothing that could be markup, a password or a query.
_REPO_URL = re.compile(r"https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5})?(?:/(?!\.)[A-Za-z0-9._~-]+){2,6}/?")
_REPO_HINT = "write the address of the repository, for example https://github.com/owner/name"
#: How forges call their editor, the branch, and where below it the knowledge base stands.
_EDIT_URI = re.compile(r"(?:-/|_)?edit/((?!\.)[A-Za-z0-9._-]+)/((?:(?!\.)[A-Za-z0-9._-]+/)*)")
EDIT_URI = "edit/main/"


@dataclass(frozen=True)
class Config:
    """The settings as plain values, the report, and the repository if its address is known."""

    values: Mapping[str, Any]
    report: Report
    repository: Repository | None = None


def site_url(settings: Mapping[str, Any]) -> str:
    """Where the site will stand, with a slash at the end: ``KB_SITE_URL`` or what the settings say."""
    url = os.environ.get("KB_SITE_URL") or settings.get("site_url") or "http://localhost:8000/"
    return f"{str(url).rstrip('/')}/"


def public_url(settings: Mapping[str, Any]) -> str:
    """The same, if others can reach it; empty where the site stands on this computer alone."""
    url = site_url(settings)
    return "" if re.match(r"https?://(localhost|127\.|\[::1\])", url) else url


def imprint(settings: Mapping[str, Any]) -> Imprint:
    """What the site says of itself.

    >>> imprint({"site_name": "Notes", "site_url": "https://example.org", "copyright": "<a href='x'>MIT</a>"})
    Imprint(name='Notes', address='https://example.org/', rights='MIT')
    """
    rights = Markup(settings.get("copyright") or "").striptags()
    return Imprint(str(settings.get("site_name") or ""), site_url(settings), rights)


def read_config(root: Path, repo_url: str = "") -> tuple[Config | None, list[Problem]]:
    """The settings of the knowledge base under ``root``.

    Args:
        repo_url: address of the repository, if the environment names one; it wins.
    """
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(Place(FILE), "E001", f"cannot be read: {error}")]
    return remembered(f"settings {repo_url}", FILE, text, lambda: config_of(text, repo_url))


def config_of(text: str, repo_url: str = "") -> tuple[Config | None, list[Problem]]:
    """The settings that a text holds; ``repo_url`` as :func:`read_config` takes it."""
    from pydantic import TypeAdapter

    try:
        values, problems = read_record(FILE, text, TypeAdapter(dict[str, Any]))
        if values is None:
            return None, problems
        plain = yaml.safe_load(text)
    except ValueError as error:  # a date in a thirteenth month, a number of 5,000 digits
        return None, [Problem(Place(FILE), "E101", f"broken YAML: {error}", "put the value in quotes")]
    problems = [Problem(values["place"].of(name), "E141", message, hint) for name, message, hint in _unusable(plain)]
    if repo_url and not _REPO_URL.fullmatch(repo_url):
        message = f"{REPO_VARIABLE} in the environment is no address of a repository: {repo_url[:60]!r}"
        problems.append(Problem(Place(FILE), "E141", message, _REPO_HINT))
    if problems:
        return None, problems
    report, problems = read_node(FILE, text, ("extra", "report"), TypeAdapter(Report))
    if report and report.entry:
        problems += _wrong_entry(report.entry)
    if not report or problems:
        return None, problems
    return Config(plain, report, repository(repo_url or plain.get("repo_url", ""), plain.get("edit_uri"))), []


def _wrong_entry(entry: ReportEntry) -> Iterator[Problem]:
    """What keeps the report's own entry from being printed."""
    if not re.fullmatch(CITE_KEY, entry.key):
        hint = "write family name, year and first word of the title: brown2020language"
        yield Problem(entry.place.of("key"), "E141", f"'entry.key' is no cite key: {entry.key[:60]!r}", hint)
    if not is_year(entry.year):
        yield Problem(entry.place.of("year"), "E141", f"'entry.year' is no year: {entry.year[:60]!r}", "write 2021")
    names, wrong = read_names(entry.author)
    if not names and not wrong:
        wrong = [("'entry.author' is empty", "write Family, Given and Family, Given")]
    for message, hint in wrong:
        yield Problem(entry.place.of("author"), "E141", message, hint)
    for name, right, kind in (("doi", is_doi, "DOI"), ("eprint", is_arxiv, "arXiv id"), ("url", safe_url, "address")):
        value = getattr(entry, name)
        if value and not right(value):
            hint = "write a web address" if name == "url" else "write it without what leads there"
            yield Problem(entry.place.of(name), "E141", f"'entry.{name}' is no {kind}: {value[:60]!r}", hint)


def repository(repo_url: str, edit_uri: str | None) -> Repository | None:
    """Where the sources are kept, from settings that are in order; none without an address.

    As MkDocs has it, ``edit_uri`` may lead to the folder ``docs/``; the knowledge base stands above that.

    >>> repository("https://github.com/some/notes.git", "edit/main/")
    Repository(url='https://github.com/some/notes', branch='main', folder='')
    """
    found = _EDIT_URI.fullmatch(edit_uri or EDIT_URI)
    if not repo_url or not found:
        return None
    branch, folder = found.groups()
    return Repository(repo_url.rstrip("/").removesuffix(".git"), branch, re.sub(r"(^|/)docs/$", r"\1", folder))


def _unusable(settings: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Settings that the site cannot be built with: name, message, hint."""
    for name, value in settings.items():
        kind = _TYPES.get(name)
        if name in _REFUSED:
            yield name, f"'{name}' is not used", "remove it"
        elif kind and not isinstance(value, kind):
            yield name, f"'{name}' is no {_KINDS[kind]}", f"write it as MkDocs does, for example {_EXAMPLES[kind]}"
        elif name in _PLAIN and MARKUP.search(value):
            yield name, f"markup in '{name}'", "write plain text"
        elif name == "repo_url" and value and not _REPO_URL.fullmatch(value):
            yield name, f"'repo_url' is no address of a repository: {value[:60]!r}", _REPO_HINT
        elif name == "edit_uri" and value and not _EDIT_URI.fullmatch(value):
            hint = f"write it from the root of the repository, for example {EDIT_URI}"
            yield name, f"'edit_uri' names no branch: {value[:60]!r}", hint
    theme, nav = settings.get("theme"), settings.get("nav")
    if isinstance(theme, dict) and theme.get("custom_dir", THEME) != THEME:
        yield "theme", f"'theme.custom_dir' is {str(theme['custom_dir'])[:60]!r}", f"it can only be '{THEME}'"
    if isinstance(nav, list) and not all(_is_entry(item) for item in nav):
        hint = "each entry is a page, or 'Title: page', or 'Title:' with a list of entries; titles are plain text"
        yield "nav", "'nav' holds what is no entry of a menu", hint


def _is_entry(item: Any, depth: int = 0) -> bool:
    if isinstance(item, str):
        return True
    if not isinstance(item, dict) or len(item) != 1 or depth > _DEEPEST:
        return False
    ((title, value),) = item.items()
    if not isinstance(title, str) or MARKUP.search(title):
        return False
    within = isinstance(value, list) and value and all(_is_entry(entry, depth + 1) for entry in value)
    return isinstance(value, str) or bool(within)
