"""The page that lists every feed."""

from __future__ import annotations

from markupsafe import Markup

from kb.render.data.twins import twin
from kb.render.engine import Templates
from kb.render.page import Feed, Page
from kb.render.text.twin import FILE as TWIN
from kb.render.text.twin import literal

UP = "../"


def feeds_page(templates: Templates) -> Page:
    """What can be followed in a feed reader."""
    feeds = templates.feeds
    groups = [
        (title, [feed for feed in feeds if feed.page.startswith(folder)])
        for title, folder in (("Sections", "sections/"), ("Topics", "topics/"))
    ]
    whole = [feed for feed in feeds if not feed.page]
    title, description = "Feeds", "What is new on the whole site, in a section or on a topic, for a feed reader."
    chapters = [
        (name, [f"- [{_named(feed)}]({UP}{feed.url})" for feed in some]) for name, some in (("", whole), *groups)
    ]
    return Page(
        url="feeds/",
        title=title,
        heading=Markup(title),
        description=description,
        files={TWIN: lambda: twin(title, *chapters, lead=literal(description))},
        blocks=((None, templates.render("feeds", UP, whole=whole, groups=groups)),),
    )


def _named(feed: Feed) -> str:
    return literal(feed.title.capitalize() if not feed.page else feed.title) or "Everything"
