"""The grammar of colors: how far two are apart for every kind of sight, and what can be read on what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

HEX = re.compile(r"#[0-9a-f]{6}")
#: The ground that pages have in light and in dark colors, and the text on it.
GROUNDS, TEXTS = ("#ffffff", "#11161c"), ("#000000", "#ffffff")
#: Colors for parts that name none, in light and in dark: found by a search for pairs that are far apart for every kind
#: of sight and can be read as text.
PALETTE = (
    ("#1256cc", "#5a9ff0"),
    ("#00522f", "#55d69a"),
    ("#a35400", "#f08c42"),
    ("#5e1160", "#f0b4ea"),
    ("#666f7b", "#7f8d9b"),
    ("#7711ff", "#aa55ff"),
    ("#9955aa", "#dd5555"),
    ("#110088", "#bbff11"),
)
#: What WCAG asks of text, and how far two parts must be apart (CIE 1976; 2.3 can just be told apart side by side).
READABLE, APART = 4.5, 19.0

#: How linear red, green and blue look without one of the three cones (Machado, Oliveira and Fernandes 2009).
_SIGHT = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)
_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 between two colors, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lights = sorted(_times(_XYZ, _linear(color))[1] + 0.05 for color in (one, other))
    return lights[1] / lights[0]


@cache
def distance(one: str, other: str) -> float:
    """How far two colors are apart for the kind of sight to which they are nearest: CIE 1976 difference."""
    pairs = zip(_seen(one), _seen(other), strict=True)
    return min(float(sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5) for pair in pairs)


@cache
def _seen(color: str) -> tuple[tuple[float, ...], ...]:
    """A color in L*a*b* as each kind of sight has it."""
    return tuple(_lab([min(1.0, max(0.0, value)) for value in _times(sight, _linear(color))]) for sight in _SIGHT)


def _linear(color: str) -> list[float]:
    values = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def _times(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    return [sum(one * other for one, other in zip(row, values, strict=True)) for row in matrix]


def _lab(linear: Sequence[float]) -> tuple[float, float, float]:
    parts = [value / white for value, white in zip(_times(_XYZ, linear), _WHITE, strict=True)]
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
