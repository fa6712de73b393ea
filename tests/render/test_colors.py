"""The colors of the parts: told apart by everybody, readable as text, and the same wherever they are written down."""

import re
from itertools import combinations

import pytest

from tests.conftest import REPOSITORY

PARTS = ("introduction", "capabilities", "applications", "technology", "society")
GROUND = {"light": "#ffffff", "dark": "#11161c"}
#: What stands for several parts.
TEXT = {"light": "#000000", "dark": "#ffffff"}
#: How linear red, green and blue look without one of the three cones (Machado, Oliveira and Fernandes 2009).
SIGHT = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
Triple = tuple[float, float, float]


def colors(scheme: str) -> dict[str, str]:
    light, dark = (REPOSITORY / "docs/assets/site.css").read_text("utf-8").split('[data-md-color-scheme="slate"]')
    return {part: re.findall(rf"--kb-{part}: (#\w+);", light if scheme == "light" else dark)[0] for part in PARTS}


def linear(color: str) -> list[float]:
    values = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def times(matrix: tuple[Triple, ...], values: list[float]) -> list[float]:
    return [sum(one * other for one, other in zip(row, values, strict=True)) for row in matrix]


def lab(color: str, sight: str) -> Triple:
    seen = [min(1.0, max(0.0, value)) for value in times(SIGHT[sight], linear(color))]
    x, y, z = (value / white for value, white in zip(times(XYZ, seen), (0.9505, 1, 1.089), strict=True))
    roots = [value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z)]
    return 116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])


@pytest.mark.parametrize("scheme", GROUND)
@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_differ_for_the_color_blind(scheme: str, sight: str) -> None:
    seen = {name: lab(color, sight) for name, color in (colors(scheme) | {"several": TEXT[scheme]}).items()}
    for one, other in combinations(seen, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert distance > 19, (one, other)  # CIE 1976; 2.3 is the least that can be told apart side by side


@pytest.mark.parametrize("scheme", GROUND)
def test_each_can_be_read_as_text(scheme: str) -> None:
    def light(color: str) -> float:
        return times(XYZ, linear(color))[1] + 0.05

    for part, color in colors(scheme).items():
        ratio = light(color) / light(GROUND[scheme])
        assert max(ratio, 1 / ratio) > 4.5, part


def test_the_picture_of_the_map_has_the_same() -> None:
    template = (REPOSITORY / "scripts/kb/render/templates/graph_map.html").read_text("utf-8")
    for scheme, style in zip(GROUND, template.split("@media"), strict=True):
        for part, color in colors(scheme).items():
            assert f"--{part}: {color};" in style, (scheme, part)
