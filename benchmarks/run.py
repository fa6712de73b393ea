"""Speed and size, measured beside other tools on the same corpus and in the same run.

``python benchmarks/run.py`` prints the table of ``docs/about/benchmarks.md``; ``--write`` writes it there.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb import load
from kb.link import Links
from kb.model import KnowledgeBase
from kb.publish.serve import Preview
from kb.render.engine import Templates
from kb.render.text.reference import bibtex

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs/about/benchmarks.md"
KB = [sys.executable, "-m", "kb"]
TIMES = 10
LETTERS = "abcdefghij"
#: Runs a program and prints its peak, from a process that is small itself: a program begins as large as what starts it.
MEASURED = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:], stdout=sys.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
"""
#: What stands in the page from here on was written by hand and stays.
BY_HAND = "\n## "

INTRODUCTION = """# Speed and size

Measured with `make bench` on {machine}, on the whole corpus ({works:,} works).
Seconds of wall-clock time: the best of three runs, and one run for other tools and for the large corpus.
Sphinx with sphinxcontrib-bibtex makes a page for each section with all its citations and one of the bibliography;
MkDocs with Material makes a page of each section and each work from one Markdown file each.
`kb build` includes the check. Both begin without what an earlier run kept of the files; `kb check again` finds it.

Memory is the most that one process of a command took at once, with what it shares with the others.

| what | seconds | times ours | HTML pages | megabytes | memory, megabytes |
|---|--:|--:|--:|--:|--:|"""

GROWTH = """
Reading, checking, rendering and stamping grow in proportion to the number of entries and citations. Drawing grows with
the number of sections, since pages that are all alike share one drawn page. An edit of a title or heading draws
everything again, which takes some seconds; any other edit of a section takes the time of the last line.
"""


@dataclass(frozen=True)
class Run:
    """One measurement: seconds, megabytes of memory at once, and what came out of it."""

    name: str
    seconds: float
    memory: float = 0.0
    pages: int = 0
    megabytes: float = 0.0


def best(run: Callable[[], float], repeat: int = 3) -> tuple[float, float]:
    """The best of a few runs, in seconds, and the most memory that one took, in megabytes."""
    times, memory = [], []
    for _ in range(repeat):
        start = time.perf_counter()
        memory.append(run())
        times.append(time.perf_counter() - start)
    return min(times), max(memory)


def command(*arguments: object, cwd: Path = ROOT) -> float:
    """Runs a program; returns the most memory that one of its processes took at once, in megabytes."""
    given = [sys.executable, "-c", MEASURED, *map(str, arguments)]
    done = subprocess.run(given, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{arguments}: {done.stderr}")
    return int(done.stdout) * 1024 / 1e6


def size(folder: Path) -> tuple[int, float]:
    """Number of HTML pages and megabytes of a site."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files) / 1e6


def measure_kb(
    root: Path, name: str, temporary: Path, repeat: int = 3, engines: tuple[str, ...] = ("mkdocs", "zensical")
) -> Iterator[Run]:
    site = temporary / f"site-{name}"
    cache = os.environ["XDG_CACHE_HOME"] = str(temporary / "cache")

    def check() -> float:
        return command(*KB, "check", "--root", root)

    def check_anew() -> float:
        shutil.rmtree(cache, ignore_errors=True)
        return check()

    yield Run(f"kb check, {name}", *best(check_anew, repeat))
    yield Run(f"kb check again, {name}", *best(check, repeat))
    for engine in engines:

        def build(engine: str = engine) -> float:
            shutil.rmtree(site, ignore_errors=True)
            shutil.rmtree(cache, ignore_errors=True)
            return command(*KB, "build", "--root", root, "--site-dir", site, "--engine", engine)

        yield Run(f"kb build with {engine}, {name}", *best(build, repeat), *size(site))


def measure_rebuild(root: Path, temporary: Path) -> Run:
    """One edit of one section while ``kb serve`` runs, until the section's page is there."""
    preview = Preview(root, temporary)
    preview.rebuild()
    path = next((root / "sections").glob("4.7-*.yaml"))
    text, page = path.read_text("utf-8"), f"sections/{path.stem.partition('-')[2]}/index.html"

    def edit() -> float:
        path.write_text(
            path.read_text("utf-8").replace("note: ", "note: ", 1).replace("attacks that", "attacks which", 1)
        )
        preview.rebuild()
        preview.bring(page)
        return 0.0

    try:
        return Run("kb serve, from an edit of a section to its page", *best(edit))
    finally:
        path.write_text(text, "utf-8")


def measure_sphinx(base: KnowledgeBase, folder: Path) -> Run:
    """Sphinx with sphinxcontrib-bibtex: a page a section with all its citations, and one page with the bibliography."""
    folder.mkdir()
    (folder / "conf.py").write_text(
        'project = "x"\nextensions = ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["references.bib"]\n'
    )
    (folder / "references.bib").write_text("\n".join(bibtex(work) for work in base.works.values()), "utf-8")
    names = [section.slug for section in base.sections]
    for section in base.sections:
        lines = [section.name, "=" * len(section.name), ""]
        lines += [f"- {item.note} :cite:`{item.work}`" for item in section.citations]
        (folder / f"{section.slug}.rst").write_text("\n".join(lines) + "\n", "utf-8")
    tree = "\n   ".join((*names, "bibliography"))
    (folder / "index.rst").write_text(f"x\n=\n\n.. toctree::\n\n   {tree}\n")
    (folder / "bibliography.rst").write_text("Bibliography\n============\n\n.. bibliography::\n   :all:\n")
    out = folder / "out"

    def build() -> float:
        shutil.rmtree(out, ignore_errors=True)
        return command(sys.executable, "-m", "sphinx", "-q", "-E", "-b", "html", folder, out)

    return Run("Sphinx with sphinxcontrib-bibtex, a page a section", *best(build, 1), *size(out))


def measure_mkdocs(base: KnowledgeBase, folder: Path) -> Run:
    """Plain MkDocs with Material: one Markdown page a section and a work."""
    docs = folder / "docs"
    (docs / "works").mkdir(parents=True)
    links = Links(base)
    templates = Templates(links)
    (docs / "index.md").write_text("# Home\n")
    for section in base.sections:
        lines = [f"# {section.name}", ""]
        lines += [f"- {item.note} [{item.work}](works/{item.work}.md)" for item in section.citations]
        (docs / f"{section.slug}.md").write_text("\n".join(lines), "utf-8")
    for work in base.works.values():
        lines = [f"# {work.key}", "", templates.reference("../", work), ""]
        lines += [
            f"- [{section.name}](../{section.slug}.md), p. {item.page}: {item.note}"
            for section, item in links.citations_of(work)
        ]
        lines += ["", "```bibtex", bibtex(work), "```"]
        (docs / f"works/{work.key}.md").write_text("\n".join(lines), "utf-8")
    nav = [{section.name: f"{section.slug}.md"} for section in base.sections]
    settings = {"site_name": "x", "theme": {"name": "material", "font": False}, "nav": [{"Home": "index.md"}, *nav]}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**settings, "validation": {"nav": {"omitted_files": "ignore"}}}))
    out = folder / "site"
    run = best(lambda: command(sys.executable, "-m", "mkdocs", "build", "-q", "-c", "-d", out, cwd=folder), 1)
    return Run("MkDocs with Material, a Markdown page a work", *run, *size(out))


@contextmanager
def times_larger(root: Path, factor: int, temporary: Path) -> Iterator[Path]:
    """A knowledge base with every work and every section ``factor`` times."""
    target = temporary / "large"
    shutil.copytree(root, target, ignore=shutil.ignore_patterns(".*", "site", "tests", "benchmarks", "node_modules"))
    for name in ("references.bib", "since.bib"):
        _repeat(target / "bibliography" / name, factor, _renamed_entries)
    # A key need not follow what an erratum says is wrong.
    _repeat(target / "bibliography/errata.yaml", factor, _renamed_errata)
    for path in sorted((target / "sections").glob("*.yaml")):
        section = path.read_text("utf-8")
        head, _, slug = path.stem.partition("-")
        for number in range(1, factor):
            copy = section.replace(
                f'number: "{head}"\nslug: {slug}\n', f'number: "{_number(head, number)}"\nslug: {slug}-{number}\n'
            )
            copy = copy.replace(f'at: "{head}', f'at: "{_number(head, number)}').replace(
                f'- {{number: "{head}', f'- {{number: "{_number(head, number)}'
            )
            copy = _renamed_keys(copy, number)
            (path.parent / f"{_number(head, number)}-{slug}-{number}.yaml").write_text(copy, "utf-8")
    (target / "bibliography/people.yaml").unlink()  # its people are told apart by their works, which now have copies
    command(*KB, "fmt", "--root", target)
    yield target


def _repeat(path: Path, factor: int, renamed: Callable[[str, int], str]) -> None:
    text = path.read_text("utf-8")
    path.write_text("\n".join((text, *(renamed(text, number) for number in range(1, factor)))), "utf-8")


def _number(head: str, number: int) -> str:
    part, _, rest = head.partition(".")
    return f"{part}.{int(rest) + 100 * number}" if rest else f"{part}.{1000 * number}"


def _renamed_keys(text: str, number: int) -> str:
    return re.sub(r"(work: |[\[ ]@?)([a-z]+\d{4}[a-z0-9]+)\b", rf"\g<1>{LETTERS[number]}\g<2>", text)


def _renamed_entries(text: str, number: int) -> str:
    """Entries by authors of other names, so that keys follow the rule and nothing is one work."""
    text = re.sub(r"^(@\w+\{)", rf"\g<1>{LETTERS[number]}", text, flags=re.MULTILINE)
    text = re.sub(r"^(  (?:author|editor) = \{+)", rf"\g<1>{LETTERS[number]}", text, flags=re.MULTILINE)
    return re.sub(r"^  (doi|eprint|archiveprefix) = .*\n", "", text, flags=re.MULTILINE)


def _renamed_errata(text: str, number: int) -> str:
    return re.sub(r"^  work: ", rf"  work: {LETTERS[number]}", text, flags=re.MULTILINE)


def weights(site: Path) -> list[tuple[str, int]]:
    """Gzipped bytes of some pages."""
    pages = {
        "a work, the heaviest": max(site.glob("works/*/index.html"), key=lambda path: path.stat().st_size),
        "a section, the heaviest": max(site.glob("sections/*/index.html"), key=lambda path: path.stat().st_size),
        "a topic, the heaviest": max(site.glob("topics/*/index.html"), key=lambda path: path.stat().st_size),
        "a year, the heaviest": max(site.glob("years/*/index.html"), key=lambda path: path.stat().st_size),
        "an author, the heaviest": max(site.glob("authors/*/index.html"), key=lambda path: path.stat().st_size),
        "all works": site / "works/index.html",
        "home": site / "index.html",
    }
    return [(name, len(gzip.compress(path.read_bytes(), 9))) for name, path in pages.items()]


def report(runs: list[Run], rebuild: Run, pages: list[tuple[str, int]], works: int) -> str:
    ours = next(run.seconds for run in runs if run.name.startswith("kb build with mkdocs"))
    machine = (
        f"{os.cpu_count()} cores, {platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    )
    lines = [INTRODUCTION.format(machine=machine, works=works)]
    for run in (*runs, rebuild):
        ratio = f"{run.seconds / ours:.1f}" if run.pages else ""
        counts = " | ".join(str(round(value) or "") for value in (run.pages, run.megabytes, run.memory))
        lines.append(f"| {run.name} | {run.seconds:.2f} | {ratio} | {counts} |")
    lines += ["", "Pages, gzipped:", "", "| page | kilobytes |", "|---|--:|"]
    lines += [f"| {name} | {size / 1000:.1f} |" for name, size in pages]
    lines.append(GROWTH)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    options = parser.parse_args()
    base = load(ROOT).base
    if base is None:
        raise SystemExit("the corpus cannot be read")
    with tempfile.TemporaryDirectory() as name:
        temporary = Path(name)
        runs = list(measure_kb(ROOT, "the corpus", temporary))
        pages = weights(temporary / "site-the corpus")
        copy = temporary / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "site", "tests"))
        rebuild = measure_rebuild(copy, temporary)
        runs += [measure_sphinx(base, temporary / "sphinx"), measure_mkdocs(base, temporary / "mkdocs")]
        with times_larger(ROOT, TIMES, temporary) as large:
            runs += measure_kb(large, f"{TIMES} times the corpus", temporary, 1, ("mkdocs",))
        text = report(runs, rebuild, pages, len(base.works))
    print(text)
    if options.write:
        _, heading, written = REPORT.read_text("utf-8").partition(BY_HAND)
        REPORT.write_text(text + heading + written, "utf-8")


if __name__ == "__main__":
    main()
