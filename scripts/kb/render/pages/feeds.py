"""The page that lists every feed."""

from __future__ import annotations

from markupsafe import Markup

from kb.render.engine import Templates
from kb.render.page import Page


def feeds_page(templates: Templates) -> Page:
    """What can be followed in a feed reader."""
    feeds = templates.feeds
    groups = [
        (title, [feed for feed in feeds if feed.page.startswith(folder)])
        for title, folder in (("Sections", "sections/"), ("Topics", "topics/"))
    ]
    whole = [feed for feed in feeds if not feed.page]
    return Page(
        url="feeds/",
        title="Feeds",
        heading=Markup("Feeds"),
        description="What is new on the whole site, in a section or on a topic, for a feed reader.",
        blocks=((None, templates.render("feeds", "../", whole=whole, groups=groups)),),
    )
