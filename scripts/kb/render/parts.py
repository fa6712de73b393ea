"""The parts of the report and their colors, the same in pages, pictures and the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.model import Part
from kb.read.colors import HEX, PALETTE


@dataclass(frozen=True)
class Colored:
    """A part with the colors that it has on a light and on a dark ground."""

    slug: str
    title: str
    light: str
    dark: str


def colored(parts: Iterable[Part]) -> tuple[Colored, ...]:
    """Every part with its colors: those given, else the next of the palette, which begins anew after its end."""
    found = []
    for number, part in enumerate(parts):
        light, dark = PALETTE[number % len(PALETTE)]
        given = (part.color if HEX.fullmatch(part.color) else "", part.dark if HEX.fullmatch(part.dark) else "")
        found.append(Colored(part.slug, part.title, given[0] or light, given[1] or dark))
    return tuple(found)


def style_sheet(parts: Iterable[Part]) -> str:
    """Variables with the colors of the parts, and a class for each that gives its color to what stands in it."""
    every = colored(parts)
    return "".join(
        (
            ':root,\n[data-md-color-scheme="default"] {\n',
            *(f"  --kb-in-{part.slug}: {part.light};\n" for part in every),
            '}\n\n@media screen {\n[data-md-color-scheme="slate"] {\n',  # paper is white
            *(f"  --kb-in-{part.slug}: {part.dark};\n" for part in every),
            "}\n}\n\n",
            *(f".kb-in-{part.slug} {{ --kb-part: var(--kb-in-{part.slug}); }}\n" for part in every),
        )
    )
