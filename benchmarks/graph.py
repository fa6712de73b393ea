"""The explorer of the citation graph, measured in headless Chromium on the corpus and on a large synthetic graph.

``python benchmarks/graph.py`` prints the table of ``docs/about/graph-benchmarks.md``; ``--write`` writes it there.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import random
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from serving import compressed, served

from kb import load
from kb.cli import main as kb
from kb.contract import text
from kb.link import Links
from kb.model import Citation, KnowledgeBase
from kb.render.data.graph import authors_data, graph_data

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs/about/graph-benchmarks.md"
WORKS, EDGES = 20_000, 60_000
OPENINGS = 5
SECONDS = 3.0
DRAWN = "performance.getEntriesByName('kb-graph-drawn')"

INTRODUCTION = """# The graph: speed and size

Measured with `make bench` on {machine}, headless Chromium without a graphics card (WebGL is computed by
the processor), everything served over loopback; a window of 1280 by 800. The large graph is synthetic: works of the
corpus again and again, each cited by three sections chosen at random.

- *loaded* is all that the page loads until the map stands there, the theme and the site's own code with it, in
  kilobytes, gzipped; with authors, for the view that shows them.
- *first picture* is the time from the load event to the first picture, *open* from asking for the page to it: the
  median of {openings} openings, each in a browser that knows nothing yet.
- *panning*, *zooming*: frames a second while the mouse drags the map and turns its wheel for {seconds:.0f} s, of
  60 that the screen shows.
- *laid out*: seconds of the build that the places of all nodes take.

| graph | works | links | kB loaded | with authors | first picture, ms | open, ms | panning | zooming | laid out, s |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""

GROWTH = """
Data and drawing grow in proportion to the number of works and links. The layout is linear in the works and quadratic in
the number of sections; related works are quadratic in the number of works under a heading or with a pair of topics.
Betweenness grows as nodes times edges and communities as the works under a heading squared: a tenth of a second each
for the corpus, about 15 seconds each for ten times as many works in the same sections.
"""

WATCH = """() => {
  window.frames_ = [];
  let on = true;
  window.seen = () => { on = false; return window.frames_; };
  const frame = (now) => { window.frames_.push(now); if (on) requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}"""


@dataclass(frozen=True)
class Row:
    """One line of the table; times in milliseconds, weights in bytes."""

    name: str
    works: int
    links: int
    loaded: int
    with_authors: int
    picture: float
    opened: float
    panning: float
    zooming: float
    layout: float


def large(base: KnowledgeBase) -> KnowledgeBase:
    """The sections of the corpus with 20,000 works, each cited by three of them."""
    dice = random.Random(2021)  # noqa: S311  the same graph every time
    originals = list(base.works.values())
    works = {f"w{number}": replace(originals[number % len(originals)], key=f"w{number}") for number in range(WORKS)}
    cited: dict[str, list[Citation]] = {section.slug: [] for section in base.sections}
    example = next(citation for section in base.sections for citation in section.citations)
    for key in works:
        for slug in dice.sample(list(cited), EDGES // WORKS):
            cited[slug].append(replace(example, work=key, group=len(cited[slug]) // 3))
    sections = tuple(replace(section, citations=tuple(cited[section.slug])) for section in base.sections)
    return replace(base, works=works, sections=sections)


def frames(page: Page) -> float:
    """Frames a second since watching began."""
    times: list[float] = page.evaluate("seen()")
    return 1000 * (len(times) - 1) / (times[-1] - times[0])


def moved(page: Page) -> tuple[float, float]:
    """Frames a second while panning and while zooming."""
    x, y = 400, 500  # amid the map
    page.mouse.move(x, y)
    page.evaluate(WATCH)
    page.mouse.down()
    start = time.perf_counter()
    while (past := time.perf_counter() - start) < SECONDS:
        page.mouse.move(x + 150 * math.sin(3 * past), y + 100 * math.sin(2.3 * past))
    page.mouse.up()
    panning = frames(page)
    page.wait_for_timeout(600)
    page.evaluate(WATCH)
    start = time.perf_counter()
    while (past := time.perf_counter() - start) < SECONDS:
        page.mouse.wheel(0, -120 if int(past) % 2 == 0 else 120)
        page.wait_for_timeout(30)
    return panning, frames(page)


def measure(browser: Browser, site: Path, name: str, base: KnowledgeBase) -> Row:
    links = Links(base)
    start = time.perf_counter()
    _ = links.positions
    layout = time.perf_counter() - start
    (site / "graph/data.json").write_text(text(graph_data(links)), "utf-8")
    (site / "graph/authors.json").write_text(text(authors_data(links)), "utf-8")
    edges = len({(section.slug, citation.work) for section in base.sections for citation in section.citations})
    with served(site) as (address, sent):
        times = [opening(browser, f"{address}graph/") for _ in range(OPENINGS)]
        sent.clear()
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}graph/")
        page.wait_for_function(f"{DRAWN}.length")
        page.wait_for_load_state("networkidle")
        loaded = sum(map(compressed, sent))
        panning, zooming = moved(page)
        page.close()
    authors = compressed(site / "graph/authors.json")
    picture, opened = (statistics.median(values) for values in zip(*times, strict=True))
    return Row(name, len(base.works), edges, loaded, loaded + authors, picture, opened, panning, zooming, layout)


def opening(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds from the load event, and from the beginning, to the first picture."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(f"{DRAWN}.length")
    drawn, loaded = page.evaluate(f"[{DRAWN}[0].startTime, performance.getEntriesByType('navigation')[0].loadEventEnd]")
    context.close()
    return max(0.0, drawn - loaded), drawn


def line(row: Row) -> str:
    cells = (
        row.name,
        f"{row.works:,}",
        f"{row.links:,}",
        f"{row.loaded / 1000:.0f}",
        f"{row.with_authors / 1000:.0f}",
        f"{row.picture:.0f}",
        f"{row.opened:.0f}",
        f"{row.panning:.0f}",
        f"{row.zooming:.0f}",
        f"{row.layout:.2f}",
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    options = parser.parse_args()
    base = load(ROOT).base
    chromium = shutil.which("chromium")
    if base is None or chromium is None:
        raise SystemExit("the corpus cannot be read, or chromium is missing: as root, apt-get install chromium")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = Path(temporary) / "site"
        kb(["build", "--root", str(ROOT), "--site-dir", str(site)])
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        rows = [measure(browser, site, "the corpus", base), measure(browser, site, "synthetic", large(base))]
        browser.close()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    head = INTRODUCTION.format(machine=machine, openings=OPENINGS, seconds=SECONDS)
    text = "\n".join((head, *map(line, rows), GROWTH))
    print(text)
    if options.write:
        REPORT.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
