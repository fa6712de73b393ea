"""The colors of the parts: told apart by everybody, readable as text, and the same wherever they are written down."""

from __future__ import annotations

from itertools import combinations

import pytest

from kb.link import Links
from kb.model import Part, Place
from kb.read.colors import APART, GROUNDS, PALETTE, READABLE, TEXTS, contrast, distance
from kb.render.parts import colored, style_sheet
from tests.conftest import Rendered, read


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_palette_can_be_told_apart_and_read_by_everybody(scheme: int) -> None:
    colors = [pair[scheme] for pair in PALETTE]
    for one, other in combinations([*colors, TEXTS[scheme]], 2):  # what stands for several parts has the color of text
        assert distance(one, other) > APART, (one, other)
    assert all(contrast(color, GROUNDS[scheme]) > READABLE for color in colors)


def test_known_contrasts_and_distances() -> None:
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's own example
    assert distance("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert distance("#ff0000", "#00aa00") < 60 < distance("#ff0000", "#0000ff")  # red and green are one to some


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_parts_of_the_report_can_be_told_apart(links: Links, scheme: int) -> None:
    colors = {(part.light, part.dark)[scheme] for part in colored(links.base.report.parts)}
    assert len(colors) == 5  # introduction and conclusion share one
    assert all(distance(one, other) > APART for one, other in combinations([*colors, TEXTS[scheme]], 2))


def test_parts_without_colors_have_those_of_the_palette_which_begins_anew() -> None:
    parts = [Part(f"p{number}", "", Place("mkdocs.yml")) for number in range(9)]
    assert [(part.light, part.dark) for part in colored(parts)] == [*PALETTE, PALETTE[0]]


def test_style_sheet_and_picture_of_the_map_have_the_same(links: Links, rendered: Rendered) -> None:
    picture = read(next(page for page in rendered.pages if page.url == "graph/").files["map.svg"])
    sheet = rendered.assets["assets/parts.css"]
    assert sheet == style_sheet(links.base.report.parts)
    for part in colored(links.base.report.parts):
        assert f"--kb-in-{part.slug}: {part.light};" in sheet.partition("slate")[0]
        assert f"--kb-in-{part.slug}: {part.dark};" in sheet.partition("slate")[2]
        assert f"--in-{part.slug}: {part.light};" in picture.partition("@media")[0]
        assert f"--in-{part.slug}: {part.dark};" in picture.partition("@media")[2]
