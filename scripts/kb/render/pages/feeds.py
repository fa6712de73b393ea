"""The page that lists every feed."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kb.render.engine import Templates
from kb.render.page import Feed, Page


def feeds_page(templates: Templates, feeds: Sequence[Feed]) -> list[Page]:
    """What can be followed in a feed reader, if anything can."""
    if not feeds:
        return []
    groups = [
        (title, [feed for feed in feeds if feed.page.startswith(folder)])
        for title, folder in (("Sections", "sections/"), ("Topics", "topics/"))
    ]
    return [
        Page(
            url="feeds/",
            title="Feeds",
            heading=Markup("Feeds"),
            description="What is new on the whole site, in a section or on a topic, for a feed reader.",
            blocks=(
                (None, templates.render("feeds", "../", whole=[one for one in feeds if not one.page], groups=groups)),
            ),
        )
    ]
