"""Which addresses and identifiers lead nowhere: ``python -m forge.links REPORT.md``.

DOIs are asked for at the handle service of doi.org, arXiv numbers a hundred at a time at the arXiv API, and all other
addresses where they lead. The report is empty where nothing died.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from defusedxml import ElementTree

from kb import load
from kb.model import KnowledgeBase, Place
from kb.verify.http import Http, UnavailableError
from kb.verify.services import pause

#: Where identifiers are looked up; tests look elsewhere.
BASES: Mapping[str, str] = {"doi": "https://doi.org", "arxiv": "https://export.arxiv.org"}
_BATCH = 100
_ATOM = "{http://www.w3.org/2005/Atom}"
_IN_TEXT = re.compile(r"\]\(<?(https?://[^\s)>]+)")
#: Lines of each list of the report, for an issue has at most 65,536 characters.
_MOST = 150
#: What a server says of a page that it had once.
_GONE = "status 410"


@dataclass(frozen=True)
class Link:
    """Something that should lead somewhere: a ``doi``, an ``arxiv`` number or a ``url``, and where it stands."""

    kind: str
    value: str
    place: Place

    def __str__(self) -> str:
        name = {"doi": "DOI ", "arxiv": "arXiv "}.get(self.kind, "")
        value = self.value.replace("`", "%60")[:200]
        return f"`{name}{value}` in `{self.place.file}`, line {self.place.line}"


@dataclass(frozen=True)
class Finding:
    """A link that led nowhere, or of which nobody could say; ``said`` is why."""

    link: Link
    dead: bool
    said: str


def links(base: KnowledgeBase) -> list[Link]:
    """Every identifier and address of the bibliography and of the pages written by hand, each value once."""
    found: dict[tuple[str, str], Link] = {}
    for link in (*_of_works(base), *_of_pages(base)):
        found.setdefault((link.kind, link.value), link)
    return list(found.values())


def _of_works(base: KnowledgeBase) -> Iterator[Link]:
    for work in base.works.values():
        for field, kind in (("doi", "doi"), ("eprint", "arxiv"), ("url", "url")):
            value = work.fields.get(field, "")
            if value and (kind != "url" or value.startswith(("http://", "https://"))):
                yield Link(kind, value, work.place.of(field))


def _of_pages(base: KnowledgeBase) -> Iterator[Link]:
    for file, text in base.pages.items():
        for match in _IN_TEXT.finditer(text):
            yield Link("url", match.group(1), Place(file, text.count("\n", 0, match.start()) + 1))


def findings(found: Sequence[Link], http: Http, bases: Mapping[str, str] = BASES) -> Iterator[Finding]:
    """What is wrong with links, asked one after the other."""
    numbers = [link for link in found if link.kind == "arxiv"]
    for start in range(0, len(numbers), _BATCH):
        yield from _unknown_numbers(numbers[start : start + _BATCH], http, bases["arxiv"])
    for link in found:
        if link.kind == "doi":
            yield from _asked(link, http, f"{bases['doi']}/api/handles/{quote(link.value, safe='/')}")
        elif link.kind == "url":
            yield from _asked(link, http, link.value)


def _asked(link: Link, http: Http, url: str) -> Iterator[Finding]:
    try:
        if http.get(url) is None:
            yield Finding(link, True, "there is no such page")
    except UnavailableError as error:
        yield Finding(link, str(error).endswith(_GONE), str(error))


def _unknown_numbers(batch: Sequence[Link], http: Http, base: str) -> Iterator[Finding]:
    """Numbers of which the arXiv knows nothing; it answers for those that it knows."""
    asked = {"id_list": ",".join(link.value for link in batch), "max_results": str(len(batch))}
    try:
        response = http.get(f"{base}/api/query", asked)
        feed = ElementTree.fromstring(response.content) if response is not None else None
    except (UnavailableError, ElementTree.ParseError) as error:
        yield from (Finding(link, False, f"the arXiv could not be asked: {error}") for link in batch)
        return
    entries = feed.iterfind(f"{_ATOM}entry/{_ATOM}id") if feed is not None else ()
    known = {re.sub(r"^.*/abs/|v\d+$", "", entry.text or "") for entry in entries}
    for link in batch:
        if link.value not in known:
            yield Finding(link, True, "the arXiv does not know it")


def report(found: Sequence[Finding], asked: int) -> str:
    """The text of the issue, in Markdown; empty where nothing died."""
    dead = [one for one in found if one.dead]
    if not dead:
        return ""
    silent = [one for one in found if not one.dead]
    parts = [f"Of {asked:,} addresses and identifiers, {len(dead)} lead nowhere.\n", _listed(dead)]
    if silent:
        summary = f"{len(silent)} gave no answer that tells; many servers turn programs away"
        parts.append(f"<details><summary>{summary}</summary>\n\n{_listed(silent)}\n</details>\n")
    return "\n".join(parts)


def _listed(found: Sequence[Finding]) -> str:
    ordered = sorted(found, key=lambda one: (one.link.place.file, one.link.place.line))
    more = f"- and {len(ordered) - _MOST:,} more\n" if len(ordered) > _MOST else ""
    return "".join(f"- {one.link}: {one.said}\n" for one in ordered[:_MOST]) + more


def main(arguments: Sequence[str], bases: Mapping[str, str] = BASES) -> int:
    """Asks for all of the knowledge base in this folder, and writes the report."""
    (target,) = map(Path, arguments)
    base = load(Path()).base
    if base is None:
        print("the knowledge base cannot be read", file=sys.stderr)
        return 1
    everything = links(base)
    with tempfile.TemporaryDirectory() as folder:
        # Once more is enough: what is busy now and then is no dead link, and there are many to ask.
        http = Http(Path(folder) / "answers.sqlite", pause=pause, tries=1)
        found = list(findings(everything, http, bases))
        http.session.close()  # type: ignore[no-untyped-call]  # requests-cache has no hint for it
    target.write_text(report(found, len(everything)), "utf-8")
    dead = sum(one.dead for one in found)
    print(f"{len(everything):,} asked, {dead} dead, {len(found) - dead} without an answer that tells")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
