"""The records of works that other programs and the site's own scripts read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from jsonschema import Draft202012Validator

from kb.contract import text
from kb.link import Links
from kb.model import Imprint, KnowledgeBase, Repository
from kb.render import render
from kb.render.data.api.lists import FILES
from kb.render.data.api.sections import section_record
from kb.render.data.api.works import record, work_files
from kb.render.data.whole import data_files
from kb.render.engine import Templates
from tests.conftest import REPOSITORY, Rendered, read


def records(links: Links, repository: Repository | None = None) -> dict[str, Any]:
    files = work_files(Templates(links, repository))
    return {path: json.loads(make()) for path, make in files.items()}


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
    written = replace(sections[-1], tldr=said, summary=said, questions=(said,))
    told = section_record(Templates(Links(replace(base, sections=(*sections[:-1], written)))), written)
    for html in (told.tldr, told.html, *told.questions, told.citations[0].note):
        assert "&lt;img src=x onerror=" in html
        assert "href" not in html


def test_every_work_has_a_record_at_the_address_that_its_links_tell(
    corpus: KnowledgeBase, links: Links, rendered: Rendered
) -> None:
    files = work_files(Templates(links))
    written = {path for path in files if path.startswith("api/v1/works/")}
    assert written == {f"api/v1/works/{key}.json" for key in corpus.entries}
    page = next(page for page in rendered.pages if page.url == "works/brown2020language/")
    keys = {part.split('"')[0] for _, html in page.blocks for part in html.split('data-work="')[1:]}
    assert keys
    assert keys <= set(corpus.entries)
    since = json.loads(files[f"api/v1/works/{next(iter(corpus.since))}.json"]())
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


@pytest.fixture(scope="module")
def api(library_links: Links) -> dict[str, str]:
    """Every file of the API, of a small knowledge base."""
    whole = data_files(library_links, Imprint("Notes", "https://example.org/notes/", "CC BY 4.0"))
    makers = {**render(library_links).files, **whole}
    return {path: read(make) for path, make in makers.items() if path.startswith("api/")}


def pattern(url: str) -> str:
    return re.escape(url).replace("KEY", "[^/]+").replace("SLUG", "[^/]+")


def test_every_file_is_what_the_index_and_its_schema_say(api: dict[str, str]) -> None:
    told = {url: name for url, (_, name) in FILES.items() if name}
    files = [path for path in api if not path.startswith("api/v1/schema/")]
    for url, name in told.items():
        schema = Draft202012Validator(json.loads(api[f"api/v1/schema/{name}.json"]))
        schema.check_schema(schema.schema)
        held = [path for path in files if re.fullmatch(pattern(url), path)]
        assert held, url
        for path in held:
            schema.validate(json.loads(api[path]))
            files.remove(path)
    assert files == []
    listed = json.loads(api["api/v1/index.json"])["files"]
    assert [(file["url"], bool(file["schema"])) for file in listed] == [
        (url, bool(name)) for url, (_, name) in FILES.items()
    ]


def test_a_schema_finds_what_is_missing(api: dict[str, str]) -> None:
    schema = Draft202012Validator(json.loads(api["api/v1/schema/section.json"]))
    section = json.loads(api["api/v1/sections/security.json"])
    del section["citations"][0]["role"]
    section["new"] = "a field that may come"
    assert [error.message for error in schema.iter_errors(section)] == ["'role' is a required property"]


def test_the_record_of_a_section_says_what_its_page_says(api: dict[str, str]) -> None:
    section = json.loads(api["api/v1/sections/security.json"])
    assert section["tldr"].startswith('Models leak, says (<a class="kb-cite" ')
    assert 'href="works/tramer2016stealing/"' in section["tldr"]
    assert section["points"] == [
        point for point in json.loads(api["api/v1/points.json"]) if point["section"] == "security"
    ]
    assert section["points"][0]["works"] == ["tramer2016stealing"]
    assert [item["group"] for item in section["citations"]] == [1, 2, 3, 4]
    assert section["citations"][1]["note"] == "attacks that steal a model"
    assert section["reviewed_on"] == "2026-11-01"


def test_addresses_in_the_summary_of_a_section_begin_at_the_root(links: Links) -> None:
    templates = Templates(links)
    section = next(section for section in links.base.sections if "[@" in section.summary)
    assert set(re.findall(r'href="([^/"]*)/', section_record(templates, section).html)) <= {
        "works",
        "sections",
        "https:",
    }


def test_networkx_reads_the_graph(api: dict[str, str], library_links: Links) -> None:
    graph = nx.node_link_graph(json.loads(api["api/v1/graph.json"]), edges="edges")
    assert {tuple(node.split(":", 1)) for node in graph} == set(library_links.graph)
    assert graph.number_of_edges() == library_links.graph.number_of_edges()
    (cited,) = graph.get_edge_data("section:security", "work:tramer2016stealing").values()
    assert (cited["kind"], cited["role"], cited["page"]) == ("cites", "evidence", 5)


def shape(value: Any) -> Any:
    """The names of all fields; what stands in a list is told by its first."""
    if isinstance(value, list):
        return [shape(one) for one in value[:1]]
    return {name: shape(one) for name, one in value.items()} if isinstance(value, dict) else None
