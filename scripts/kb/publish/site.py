"""A whole site, or none: built in a new folder, which takes the old one's place only when it is complete."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from kb.beside import beside
from kb.publish.book import books
from kb.publish.engine import Engine, draw
from kb.publish.feed import atom
from kb.publish.foot import FOOT, Feet, hand_written_url
from kb.publish.opensearch import FILE as OPENSEARCH
from kb.publish.opensearch import opensearch
from kb.publish.place import check_target, replacing
from kb.publish.policy import inline_scripts, policy, same_scripts, with_policy
from kb.publish.redirects import redirect_files
from kb.publish.search import index_files
from kb.publish.shells import ADDRESS, Sources, shell_url, sources, write_tree
from kb.publish.stamp import fill, slots, stamp, tight
from kb.read.config import site_url
from kb.render.page import ROOT, Page, Site

#: Addresses of the pages that were stamped.
STAMPED = "sitemap-works.xml"
Progress = Callable[[str], None]


@dataclass
class Drawing:
    """What the renderer last drew, kept while its sources stay the same, and the settings of the knowledge base."""

    sources: Sources
    folder: Path
    settings: Mapping[str, Any]
    preview: bool = False

    def feet(self, site: Site) -> Feet:
        """What makes the foot of each page."""
        return Feet(site.repository, site_url(self.settings), self.preview)


def build_site(
    root: Path, config: Mapping[str, Any], site: Site, target: Path, engine: Engine, progress: Progress
) -> None:
    """Builds the site into ``target``.

    Raises:
        EngineError: if the renderer fails. SiteDirError: if ``target`` holds something else.
        Either way ``target`` stays as it was.
    """
    check_target(target, root)
    with replacing(target) as work:
        index = beside(partial(index_files, site.findable))  # takes as long as drawing, and neither needs the other
        drawing = draw_shells(root, config, site, work.scratch / "tree", engine, progress)
        assemble(site, drawing, work.new, progress, index)


def draw_shells(
    root: Path, config: Mapping[str, Any], site: Site, tree: Path, engine: Engine, progress: Progress
) -> Drawing:
    """Lets the renderer draw everything but the content."""
    written = sources(config, site)
    progress(f"Drawing {len(written.texts)} shells with {engine}")
    folder = draw(engine, write_tree(tree, root, written))
    _secure(folder, {shell_url(page) for page in site.pages})
    return Drawing(written, folder, config)


def _secure(drawn: Path, generated: set[str]) -> None:
    """Puts one policy into every page. Scripts are taken from shells alone, in which nobody has written anything."""
    texts = {path: path.read_text(encoding="utf-8") for path in drawn.rglob("*.html")}
    empty = [text for path, text in texts.items() if f"{path.parent.relative_to(drawn).as_posix()}/" in generated]
    theme = inline_scripts((*empty, *map(tight, empty)))
    element = policy(theme | same_scripts(theme, texts.values()))
    for path, text in texts.items():
        path.write_text(with_policy(text, element), encoding="utf-8")


def assemble(
    site: Site, drawing: Drawing, target: Path, progress: Progress, index: Callable[[], Mapping[str, str]]
) -> None:
    """Copies what was drawn to ``target``, which must be new or empty, and stamps every page.

    ``index`` gives the files of the search.
    """
    progress(f"Stamping {len(site.pages)} pages")
    feet = drawing.feet(site)
    shutil.copytree(drawing.folder, target, dirs_exist_ok=True)
    drawn = {url: (target / url / "index.html").read_text("utf-8") for url in {shell_url(page) for page in site.pages}}
    others = beside(lambda: _write_pages(site.pages[::2], drawn, target, feet))
    _write_pages(site.pages[1::2], drawn, target, feet)
    others()
    for mould in {shell_url(page) for page in site.pages if page.mould}:
        shutil.rmtree(target / mould)
    write_files(index(), {}, target)
    _write_redirects(site, None, target)
    _write_the_rest(site, None, drawing, target)


def _write_pages(pages: Sequence[Page], drawn: Mapping[str, str], target: Path, feet: Feet) -> None:
    for page in pages:
        write_page(page, drawn[shell_url(page)], target, feet)


def update(site: Site, shown: Site | None, drawing: Drawing, target: Path) -> None:
    """Writes what differs between two sites of the same drawing, in place: for a preview, not for publishing.

    The index of the search is left as it was.
    """
    before = {page.url: page for page in shown.pages} if shown else {}
    for url in before.keys() - {page.url for page in site.pages}:
        shutil.rmtree(target / url)
    _write_redirects(site, shown, target)  # where a page was, and before the pages, one of which may take its place
    feet = drawing.feet(site)
    for page in site.pages:
        if before.get(page.url) != page:
            for name in before[page.url].files.keys() - page.files.keys() if page.url in before else ():
                (target / page.url / name).unlink(missing_ok=True)
            shell = (drawing.folder / shell_url(page) / "index.html").read_text(encoding="utf-8")
            write_page(page, shell, target, feet)
    _write_the_rest(site, shown, drawing, target)


def _write_the_rest(site: Site, shown: Site | None, drawing: Drawing, target: Path) -> None:
    """All that is no page of its own: fragments, other files, descriptions, sitemaps."""
    _fill_fragments(site, drawing, target)
    write_files(site.files, shown.files if shown else {}, target)
    write_files({OPENSEARCH: _search_description(drawing.settings)}, {}, target)
    if not shown or site.feeds != shown.feeds:
        write_files(_feeds(site, drawing), _feeds(shown, drawing) if shown else {}, target)
    _write_sitemaps(site, drawing, target)


def _feeds(site: Site, drawing: Drawing) -> Mapping[str, str]:
    name, url = str(drawing.settings.get("site_name", "")), site_url(drawing.settings)
    return {feed.url: atom(feed, name, url) for feed in site.feeds}


def _write_redirects(site: Site, shown: Site | None, target: Path) -> None:
    if not shown or site.redirects != shown.redirects:
        write_files(redirect_files(site.redirects), redirect_files(shown.redirects) if shown else {}, target)


def _search_description(settings: Mapping[str, Any]) -> str:
    name = str(settings.get("site_name", ""))
    short = str(settings.get("extra", {}).get("short_name", name))
    return opensearch(short, name, str(settings.get("site_description", "")), site_url(settings))


def write_files(files: Mapping[str, str], before: Mapping[str, str], target: Path) -> None:
    """Writes what differs from the files before, and removes those that are no more."""
    changed = {path: text for path, text in files.items() if before.get(path) != text}
    for folder in {(target / path).parent for path in changed}:
        folder.mkdir(parents=True, exist_ok=True)
    for path, text in changed.items():
        (target / path).write_text(text, encoding="utf-8")
    for path in before.keys() - files.keys():
        (target / path).unlink(missing_ok=True)


def write_page(page: Page, shell: str, target: Path, feet: Feet) -> None:
    """One page and the files beside it."""
    folder = target / page.url
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(stamp(shell, page, feet.of_page(page)), encoding="utf-8")
    for name, text in page.files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _fill_fragments(site: Site, drawing: Drawing, target: Path) -> None:
    """Takes fragments into the pages written by hand, and what stands at their foot."""
    drawn, feet = drawing.folder, drawing.feet(site)
    values = slots({**site.fragments, "books": books(drawn)})
    foot = {hand_written_url(path): feet.of_hand_written(path, text) for path, text in site.hand_written.items()}
    generated = {shell_url(page) for page in site.pages}
    for path in drawn.rglob("*.html"):
        if f"{path.parent.relative_to(drawn).as_posix()}/" not in generated:
            folder = path.parent.relative_to(drawn)
            up = "../" * len(folder.parts)
            own = {FOOT: str(foot.get("".join(f"{part}/" for part in folder.parts), ""))}
            text = fill(path.read_text(encoding="utf-8"), {**values, **own}).replace(f'"{ROOT}', f'"{up}')
            (target / path.relative_to(drawn)).write_text(text, encoding="utf-8")


def _write_sitemaps(site: Site, drawing: Drawing, target: Path) -> None:
    """``sitemap.xml`` lists the drawn pages, which instant navigation loads with every visit; the rest stands apart."""
    text = (drawing.folder / "sitemap.xml").read_text(encoding="utf-8")
    drawn = {address for address in re.findall(r"<loc>([^<]*)</loc>", text) if ADDRESS not in address}
    stamped = [f"{site_url(drawing.settings)}{page.url}" for page in site.pages if page.mould]
    (target / "sitemap.xml").write_text(_sitemap(sorted(drawn)), encoding="utf-8")
    (target / STAMPED).write_text(_sitemap(stamped), encoding="utf-8")
    (target / "sitemap.xml.gz").unlink(missing_ok=True)


def _sitemap(addresses: list[str]) -> str:
    lines = [f"<url><loc>{escape(address)}</loc></url>" for address in addresses]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join((head, *lines, "</urlset>\n"))
