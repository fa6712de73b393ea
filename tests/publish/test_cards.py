"""The pictures that stand for pages."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from kb.publish.cards import can_draw, picture
from kb.render.page import Card


def drawn(card: Card) -> Image.Image:
    return Image.open(BytesIO(picture(card, "Notes"))).convert("RGB")


def test_a_card_has_the_color_of_its_part_and_keeps_within_its_margins() -> None:
    image = drawn(Card("§1 · Soil", "Title " * 40, "Word, " * 400, "#a35400"))
    assert image.getpixel((5, 300)) == (0xA3, 0x54, 0)
    white = (255, 255, 255)
    margins = (image.crop((40, 0, 80, 630)), image.crop((1160, 0, 1200, 630)), image.crop((40, 600, 1200, 630)))
    assert [margin.getcolors() for margin in margins] == [[(margin.width * margin.height, white)] for margin in margins]


def test_a_word_longer_than_the_card_and_no_words_at_all_are_drawn() -> None:
    assert drawn(Card("", "x" * 500, "")).getpixel((600, 300)) is not None


def test_a_card_is_drawn_only_where_there_is_a_sign_for_each_letter() -> None:
    assert can_draw(Card("§2", "Критики и ε ≤ δ", "Tramèr’s “attacks” – …"))
    assert not can_draw(Card("§2", "王芳", ""))
