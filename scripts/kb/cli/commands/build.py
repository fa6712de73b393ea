"""``kb build``: makes the site."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kb.cli.opening import find_root
from kb.cli.printing import print_problems, progress_on_terminal
from kb.cli.spec import DONE, PROBLEMS, CommandSpec
from kb.loading import load
from kb.read.config import imprint, public_url
from kb.read.garbage import without_garbage_collection


def _build(options: Namespace) -> int:
    from kb.link import Links
    from kb.publish.engine import EngineError
    from kb.publish.site import build_site
    from kb.publish.target import SiteDirError
    from kb.read.history import history_authors
    from kb.render import render
    from kb.render.data.whole import data_files

    root = find_root(options.root)
    progress = progress_on_terminal()
    progress("Reading and checking")
    loaded = load(root)
    print_problems(loaded.problems)
    if loaded.failed(options.strict) or loaded.base is None or loaded.config is None:
        print("kb: nothing was written; the last site is as it was", file=sys.stderr)
        return PROBLEMS
    target = options.site_dir or root / "site"
    try:
        progress("Linking")
        with without_garbage_collection():
            links = Links(loaded.base)
            whole = data_files(links, imprint(loaded.config.values))
            address = public_url(loaded.config.values)
            site = render(links, loaded.config.repository, history_authors(root), address)
            build_site(root, loaded.config.values, site, target, options.engine, progress, whole)
    except (EngineError, SiteDirError, OSError) as error:
        print(f"kb: {error}\nkb: nothing was written; the last site is as it was", file=sys.stderr)
        return PROBLEMS
    print(f"Built {len(site.pages):,} pages into {target}")
    return DONE


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--site-dir", type=Path, help="where to write it (default: site/ in the knowledge base)")
    parser.add_argument(
        "--engine", choices=("mkdocs", "zensical"), default="mkdocs", help="what draws the pages (default: mkdocs)"
    )
    parser.add_argument("--strict", action="store_true", help="warnings fail the build")


COMMAND = CommandSpec(
    "build",
    "Check, then build the site. The old site stays until the new one is whole.",
    _build,
    _arguments,
)
