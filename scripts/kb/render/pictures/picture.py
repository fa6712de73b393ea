"""What a picture of the literature is: a sentence, a drawing, and its numbers as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.link.table import csv_line
from kb.model import Section, Work
from kb.render.engine import Templates
from kb.render.page import Heading
from kb.render.text.reference import label
from kb.render.text.twin import literal


@dataclass(frozen=True)
class Link:
    """A link in a cell of a table."""

    text: str
    url: str


#: From the page of the pictures to the site's root.
UP = "../../"
#: A word, a number, or links; the words of links make up the cell of the CSV.
Cell = str | int | float | Link | tuple[Link, ...]


@dataclass(frozen=True)
class Table:
    """The numbers of a picture: for people below it, for programs as ``NAME.csv`` beside the page."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]

    @property
    def file(self) -> str:
        """Name of the CSV file."""
        return f"{self.name}.csv"

    def csv(self) -> str:
        """One line a row, below the names of the columns."""
        rows = ([_words(cell) for cell in row] for row in self.rows)
        return "".join(map(csv_line, (self.columns, *rows)))


@dataclass(frozen=True)
class Picture:
    """One picture of the page.

    Attributes:
        anchor, title: of its heading.
        caption: what it shows, and the most notable thing in it, in plain text.
        reading: how to read the drawing, and what it leaves out.
        drawing: HTML; none where there is nothing to draw, and ``caption`` then says what is missing.
        tables: its numbers.
    """

    anchor: str
    title: str
    caption: str
    drawing: Markup | None = None
    tables: tuple[Table, ...] = ()
    reading: str = ""

    def block(self, templates: Templates) -> tuple[Heading, Markup]:
        """The block of the page that holds it."""
        return Heading(2, self.title, self.anchor), templates.render("picture_frame", UP, picture=self)

    def lines(self) -> Iterator[str]:
        """What it says as Markdown, with its tables as links."""
        yield literal(self.caption)
        if self.tables:
            yield ""
            yield from (f"- [{literal(table.caption)}]({table.file})" for table in self.tables)


def _words(cell: Cell) -> str:
    if isinstance(cell, Link):
        return cell.text
    return " ".join(link.text for link in cell) if isinstance(cell, tuple) else str(cell)


def section_link(section: Section) -> Link:
    """A section as a cell."""
    return Link(section.name, f"{UP}sections/{section.slug}/")


def work_link(work: Work) -> Link:
    """A work as a cell: how the report cites it."""
    return Link(label(work), f"{UP}works/{work.key}/")


def percent(share: float) -> str:
    """``0.366`` as ``36.6%``."""
    return f"{100 * share:.1f}%"
