"""The JavaScript, without a browser: its types, and the modules that need no page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.contract import text
from kb.link import Links
from kb.link.measures import chain, co_citation, coupling, literature
from kb.model import KnowledgeBase
from kb.publish.search import index_files
from kb.publish.site import write_files
from kb.publish.words import identifier, simple
from kb.read.latex import plain
from kb.render.data.exports import Exports
from kb.render.data.exports.files import export_files
from kb.render.data.graph import graph_data
from kb.render.data.records import findable
from tests.conftest import REPOSITORY, read
from tests.render.grown import grown_index

TSC = REPOSITORY / "node_modules/.bin/tsc"
NODE = shutil.which("node")
DATA = REPOSITORY / "tests/data"


def test_types_fit() -> None:
    if not TSC.exists() or NODE is None:
        pytest.skip("npm is missing, so the compiler was not fetched")
    done = subprocess.run([TSC, "--pretty", "false"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""


def test_modules_do_what_their_tests_say(
    links: Links, library_links: Links, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if NODE is None:
        pytest.skip("node is missing: as root, apt-get install npm")
    files = {**index_files(findable(links)), "graph/data.json": text(graph_data(links)), "cases.json": _cases(links)}
    write_files(files.items(), tmp_path)
    write_files(grown_index(library_links, monkeypatch).items(), tmp_path / "grown")
    write_files(_taken(library_links).items(), tmp_path / "taken")
    tests = sorted(Path(__file__).parent.glob("*.test.js"))
    assert tests
    done = subprocess.run(
        [NODE, "--test", *tests],
        env={**os.environ, "KB_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _taken(links: Links) -> dict[str, str]:
    """The exports of the whole, and of its last three works in reverse, with and without what is said of them."""
    exports, some = Exports(links), list(links.base.works.values())[::-1][:3]
    lists = {
        f"{name}.{form.suffix}": exports.text(form, some, annotated)
        for name, annotated in (("some", True), ("some-plain", False))
        for form in exports.formats
    }
    return {**{path: read(make) for path, make in export_files(links, exports).items()}, **lists}


def _cases(links: Links) -> str:
    """What the tests of the modules hold them to, from Python and from the shared tables."""
    return json.dumps(
        {
            "queries": _table("queries.yaml"),
            "cut": [(said, simple(said), identifier(said)) for said in _texts(links.base)],
            "identifiers": _identifiers(links.base),
            "kinds": _table("identifiers.yaml"),
            "chains": _chains(links.base),
            "edges": {
                "works": co_citation(links.base, "group").number_of_edges(),
                "sections": coupling(links.base).number_of_edges(),
            },
        }
    )


def _table(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((DATA / name).read_text("utf-8"))
    return cases


def _texts(base: KnowledgeBase) -> list[str]:
    texts = [plain(work.title) for work in base.works.values()]
    texts += [plain(f"{name.given} {name.family}") for work in base.works.values() for name in work.authors]
    texts += [point.claim for section in base.sections for point in section.points]
    texts += [case["text"] for case in _table("folding.yaml")]
    return [
        *texts,
        "Bender et al., 2021",
        "(Hochreiter & Schmidhuber, 1997)",
        "a model's “training”",
        "Æsop Œuvre ŁÓDŹ ß",
    ]


def _identifiers(base: KnowledgeBase) -> list[tuple[str, str]]:
    """Some identifiers, and the addresses of their works."""
    works = [work for work in base.works.values() if "doi" in work.fields or "eprint" in work.fields][::7]
    names = ("doi", "eprint")
    return [(work.fields[name], f"/works/{work.key}/") for work in works for name in names if name in work.fields]


def _chains(base: KnowledgeBase) -> list[tuple[str, str, list[str]]]:
    """Shortest ways between sections, as ``kb chain`` finds them."""
    graph = literature(base)
    slugs = [section.slug for section in base.sections]
    pairs = [(one, other) for one in slugs for other in slugs[::5]]
    return [
        (
            f"section:{one}",
            f"section:{other}",
            [":".join(node) for node in chain(graph, ("section", one), ("section", other))],
        )
        for one, other in pairs
    ]
