"""The records of works that other programs and the site's own scripts read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from kb.contract import text
from kb.link import Links
from kb.model import KnowledgeBase, Repository
from kb.render import render
from kb.render.data.api import record, work_files
from kb.render.engine import Templates
from tests.conftest import REPOSITORY


def records(links: Links, repository: Repository | None = None) -> dict[str, Any]:
    files = work_files(Templates(links, repository))
    return {path: json.loads(text) for path, text in files.items()}


def test_a_record_says_what_the_page_of_its_work_says(tiny_links: Links) -> None:
    found = records(tiny_links, Repository("https://github.com/some/notes"))["api/v1/works/brown2020language.json"]
    assert found["label"] == "Brown et al. 2020"
    assert found["url"] == "works/brown2020language/"
    assert found["authors"][0] == "Tom B. Brown"
    assert found["arxiv"] == "2005.14165"
    assert '<a href="authors/tom-b-brown/">Tom B. Brown</a>' in found["reference"]
    assert {"text": "arXiv", "url": "https://arxiv.org/abs/2005.14165", "free": True} in found["ways"]
    (section,) = found["sections"]
    assert (section["slug"], section["name"]) == ("security", "1.1 Security")
    first, last = section["places"]
    assert first["note"] == "GPT-3 &amp; friends"  # it is HTML
    assert first["edit"].startswith("https://github.com/some/notes/edit/main/sections/1.1-security.yaml#L")
    del last["edit"], last["pdf"]
    assert last == {
        "at": "1.1.2",
        "mark": "§1.1.2",
        "heading": "What next?",
        "group": 4,
        "page": 8,
        "role": "example",
        "note": "prompting",
    }


def test_what_others_wrote_is_text_or_sanitized(library_links: Links) -> None:
    base = library_links.base
    said = '<img src=x onerror="evil()"> [x](javascript:evil())'
    sections = tuple(
        replace(section, citations=tuple(replace(citation, note=said) for citation in section.citations))
        for section in base.sections
    )
    made = record(Templates(Links(replace(base, sections=sections))), base.works["brown2020language"])
    (section,) = made.sections
    (place,) = section.places
    assert place.note.startswith("&lt;img src=x onerror=")
    assert "href" not in place.note


def test_every_work_has_a_record_at_the_address_that_its_links_tell(corpus: KnowledgeBase) -> None:
    site = render(Links(corpus))
    written = {path for path in site.files if path.startswith("api/")}
    assert written == {f"api/v1/works/{key}.json" for key in corpus.entries}
    page = next(page for page in site.pages if page.url == "works/brown2020language/")
    keys = {part.split('"')[0] for _, html in page.parts for part in html.split('data-work="')[1:]}
    assert keys
    assert keys <= set(corpus.entries)
    since = json.loads(site.files[f"api/v1/works/{next(iter(corpus.since))}.json"])
    assert since["since"]
    assert since["sections"] == []


def test_the_example_of_the_documentation_runs(links: Links, tmp_path: Path) -> None:
    page = (REPOSITORY / "docs/about/api.md").read_text("utf-8")
    example = page.partition("{#example}")[2].partition("\n## ")[0]
    program, printed, shown = re.findall(r"^```\w+\n(.*?)^```", example, re.MULTILINE | re.DOTALL)
    key = json.loads(shown)["key"]
    made = record(Templates(links), links.base.works[key])
    (tmp_path / "api/v1/works").mkdir(parents=True)
    (tmp_path / f"api/v1/works/{key}.json").write_text(text(made), "utf-8")
    here = program.replace("http://127.0.0.1:8000", tmp_path.as_uri())
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", here], capture_output=True, encoding="utf-8", check=True)
    assert [line.count(" · ") for line in done.stdout.splitlines()] == [printed.count(" · ")]
    assert shape(json.loads(shown)) == shape(json.loads(text(made)))


def shape(value: Any) -> Any:
    """The names of all fields; what stands in a list is told by its first."""
    if isinstance(value, list):
        return [shape(one) for one in value[:1]]
    return {name: shape(one) for name, one in value.items()} if isinstance(value, dict) else None
