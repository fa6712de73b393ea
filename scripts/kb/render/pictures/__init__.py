"""Pictures of the literature, made at build time: each says what it shows and has its numbers below it."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from kb.render.data.twins import twin
from kb.render.engine import Templates
from kb.render.page import Page
from kb.render.pictures.bridges import bridges
from kb.render.pictures.communities import communities
from kb.render.pictures.most_cited import most_cited
from kb.render.pictures.picture import UP, Picture
from kb.render.pictures.roles import roles
from kb.render.pictures.shared import shared
from kb.render.pictures.wheel import wheel
from kb.render.pictures.years import years
from kb.render.text.twin import FILE as TWIN
from kb.render.text.twin import literal

#: In the order of the page. A picture more is a function more.
PICTURES: tuple[Callable[[Templates], Picture], ...] = (
    shared,
    years,
    roles,
    most_cited,
    bridges,
    communities,
    wheel,
)


def pictures_page(templates: Templates) -> Page:
    """All pictures on one page, with a CSV file for each table."""
    pictures = [draw(templates) for draw in PICTURES]
    head = templates.render("picture_head", UP)
    title = "Pictures of the literature"
    description = "How the sections and parts of the report share, cite and join their literature, in pictures."
    chapters = [(picture.title, list(picture.lines())) for picture in pictures]
    return Page(
        url="graph/pictures/",
        title=title,
        heading=Markup(title),
        description=description,
        blocks=((None, head), *(picture.block(templates) for picture in pictures)),
        files={
            **{table.file: table.csv for picture in pictures for table in picture.tables},
            TWIN: lambda: twin(title, *chapters, lead=literal(description)),
        },
        cited=True,
    )
