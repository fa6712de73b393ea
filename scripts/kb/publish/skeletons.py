"""What the renderer gets to see: a tree of small Markdown pages with slots where content will be stamped in.

Rendering costs about 10 ms a page whatever is on it, so pages of one skeleton are drawn once, and content never passes
through Markdown: a slot is an HTML comment, which every Markdown renderer leaves alone.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.publish import citing
from kb.publish.sanitizing import NAME as SANITIZING
from kb.publish.settings import FRONTEND, with_defaults
from kb.read.config import THEME, site_url
from kb.render.page import ALL, Page, Planned, Site, feed_of
from kb.render.text import sanitize

TITLE, HEADING, DESCRIPTION, ADDRESS = (f"kb-slot-{name}" for name in ("title", "heading", "description", "address"))
#: Item of ``nav`` in ``mkdocs.yml`` that stands for the sections.
SECTIONS = "kb:sections"
#: Settings that the theme prints as they are.
_TEXTS = ("site_name", "site_description", "site_author")
#: Settings that the renderer does not get to see.
_OURS = ("repo_url", "repo_name", "edit_uri", "edit_uri_template")
#: Folder of the tree that the renderer writes to.
DRAWN = "drawn"


def block_slot(number: int) -> str:
    """The slot of a page's n-th block."""
    return f"<!-- kb:{number} -->"


@dataclass(frozen=True)
class Sources:
    """What the renderer draws beside the files of the package and the skeletons.

    Attributes:
        texts: Markdown written by hand and assets made from records, by path below its source folder.
        settings: its ``mkdocs.yml``.
    """

    texts: Mapping[str, str]
    settings: Mapping[str, Any]


def sources(config: Mapping[str, Any], site: Site) -> Sources:
    """The renderer's sources; ``config`` holds the settings of the knowledge base."""
    return Sources({**site.assets, **site.hand_written}, _settings(with_defaults(config), site))


def examples(site: Site) -> dict[str, Page]:
    """The first page of each skeleton, by the page's address; one that has a skeleton of its own is the only one."""
    first = {skeleton_url(page): page for page in reversed(site.pages)}
    return {page.url: page.make() for page in first.values()}


def skeleton_url(page: Page | Planned) -> str:
    """Address at which the renderer draws a page's skeleton: its own, or one at the same depth that it shares."""
    if not page.skeleton:
        return page.url
    return re.sub(r"[^/]+/$", f"{ADDRESS}-{page.skeleton}/", page.url)


def skeleton(page: Page) -> str:
    """The skeleton of a page as Markdown."""
    hidden = [] if any(heading for heading, _ in page.blocks) else ["toc"]  # a table can have its room
    hidden += ["navigation"] if page.wide else []
    hide = [f"hide: [{', '.join(hidden)}]"] if hidden else []
    feed = [f"feed: {feed_of(skeleton_url(page))}"] if page.fed else []
    lines = [
        "---",
        f"title: {TITLE}",
        f"description: {DESCRIPTION}",
        *hide,
        *feed,
        "---",
        "",
        f"# {HEADING} {{#top}}",
        "",
    ]
    for number, (heading, _) in enumerate(page.blocks):
        if heading:
            lines += [f"{'#' * heading.level} {_escape(heading.text)} {{#{heading.anchor}}}", ""]
        lines += [block_slot(number), ""]
    return "\n".join(lines)


def _escape(text: str) -> str:
    """Text that Markdown gives back as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|-])", r"\\\1", html.escape(text, quote=False))


def write_tree(tree: Path, root: Path, written: Sources, skeletons: Mapping[str, str]) -> Path:
    """Writes the renderer's sources to ``tree`` and returns the path of its configuration.

    Args:
        tree: a folder that does not exist yet or is empty.
        skeletons: Markdown by address.
        root: the knowledge base; its ``docs`` is copied upon the package's files, its theme beside it.
    """
    docs = tree / "docs"
    shutil.copytree(FRONTEND / "assets", docs / "assets")
    shutil.copytree(FRONTEND / "theme", tree / "theme")
    if (root / "docs").is_dir():
        shutil.copytree(root / "docs", docs, dirs_exist_ok=True)
    if (tree / THEME).is_dir():  # it stands in docs/, but is no page
        shutil.copytree(tree / THEME, tree / "theme", dirs_exist_ok=True)
        shutil.rmtree(tree / THEME)
    for path, text in {**written.texts, **{f"{url}index.md": text for url, text in skeletons.items()}}.items():
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    file = tree / "mkdocs.yml"
    file.write_text(
        yaml.safe_dump(json.loads(json.dumps(written.settings, default=str)), allow_unicode=True, sort_keys=False),
        encoding="utf-8",
    )
    return file


def _settings(config: dict[str, Any], site: Site) -> dict[str, Any]:
    """The settings as the renderer takes them; what the theme prints as it is has no markup."""
    texts = {name: html.escape(html.unescape(config[name])) for name in _TEXTS if name in config}
    rights = {"copyright": sanitize.page(config["copyright"])} if "copyright" in config else {}
    # With an address the theme lets every reader's browser ask the forge for numbers; pages have links of their own.
    kept = {name: value for name, value in config.items() if name not in _OURS}
    return {
        **kept,
        **texts,
        **rights,
        "extra": {**config.get("extra", {}), "feed": ALL if site.feeds else ""},
        "docs_dir": "docs",
        "site_dir": DRAWN,
        "site_url": html.escape(site_url(config)),
        "nav": list(_navigation(config["nav"], site)),
        "markdown_extensions": [*config["markdown_extensions"], citing.setting(site.pointed), SANITIZING],
        "theme": {**config["theme"], "custom_dir": "theme"},
    }


def _navigation(items: list[Any], site: Site) -> Iterator[Any]:
    for item in items:
        if item != SECTIONS:
            yield item
            continue
        for title, entries in site.navigation:
            pages = [{html.escape(name): f"{url}index.md"} for name, url in entries]
            yield {html.escape(title): pages} if len(pages) > 1 else pages[0]
