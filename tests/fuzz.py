"""Mutated sources of every kind: whatever stands in them, checking and rendering end without a traceback.

``python tests/fuzz.py --minutes 10`` tries as long as told and prints the seed of what fails; ``--seed N`` repeats it.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from kb import load
from kb.link import Links
from kb.publish import skeletons
from kb.render import render
from tests.conftest import copy_library

#: Values that programs stumble over.
VALUES = (
    *("", "~", "null", "0", "-1", "1.²", "٣", "9" * 4000, "1e999", ".nan", "2026-13-45", "yes", "[]", "{}", "[[[]]]"),
    *("{a: {b: c}}", "x" * 4000, "é" * 300, "‮", "\\", "$", "$$", "{", "}", "\\sqrt", "$\\sqrt$", "$\\frac{$", "%", "#"),
    *(
        "@",
        "[@]",
        "[@;]",
        "@sec-",
        "@sec-x#p99999",
        "p. 99999",
        "javascript:x",
        "https://",
        "<",
        "<!--",
        "&lt;",
        "../..",
    ),
    *("\x85", "\u2028", "\ufeff", "\x00", "\r", "\t", "'", '"', "|", ">", "&a", "*a", "!!int x", "? x", "- - -"),
)


def _value(text: str, chance: random.Random) -> str:
    """Another value after one of the signs that stand before values."""
    places = list(re.finditer(r"(?<=[:=,] ).+?(?=[,}\n]|$)|(?<=- ).+", text))
    if not places:
        return text
    found = chance.choice(places)
    return f"{text[: found.start()]}{chance.choice(VALUES)}{text[found.end() :]}"


def _lines(text: str, chance: random.Random) -> str:
    """Lines that are gone, double, elsewhere or moved to the right."""
    lines = text.split("\n")
    place, other = (chance.randrange(len(lines)) for _ in "ab")
    match chance.randrange(4):
        case 0:
            del lines[place]
        case 1:
            lines.insert(other, lines[place])
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case _:
            lines[place] = f"  {lines[place]}"
    return "\n".join(lines)


def _letters(text: str, chance: random.Random) -> str:
    """A piece that is gone, or something that has come in."""
    place = chance.randrange(len(text) + 1)
    if chance.random() < 0.5:
        return text[:place] + text[place + chance.randrange(1, 20) :]
    return text[:place] + chance.choice(VALUES) + text[place:]


WAYS: tuple[Callable[[str, random.Random], str], ...] = (_value, _value, _lines, _letters)


def sources(root: Path) -> list[Path]:
    """Everything that a contributor may edit."""
    return sorted(path for path in root.rglob("*") if path.suffix in {".yaml", ".yml", ".bib", ".md"})


def attempt(root: Path, seed: int) -> None:
    """One mutation of one file, or of several, carried as far as the renderer's sources; then all is as it was.

    Raises:
        Exception: whatever the program did not expect.
    """
    chance = random.Random(seed)  # noqa: S311
    files = chance.sample(sources(root), chance.choice((1, 1, 1, 2)))
    before = {path: path.read_bytes() for path in files}
    try:
        for path in files:
            text = before[path].decode()
            for _ in range(chance.choice((1, 1, 2, 4))):
                text = chance.choice(WAYS)(text, chance)
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        process(root)
    finally:
        for path, data in before.items():
            path.write_bytes(data)


def process(root: Path) -> None:
    """Reads, checks, and renders what has no errors."""
    loaded = load(root)
    for problem in loaded.problems:
        assert problem.place.line >= 1
        assert "\n" not in str(problem)
    if not loaded.failed() and loaded.base and loaded.config:
        site = render(Links(loaded.base))
        with tempfile.TemporaryDirectory() as tree:
            sources = skeletons.sources(loaded.config.values, site)
            skeletons.write_tree(Path(tree) / "tree", root, sources, {})
            for page in site.pages:
                skeletons.skeleton(page.make())


def main() -> int:
    """Tries for as long as told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, help="try this one alone")
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    failed, seed = 0, options.seed or 0
    with tempfile.TemporaryDirectory() as folder:
        root = copy_library(Path(folder) / "base")
        while time.monotonic() < end:
            try:
                attempt(root, seed)
            except Exception:
                failed += 1
                print(f"--seed {seed}\n{traceback.format_exc(limit=-3)}", flush=True)
            seed += 1
            if options.seed is not None:
                break
    print(f"{seed - (options.seed or 0)} trials, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
