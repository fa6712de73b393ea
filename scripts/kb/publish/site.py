"""A whole site, or none: built in a new folder, which takes the old one's place only when it is complete."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kb.beside import beside
from kb.publish import cards, crawlers
from kb.publish.book import books
from kb.publish.engine import Engine, draw
from kb.publish.feed import atom
from kb.publish.foot import FOOT, Edition, Feet, hand_written_url
from kb.publish.head import HEAD, Heads
from kb.publish.opensearch import FILE as OPENSEARCH
from kb.publish.opensearch import opensearch
from kb.publish.policy import inline_scripts, policy, same_scripts, with_policy
from kb.publish.redirects import redirect_files
from kb.publish.search import index_files
from kb.publish.skeletons import Sources, skeleton_url, sources, write_tree
from kb.publish.stamp import fill, slots, stamp, tight
from kb.publish.target import check_target, replacing
from kb.publish.twins import hand_written_twins
from kb.read.config import public_url, site_url
from kb.render.dated import day_of
from kb.render.page import ROOT, Page, Site

#: The head and foot of a page that nobody wrote: the theme's own, for an address that leads nowhere.
NOTHING = {HEAD: "", FOOT: ""}
Progress = Callable[[str], None]
#: Files by path, once they are asked for.
Files = Callable[[], Mapping[str, str | bytes]]


@dataclass
class Drawing:
    """What the renderer last drew, kept while its sources stay the same, and the settings of the knowledge base."""

    sources: Sources
    folder: Path
    settings: Mapping[str, Any]
    preview: bool = False

    def ends(self, site: Site) -> Ends:
        """What makes the head and the foot of each page."""
        url, day = public_url(self.settings), day_of(site.feeds)
        edition = Edition(site.report, url, day) if site.report else None
        feet = Feet(site.repository, site_url(self.settings), self.preview, edition)
        return Ends(Heads(site, self.settings), feet)


@dataclass(frozen=True)
class Ends:
    """What makes the head and the foot of each page."""

    heads: Heads
    feet: Feet

    def of_page(self, page: Page) -> tuple[str, str]:
        """Those of a page made from records."""
        return self.heads.of_page(page), self.feet.of_page(page)

    def of_hand_written(self, path: str, text: str) -> tuple[str, str]:
        """Those of a page written by hand: its path below ``docs`` and its Markdown."""
        return self.heads.of_hand_written(path), self.feet.of_hand_written(path, text)


def build_site(
    root: Path,
    config: Mapping[str, Any],
    site: Site,
    target: Path,
    engine: Engine,
    progress: Progress,
    whole: Files = dict,
) -> None:
    """Builds the site into ``target``; ``whole`` gives the whole knowledge base in the forms of other programs.

    Raises:
        EngineError: if the renderer fails. SiteDirError: if ``target`` holds something else.
        Either way ``target`` stays as it was.
    """
    check_target(target, root)
    with replacing(target) as work:
        index = beside(partial(index_files, site.findable))  # takes as long as drawing, and neither needs the other
        drawing = draw_skeletons(root, config, site, work.scratch / "tree", engine, progress)
        assemble(site, drawing, work.new, progress, lambda: {**index(), **whole()})


def draw_skeletons(
    root: Path, config: Mapping[str, Any], site: Site, tree: Path, engine: Engine, progress: Progress
) -> Drawing:
    """Lets the renderer draw everything but the content."""
    written = sources(config, site)
    progress(f"Drawing {len(written.texts)} skeletons with {engine}")
    folder = draw(engine, write_tree(tree, root, written))
    _secure(folder, {skeleton_url(page) for page in site.pages})
    return Drawing(written, folder, config)


def _secure(drawn: Path, generated: set[str]) -> None:
    """Puts one policy into every page. Scripts are taken from skeletons alone, in which nobody has written anything."""
    texts = {path: path.read_text(encoding="utf-8") for path in drawn.rglob("*.html")}
    empty = [text for path, text in texts.items() if f"{path.parent.relative_to(drawn).as_posix()}/" in generated]
    theme = inline_scripts((*empty, *map(tight, empty)))
    element = policy(theme | same_scripts(theme, texts.values()))
    for path, text in texts.items():
        path.write_text(with_policy(text, element), encoding="utf-8")


def assemble(site: Site, drawing: Drawing, target: Path, progress: Progress, late: Files) -> None:
    """Copies what was drawn to ``target``, which must be new or empty, and stamps every page.

    ``late`` gives the files of which no page is made: those of the search, and the whole knowledge base.
    """
    progress(f"Stamping {len(site.pages)} pages")
    ends = drawing.ends(site)
    shutil.copytree(drawing.folder, target, dirs_exist_ok=True)
    drawn = {
        url: (target / url / "index.html").read_text("utf-8") for url in {skeleton_url(page) for page in site.pages}
    }
    others = beside(lambda: _write_pages(site.pages[::2], drawn, target, ends))
    _write_pages(site.pages[1::2], drawn, target, ends)
    others()
    for skeleton in {skeleton_url(page) for page in site.pages if page.skeleton}:
        shutil.rmtree(target / skeleton)
    write_files(late(), {}, target)
    _write_redirects(site, None, target)
    _write_the_rest(site, None, drawing, target)


def _write_pages(pages: Sequence[Page], drawn: Mapping[str, str], target: Path, ends: Ends) -> None:
    for page in pages:
        write_page(page, drawn[skeleton_url(page)], target, ends)


def update(site: Site, shown: Site | None, drawing: Drawing, target: Path) -> None:
    """Writes what differs between two sites of the same drawing, in place: for a preview, not for publishing.

    The index of the search and the files of the whole knowledge base are left as they were.
    """
    before = {page.url: page for page in shown.pages} if shown else {}
    for url in before.keys() - {page.url for page in site.pages}:
        shutil.rmtree(target / url)
    _write_redirects(site, shown, target)  # where a page was, and before the pages, one of which may take its place
    ends, ends_before = drawing.ends(site), drawing.ends(shown or site)
    for page in site.pages:
        way = ends.heads.way(page.url)
        if before.get(page.url) != page or ends_before.heads.way(page.url) != way:
            for name in before[page.url].files.keys() - page.files.keys() if page.url in before else ():
                (target / page.url / name).unlink(missing_ok=True)
            skeleton = (drawing.folder / skeleton_url(page) / "index.html").read_text(encoding="utf-8")
            write_page(page, skeleton, target, ends)
    _write_the_rest(site, shown, drawing, target)


def _write_the_rest(site: Site, shown: Site | None, drawing: Drawing, target: Path) -> None:
    """All that is no page of its own: fragments, other files, descriptions, sitemaps."""
    _fill_fragments(site, drawing, target)
    write_files(_secured(site.files), _secured(shown.files) if shown else {}, target)
    heads = drawing.ends(site).heads
    if heads.card:
        (target / cards.OF_SITE).write_bytes(cards.picture(heads.card, heads.url))
    write_files({OPENSEARCH: _search_description(drawing.settings)}, {}, target)
    if not shown or site.feeds != shown.feeds:
        write_files(_feeds(site, drawing), _feeds(shown, drawing) if shown else {}, target)
    write_files(hand_written_twins(site), hand_written_twins(shown) if shown else {}, target)
    write_files(_for_crawlers(site, drawing), {}, target)
    (target / f"{crawlers.DRAWN}.gz").unlink(missing_ok=True)


def _secured(files: Mapping[str, str]) -> Mapping[str, str]:
    """Files with the policy in those that are pages."""
    element = policy()
    return {path: with_policy(text, element) if path.endswith(".html") else text for path, text in files.items()}


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


def write_files(files: Mapping[str, str | bytes], before: Mapping[str, str | bytes], target: Path) -> None:
    """Writes what differs from the files before, and removes those that are no more."""
    changed = {path: held for path, held in files.items() if before.get(path) != held}
    for folder in {(target / path).parent for path in changed}:
        folder.mkdir(parents=True, exist_ok=True)
    for path, held in changed.items():
        _write(target / path, held)
    for path in before.keys() - files.keys():
        (target / path).unlink(missing_ok=True)


def write_page(page: Page, skeleton: str, target: Path, ends: Ends) -> None:
    """One page and the files beside it."""
    folder = target / page.url
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "index.html", stamp(skeleton, page, *ends.of_page(page)))
    for name, text in page.files.items():
        _write(folder / name, text)
    if page.card and cards.can_draw(page.card):
        _write(folder / cards.FILE, cards.picture(page.card, ends.heads.name))


def _write(path: Path, held: str | bytes) -> None:
    """One of many thousand files, so without a buffer, which would take a third longer."""
    with path.open("wb", buffering=0) as file:
        file.write(held if isinstance(held, bytes) else held.encode())


def _fill_fragments(site: Site, drawing: Drawing, target: Path) -> None:
    """Takes fragments into the pages written by hand, and what stands in their heads and at their feet."""
    drawn, ends = drawing.folder, drawing.ends(site)
    values = slots({**site.fragments, "books": books(drawn)})
    own = {
        f"{hand_written_url(path)}index.html": dict(zip((HEAD, FOOT), ends.of_hand_written(path, text), strict=True))
        for path, text in site.hand_written.items()
    }
    generated = {skeleton_url(page) for page in site.pages}
    for path in drawn.rglob("*.html"):
        if f"{path.parent.relative_to(drawn).as_posix()}/" not in generated:
            name = path.relative_to(drawn)
            up = "../" * len(name.parent.parts)
            text = fill(path.read_text(encoding="utf-8"), {**values, **own.get(name.as_posix(), NOTHING)})
            (target / name).write_text(text.replace(f'"{ROOT}', f'"{up}'), encoding="utf-8")


def _for_crawlers(site: Site, drawing: Drawing) -> Mapping[str, str]:
    """What those ask for who read many pages; the renderer's own sitemap is made anew."""
    heads = drawing.ends(site).heads
    description = str(drawing.settings.get("site_description", ""))
    return {
        **crawlers.sitemaps((drawing.folder / crawlers.DRAWN).read_text(encoding="utf-8"), site, heads.url),
        "robots.txt": crawlers.robots(heads.url),
        "llms.txt": crawlers.llms(site, heads.name, description, heads.url, heads.license),
    }
