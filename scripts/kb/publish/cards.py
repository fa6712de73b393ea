"""Pictures that stand for a page where it is linked: what networks show beside a link, 1200 × 630 pixels.

Four colors suffice for text, so that a picture takes 5 ms and about 11 kB. It is kept from one build to the next.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kb.read.colors import GROUNDS, HEX, TEXTS
from kb.read.kept import made_by, remembered
from kb.render.page import Card

SIZE = (1200, 630)
#: File beside a page, and that of the whole site.
FILE, OF_SITE = "card.png", "assets/card.png"
#: What the fonts beside this module hold.
_SIGNS = re.compile("[ -\u024f\u0300-\u052f\u1e00-\u1eff\u2000-\u206f\u2070-\u209f€\u2190-\u21ff\u2200-\u22ff]*")
_FONTS = Path(__file__).parent / "fonts"
_LEFT, _TOP, _BAR = 84, 64, 28
_WIDTH = SIZE[0] - 2 * _LEFT
_GRAY = "#666f7b"
#: Ground, the edges of letters, letters, the color of the part.
_LETTER, _COLOR = 2, 3
#: Lines that a title can take, and a title and a text together.
_TITLE_LINES, _ALL_LINES = 3, 6
_FASTEST = 1


def can_draw(card: Card) -> bool:
    """Whether there is a sign in the fonts for every letter of a card."""
    return all(_SIGNS.fullmatch(text) for text in (card.above, card.title, card.text))


def picture(card: Card, site: str) -> bytes:
    """A card as PNG.

    Args:
        site: name of the site, at its foot.
    """
    text = "\0".join((site, card.above, card.title, card.text, card.color))
    return b64decode(remembered(f"card {_made_by()}", "", text, lambda: b64encode(_drawn(card, site)).decode()))


@cache
def _made_by() -> str:
    """What a picture depends on beside its words: library, fonts and this code."""
    return made_by("pillow", Path(__file__), *sorted(_FONTS.glob("*.ttf")))


def _drawn(card: Card, site: str) -> bytes:
    image = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, _BAR - 1, SIZE[1]), fill=_COLOR)
    y = _lines(draw, _TOP, [card.above], _font(30)) + 18
    title = _wrapped(card.title, _font(60, bold=True), _TITLE_LINES)
    y = _lines(draw, y, title, _font(60, bold=True)) + 20
    _lines(draw, y, _wrapped(card.text, _font(32), _ALL_LINES - len(title)), _font(32))
    _lines(draw, SIZE[1] - 76, [site] if _SIGNS.fullmatch(site) else [], _font(30))
    image.putpalette(b"".join(map(bytes.fromhex, _palette(card.color))))
    file = BytesIO()
    image.save(file, "PNG", bits=2, compress_level=_FASTEST)
    return file.getvalue()


def _palette(color: str) -> Sequence[str]:
    ground, letter = GROUNDS[0], TEXTS[0]
    edge = f"{(int(ground[1:3], 16) + int(letter[1:3], 16)) // 2:02x}" * 3
    return (ground[1:], edge, letter[1:], (color if HEX.fullmatch(color) else _GRAY)[1:])


def _lines(draw: ImageDraw.ImageDraw, y: int, lines: Sequence[str], font: ImageFont.FreeTypeFont) -> int:
    """Draws lines below each other and returns where the next would begin."""
    for line in lines:
        draw.text((_LEFT, y), line, font=font, fill=_LETTER)
        y += round(font.size * 1.3)
    return y


def _wrapped(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """A text in lines that fit; what has no room is cut off at a word."""
    lines: list[str] = []
    room, space = 0.0, font.getlength(" ")
    for word in text.split():
        room -= space + (width := font.getlength(word))
        if lines and room >= 0:
            lines[-1] += f" {word}"
        elif len(lines) < most:
            lines.append(word)
            room = _WIDTH - width
        else:
            return [*lines[:-1], _cut(lines[-1], font)]
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    """A line with a sign that more would follow."""
    cut = f"{line.rstrip('.,;: ')} …"
    shorter = line.rpartition(" ")[0]
    return cut if font.getlength(cut) <= _WIDTH or not shorter else _cut(shorter, font)


@cache
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)
