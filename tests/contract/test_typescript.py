"""The contract with the browser, in Python and in TypeScript."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Literal, NamedTuple, NewType

import pytest

from kb.contract import text
from kb.contract.typescript import constants, declarations, files

Color = Literal["red", "green"]
Html = NewType("Html", str)


class Point(NamedTuple):
    """Where it is.

    Attributes:
        x: to the right, in ``px``,
            as drawn.
        y: downwards.
    """

    x: float
    y: int | None


@dataclass(frozen=True)
class Shape:
    """What is drawn.

    Attributes:
        name: of it.
        color: of its line.
        points: in order.
        notes: by language.
        closed: whether the last is the first.
    """

    name: Html
    color: Color
    points: Sequence[Point | None]
    notes: dict[str, Sequence[str]]
    closed: bool = True


@dataclass(frozen=True)
class Silent:
    """What says nothing of its field."""

    field: int


def module(**values: object) -> ModuleType:
    made = ModuleType(__name__)
    vars(made).update(values)
    return made


def test_classes_become_types_and_names_stay() -> None:
    written = declarations([module(Color=Color, Html=Html, Point=Point, Shape=Shape)])
    assert (
        written.partition("\n\n")[2]
        == """\
export type Color = "red" | "green";

export type Html = string;

/**
 * Where it is.
 * - x: to the right, in `px`, as drawn.
 * - y: downwards.
 */
export type Point = [x: number, y: number | null];

/** What is drawn. */
export interface Shape {
  /** of it. */
  name: Html;
  /** of its line. */
  color: Color;
  /** in order. */
  points: (Point | null)[];
  /** by language. */
  notes: Record<string, string[]>;
  /** whether the last is the first. */
  closed: boolean;
}
"""
    )


def test_constants_are_the_same_in_both_languages() -> None:
    assert constants([module(MOST=3, SIGN="=", other=1)]).splitlines()[2:] == [
        "export const MOST = 3;",
        'export const SIGN = "=";',
    ]


def test_a_field_that_nobody_describes_is_refused() -> None:
    with pytest.raises(ValueError, match="Silent"):
        declarations([module(Silent=Silent)])


def test_a_value_is_written_as_its_type_says() -> None:
    shape = Shape(Html("<b>å</b>"), "red", (Point(0.5, None), None), {"en": ("a",)})
    assert json.loads(text(shape)) == {
        "name": "<b>å</b>",
        "color": "red",
        "points": [[0.5, None], None],
        "notes": {"en": ["a"]},
        "closed": True,
    }


def test_the_browser_has_what_python_says() -> None:
    for path, wanted in files().items():
        assert path.read_text("utf-8") == wanted, "make format renews it"
