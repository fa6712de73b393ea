"""The search, measured in headless Chromium beside Material's own and Pagefind, on the same records and in one run.

``python benchmarks/search.py`` prints the tables of ``docs/about/search-benchmarks.md``; ``--write`` writes them there.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Error, Page, sync_playwright
from serving import compressed, served

from kb import load
from kb.link import Links
from kb.publish.search import index_files
from kb.read.garbage import without_garbage_collection
from kb.render.data.records import Findable, Record, findable

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs/about/search-benchmarks.md"
LARGE = 100_000
#: A tool that has not answered a query of the large corpus after so many seconds is given up.
PATIENCE = 60
SHOWN = 8
FIRST_QUERIES = 4

INTRODUCTION = """# The search: speed and size

Measured with `make bench` on {machine}, headless Chromium, everything served over loopback, on the {records:,}
records of the corpus (topics, sections, terms, authors, works, points) and on a synthetic corpus of {large:,} works,
whose titles, authors and notes are mixed from the real ones. The queries are the {queries} of
`tests/data/queries.yaml`.

- *opening* is what turning to the search loads beyond the page (Material loads it with every page), *first query* all
  that the first query has loaded when its results stand there, in kilobytes, gzipped; the median of {first} queries,
  each in a browser that knows nothing yet.
- *a query* is the time from asking to having the first {shown} results with what they show, over all queries;
  *a letter* the same for every beginning of every query, as one types.
- Material's own search and Pagefind hold the same titles and texts, one page a record, each set up as its manual says.
  Material answers in its own box, so its time ends when the list of results changes.

| corpus | search | opening, kB | first query, kB | a query, median ms | 95th percentile | a letter, 95th percentile |
|---|---|--:|--:|--:|--:|--:|"""

GROWTH = """
What a query loads grows with the number of records that hold its words, not with the corpus: a word is one entry of one
file, and results come from as many small files as there are results. What opening loads grows by less than a byte a
record (its kind, the length of its title, how many sections cite it). Time grows with the records that hold the words.
The index is written in {seconds:.1f} s for the corpus and {large_seconds:.0f} s for the large one.
"""


@dataclass(frozen=True)
class Row:
    """One line of the table; times in milliseconds, weights in bytes."""

    corpus: str
    search: str
    opening: float
    first: float
    queries: list[float]
    letters: list[float]
    remark: str = ""


def large(base: Findable, count: int) -> Findable:
    """Works mixed from the real ones, beside all other records."""
    works = [record for record in base.records if record.kind.name == "work"]
    dice = random.Random(2021)  # noqa: S311  the same corpus every time
    mixed: list[Record] = []
    for number in range(count):
        one, other, third = dice.choices(works, k=3)
        words = [*one.title.split()[: 1 + len(one.title.split()) // 2], *other.title.split()[-3:]]
        url = f"works/{one.author.lower()}{1980 + number % 45}w{number}/"
        mixed.append(replace(one, url=url, title=" ".join(words), words=other.words, text=third.text, ids=(), names=()))
    others = [record for record in base.records if record.kind.name != "work"]
    places = [record.kind.name for record in others].index("point")
    return Findable((*others[:places], *mixed, *others[places:]), base.facets)


# Ours.

OPEN = """async (root) => {
  const { Index } = await import(`${root}assets/search/engine.js`);
  window.index = await Index.open(root);
  await import(`${root}assets/search/results.js`);
}"""
ASK = """async (query) => {
  const start = performance.now();
  const { hits } = await window.index.search(query);
  await window.index.shown(hits.slice(0, 8));
  return performance.now() - start;
}"""


def our_site(base: Findable, folder: Path) -> float:
    """Writes the index and the code of the search; returns the seconds that the index took."""
    start = time.perf_counter()
    with without_garbage_collection():
        files = index_files(base)
    seconds = time.perf_counter() - start
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    shutil.copytree(ROOT / "scripts/kb/frontend/assets", folder / "assets")
    (folder / "index.html").write_text("<!doctype html><title>x</title>")
    return seconds


# Pagefind.

PAGEFIND_OPEN = """async (root) => {
  window.pagefind = await import(`${root}pagefind/pagefind.js`);
  await window.pagefind.init();
}"""
PAGEFIND_ASK = """async (query) => {
  const start = performance.now();
  const { results } = await window.pagefind.search(query);
  await Promise.all(results.slice(0, 8).map((result) => result.data()));
  return performance.now() - start;
}"""


def pagefind_site(base: Findable, folder: Path) -> None:
    for number, record in enumerate(base.records):
        path = folder / f"{number // 1000}" / f"{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = " ".join((record.detail, record.text, *(text for _, text in record.words)))
        path.write_text(
            f'<html lang="en"><body data-pagefind-filter="kind:{record.kind.name}">'
            f'<h1 data-pagefind-weight="8">{html.escape(record.title)}</h1><p>{html.escape(body)}</p></body></html>',
            "utf-8",
        )
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--quiet"]
    subprocess.run(command, check=True, capture_output=True)
    (folder / "index.html").write_text("<!doctype html><title>x</title>")


# Material's own search.

MATERIAL_OPEN = """async () => {
  document.querySelector("[data-md-toggle=search]").click();
  document.querySelector("[data-md-component=search-query]").focus();
  const meta = document.querySelector(".md-search-result__meta");
  const start = performance.now();
  while (/Initializing/.test(meta.textContent)) {
    if (performance.now() - start > 60_000) throw new Error("still initializing");
    await new Promise((done) => setTimeout(done, 20));
  }
}"""
MATERIAL_ASK = """async (query) => {
  const input = document.querySelector("[data-md-component=search-query]");
  const list = document.querySelector(".md-search-result");
  const start = performance.now();
  await new Promise((done) => {
    const timer = setTimeout(done, 3000);
    const observer = new MutationObserver(() => { clearTimeout(timer); observer.disconnect(); done(); });
    observer.observe(list, { childList: true, subtree: true, characterData: true });
    input.value = query;
    input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return performance.now() - start;
}"""


def material_site(base: Findable, folder: Path) -> None:
    project = folder / "project"
    (project / "docs").mkdir(parents=True)
    (project / "docs/index.md").write_text("# Home\n")
    theme = {"name": "material", "font": False}
    settings = {"site_name": "x", "theme": theme, "plugins": ["search"], "site_dir": str(folder / "site")}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=project, check=True, capture_output=True)
    path = folder / "site/search/search_index.json"
    index = json.loads(path.read_text("utf-8"))
    index["docs"] = [
        {
            "location": record.url,
            "title": record.title,
            "text": html.escape(" ".join((record.detail, record.text, *(text for _, text in record.words)))),
        }
        for record in base.records
    ]
    path.write_text(json.dumps(index), "utf-8")


# Measuring.


def measure(browser: Browser, address: str, sent: list[Path], corpus: str, tool: Tool, asked: list[str]) -> Row:
    name, _, scripts, _ = tool
    chosen = asked[:: len(asked) // FIRST_QUERIES][:FIRST_QUERIES]
    weights = [weigh(browser, address, sent, scripts, query) for query in chosen]
    opening, first = zip(*weights, strict=True)
    page = browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(address)
    page.evaluate(scripts[0], address)
    queries = timed(page, scripts[1], asked)
    beginnings = [query[:length] for query in asked[::3] for length in range(1, len(query) + 1)]
    letters = timed(page, scripts[1], beginnings)
    page.close()
    return Row(corpus, name, statistics.median(opening), statistics.median(first), queries, letters)


def timed(page: Page, script: str, asked: list[str]) -> list[float]:
    """Milliseconds of each query, in one page, until it has taken too long for all of them together."""
    found: list[float] = []
    end = time.perf_counter() + PATIENCE
    for query in asked:
        found.append(float(page.evaluate(script, query)))
        if time.perf_counter() > end:
            break
    return found


def weigh(browser: Browser, address: str, sent: list[Path], scripts: tuple[str, str], query: str) -> tuple[int, int]:
    """Gzipped bytes that opening loads beyond the page, and all until the results of a first query stand there."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sent[:] = [path for path in sent if "search" in path.name]  # what a tool loads with every page for its search
    page.evaluate(scripts[0], address)
    page.wait_for_load_state("networkidle")
    opening = sum(map(compressed, sent))
    page.evaluate(scripts[1], query)
    page.wait_for_load_state("networkidle")
    total = sum(map(compressed, sent))
    context.close()
    return opening, total


Tool = tuple[str, Callable[[Findable, Path], Any], tuple[str, str], str]
TOOLS: tuple[Tool, ...] = (
    ("ours", our_site, (OPEN, ASK), ""),
    ("Material's own", material_site, (MATERIAL_OPEN, MATERIAL_ASK), "site"),
    ("Pagefind", pagefind_site, (PAGEFIND_OPEN, PAGEFIND_ASK), ""),
)


def rows(
    browser: Browser, tools: list[Tool], base: Findable, corpus: str, asked: list[str], seconds: dict[str, float]
) -> Iterator[Row]:
    for tool in tools:
        name, write, _, below = tool
        with tempfile.TemporaryDirectory() as temporary:
            result = write(base, Path(temporary))
            if name == "ours":
                seconds[corpus] = result
            with served(Path(temporary) / below) as (address, sent):
                try:
                    row = measure(browser, address, sent, corpus, tool, asked)
                except Error as error:
                    row = Row(corpus, name, 0, 0, [], [], str(error).splitlines()[0][:80])
                print(line(row), file=sys.stderr, flush=True)
                yield row


def line(row: Row) -> str:
    if row.remark:
        return f"| {row.corpus} | {row.search} | was not ready within {PATIENCE} s | | | | |"

    def percentile(values: list[float]) -> str:
        return f"{statistics.quantiles(values, n=20)[-1]:.0f}" if len(values) > 1 else f"{values[0]:.0f}"

    cells = (f"{row.opening / 1000:.0f}", f"{row.first / 1000:.0f}", f"{statistics.median(row.queries):.0f}")
    return (
        f"| {row.corpus} | {row.search} | {' | '.join(cells)} | {percentile(row.queries)} | {percentile(row.letters)} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    parser.add_argument("--only", help="measure one search only, by the beginning of its name")
    options = parser.parse_args()
    base = load(ROOT).base
    chromium = shutil.which("chromium")
    if base is None or chromium is None:
        raise SystemExit("the corpus cannot be read, or chromium is missing: as root, apt-get install chromium")
    records = findable(Links(base))
    asked = [str(query["q"]) for query in yaml.safe_load((ROOT / "tests/data/queries.yaml").read_text("utf-8"))]
    seconds: dict[str, float] = {}
    tools = [tool for tool in TOOLS if tool[0].startswith(options.only or "")]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        found = list(rows(browser, tools, records, "the corpus", asked, seconds))
        found += rows(browser, tools, large(records, LARGE), f"{LARGE:,} works", asked, seconds)
        browser.close()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    head = INTRODUCTION.format(
        machine=machine, records=len(records.records), large=LARGE, queries=len(asked), first=FIRST_QUERIES, shown=SHOWN
    )
    growth = GROWTH.format(seconds=seconds.get("the corpus", 0), large_seconds=seconds.get(f"{LARGE:,} works", 0))
    text = "\n".join((head, *map(line, found), growth))
    print(text)
    if options.write:
        REPORT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
