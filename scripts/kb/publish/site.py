"""A whole site, or none: built in a new folder, which takes the old one's place only when it is complete."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from types import MappingProxyType
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
from kb.publish.skeletons import Sources, examples, skeleton, skeleton_url, sources, write_tree
from kb.publish.stamp import fill, slots, stamp, tight
from kb.publish.target import check_target, replacing
from kb.publish.twins import hand_written_twins
from kb.read.config import public_url, site_url
from kb.render.dated import day_of
from kb.render.page import ROOT, Maker, Page, Planned, Site

Progress = Callable[[str], None]


@dataclass
class Drawing:
    """What the renderer last drew, kept while its sources stay the same, and the settings of the knowledge base.

    Attributes:
        skeletons: what it was given of each, by address.
        folder: what it made of all.
    """

    sources: Sources
    skeletons: Mapping[str, str]
    folder: Path
    settings: Mapping[str, Any]
    preview: bool = False

    def skeleton_of(self, page: Page) -> str | None:
        """The drawn skeleton of a page; none if it is of another kind than what was drawn, so all is drawn anew."""
        url = skeleton_url(page)
        return self.text_of(url) if self.skeletons.get(url) == skeleton(page) else None

    def text_of(self, url: str) -> str:
        """The page drawn at an address."""
        return (self.folder / url / "index.html").read_text(encoding="utf-8")

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
    whole: Mapping[str, Maker] = MappingProxyType({}),
) -> None:
    """Builds the site into ``target``; ``whole`` is the whole knowledge base in the forms of other programs.

    Raises:
        EngineError: if the renderer fails. SiteDirError: if ``target`` holds something else.
        Either way ``target`` stays as it was.
    """
    check_target(target, root)
    with replacing(target) as work, ExitStack() as copies:
        # None of these files needs what is drawn; however this ends, their copies of the process have ended before.
        copies.callback(beside(partial(_write_search_and_whole, site, whole, work.new)))
        copies.callback(beside(partial(_write_records, site, work.new)))
        first = examples(site)
        drawn = beside(partial(draw_skeletons, root, config, site, first, work.scratch / "tree", engine, progress))
        write_files(texts_of(site.exports), work.new)  # now, so that the pages find every work in every format
        assemble(site, first, drawn(), work.new, progress)


def _write_search_and_whole(site: Site, whole: Mapping[str, Maker], target: Path) -> None:
    """The files of the search, and the whole knowledge base in the forms of other programs."""
    write_files(index_files(site.findable()).items(), target)
    write_files(texts_of(whole), target)


def _write_records(site: Site, target: Path) -> None:
    """Records as data, and references, which a first build has to set."""
    write_files(texts_of(record_files(site)), target)


def draw_skeletons(
    root: Path,
    config: Mapping[str, Any],
    site: Site,
    first: Mapping[str, Page],
    tree: Path,
    engine: Engine,
    progress: Progress,
) -> Drawing:
    """Lets the renderer draw everything but the content; ``first`` are the pages whose skeletons it draws."""
    written, skeletons = sources(config, site), {skeleton_url(page): skeleton(page) for page in first.values()}
    progress(f"Drawing {len(skeletons) + len(site.hand_written)} skeletons with {engine}")
    folder = draw(engine, write_tree(tree, root, written, skeletons))
    _secure(folder, skeletons.keys())
    return Drawing(written, skeletons, folder, config)


def _secure(drawn: Path, generated: Set[str]) -> None:
    """Puts one policy into every page. Scripts are taken from skeletons alone, in which nobody has written anything."""
    texts = {path: path.read_text(encoding="utf-8") for path in drawn.rglob("*.html")}
    empty = [text for path, text in texts.items() if f"{path.parent.relative_to(drawn).as_posix()}/" in generated]
    theme = inline_scripts((*empty, *map(tight, empty)))
    element = policy(theme | same_scripts(theme, texts.values()))
    for path, text in texts.items():
        path.write_text(with_policy(text, element), encoding="utf-8")


def assemble(site: Site, first: Mapping[str, Page], drawing: Drawing, target: Path, progress: Progress) -> None:
    """Copies what was drawn to ``target``, and makes and stamps every page; ``first`` are those made before."""
    progress(f"Making {len(site.pages)} pages")
    shutil.copytree(drawing.folder, target, dirs_exist_ok=True)
    for url in {skeleton_url(page) for page in site.pages if page.skeleton}:
        shutil.rmtree(target / url)
    ends = drawing.ends(site)
    others = beside(lambda: _write_pages(site.pages[::2], first, drawing, target, ends))
    days = {**_write_pages(site.pages[1::2], first, drawing, target, ends), **others()}
    write_files(texts_of(other_files(site, drawing, ends, days, first)), target)
    (target / f"{crawlers.DRAWN}.gz").unlink(missing_ok=True)


def _write_pages(
    pages: Sequence[Planned], first: Mapping[str, Page], drawing: Drawing, target: Path, ends: Ends
) -> dict[str, str]:
    """Returns the days of their newest data, by address."""
    drawn = lru_cache(maxsize=1)(drawing.text_of)  # pages that share a skeleton follow each other
    days = {}
    for planned in pages:
        page = first.get(planned.url) or planned.make()
        write_files(texts_of(page_files(page, drawn(skeleton_url(page)), ends)), target)
        days[page.url] = page.changed
    return days


def page_files(page: Page, skeleton: str, ends: Ends) -> dict[str, Maker]:
    """One page, from its drawn skeleton, and the files beside it, by path."""
    found: dict[str, Maker] = {f"{page.url}index.html": lambda: stamp(skeleton, page, *ends.of_page(page))}
    found |= {f"{page.url}{name}": make for name, make in page.files.items()}
    if page.card and cards.can_draw(page.card):
        found[f"{page.url}{cards.FILE}"] = partial(cards.picture, page.card, ends.heads.name)
    return found


def texts_of(files: Mapping[str, Maker]) -> Iterator[tuple[str, str | bytes]]:
    """Files with their texts, one after the other, so that not all are held at once."""
    return ((path, make()) for path, make in files.items())


def record_files(site: Site) -> dict[str, Maker]:
    """The files of a site that need nothing else; pages among them have no policy yet and get one."""
    element = policy()
    return {
        path: partial(_secured, make, element) if path.endswith(".html") else make for path, make in site.files.items()
    }


def _secured(make: Callable[[], str], element: str) -> str:
    return with_policy(make(), element)


def other_files(
    site: Site, drawing: Drawing, ends: Ends, days: Mapping[str, str], first: Mapping[str, Page]
) -> dict[str, Maker]:
    """What else a site has that depends on what was drawn or on its settings: pages written by hand, feeds, sitemaps.

    Args:
        days: of the newest data of pages, by address, where they are known.
        first: pages that were made before, by address.
    """
    heads, settings = ends.heads, drawing.settings
    found: dict[str, Maker] = {
        **redirect_files(site.redirects),
        **{feed.url: partial(atom, feed, heads.name, heads.url) for feed in site.feeds},
        **hand_written_twins(site),
        **_hand_written_pages(site, drawing, ends),
        OPENSEARCH: partial(_search_description, settings),
        crawlers.DRAWN: partial(_drawn_sitemap, drawing, heads.url, days),
        crawlers.STAMPED: partial(crawlers.stamped_sitemap, site, heads.url, days),
        "robots.txt": partial(crawlers.robots, heads.url),
        "llms.txt": partial(_llms, site, heads, str(settings.get("site_description", "")), first),
    }
    return found | ({cards.OF_SITE: partial(cards.picture, heads.card, heads.url)} if heads.card else {})


def _hand_written_pages(site: Site, drawing: Drawing, ends: Ends) -> dict[str, Maker]:
    """Pages with fragments in them, and with what stands in their heads and at their feet."""
    values = cache(lambda: slots({**site.fragments(), "books": books(drawing.folder)}))
    texts = {f"{hand_written_url(path)}index.html": (path, text) for path, text in site.hand_written.items()}

    def page(path: str) -> str:
        own = ends.of_hand_written(*texts[path]) if path in texts else ("", "")  # of the page for a wrong address
        drawn = (drawing.folder / path).read_text(encoding="utf-8")
        text = fill(drawn, {**values(), **dict(zip((HEAD, FOOT), own, strict=True))})
        return text.replace(f'"{ROOT}', f'"{"../" * path.count("/")}')

    found = (file.relative_to(drawing.folder).as_posix() for file in drawing.folder.rglob("*.html"))
    return {path: partial(page, path) for path in found if path.removesuffix("index.html") not in drawing.skeletons}


def _search_description(settings: Mapping[str, Any]) -> str:
    name = str(settings.get("site_name", ""))
    short = str(settings.get("extra", {}).get("short_name", name))
    return opensearch(short, name, str(settings.get("site_description", "")), site_url(settings))


def _drawn_sitemap(drawing: Drawing, url: str, days: Mapping[str, str]) -> str:
    return crawlers.drawn_sitemap((drawing.folder / crawlers.DRAWN).read_text(encoding="utf-8"), url, days)


def _llms(site: Site, heads: Heads, description: str, first: Mapping[str, Page]) -> str:
    return crawlers.llms(site, heads.name, description, heads.url, heads.license, first)


def write_files(files: Iterable[tuple[str, str | bytes]], target: Path) -> None:
    """Writes files by their path below ``target``; there are many thousand, so the folder of each is made once."""
    made = set()
    for path, held in files:
        folder, _, name = f"{target}/{path}".rpartition("/")  # as text, for objects take as long as writing
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            made.add(folder)
        with open(f"{folder}/{name}", "wb", buffering=0) as file:  # noqa: PTH123  a buffer would take a third longer
            file.write(held if isinstance(held, bytes) else held.encode())
