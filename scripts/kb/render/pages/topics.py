"""The pages of topics and groups of topics, and their index."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from markupsafe import Markup

from kb.link import Links
from kb.model import Place, Topic, Work, newest_first
from kb.read import TOPICS
from kb.render.data.exports import Offer
from kb.render.data.metadata.coins import listed_coins
from kb.render.data.metadata.linked_data import topic_thing, vocabulary
from kb.render.data.metadata.ties import list_ties
from kb.render.data.twins import index_twin, topic_twin
from kb.render.engine import Templates
from kb.render.page import LISTS, Card, Heading, Page, Planned
from kb.render.pages.people import Lists, most_frequent
from kb.render.pages.venues import most_used
from kb.render.pictures.timeline import timeline
from kb.render.text.counts import count_of
from kb.render.text.twin import FILE as TWIN

UP = "../../"
KEY_WORKS = 10
TOP = 8


def topic_pages(templates: Templates) -> list[Planned]:
    """A page for every group and topic."""
    topics = templates.links.topics.records.values()
    return [Planned(_url(topic), partial(_page, templates, topic), _skeleton(templates, topic)) for topic in topics]


def _url(topic: Topic) -> str:
    return f"topics/{topic.slug}/"


def _skeleton(templates: Templates, topic: Topic) -> str:
    kind = "group" if topic.is_group else "topic"
    return kind if templates.feed_of(_url(topic)) else f"silent{kind}"


def _beside(links: Links, topic: Topic, works: list[Work]) -> Lists:
    """What else its works have in common."""
    return [
        ("Topics", "topics", links.topics.beside(topic, TOP)),
        ("Authors", "authors", most_frequent(links, works, TOP)),
        ("Venues", "venues", most_used(links, works, TOP)),
    ]


def _page(templates: Templates, topic: Topic) -> Page:
    links = templates.links
    works = links.topics.works(topic)
    lists = _beside(links, topic, works)
    offer = templates.exports.offer(works, topic.slug, UP)
    blocks: list[tuple[Heading | None, Markup]] = [(None, _head(templates, topic, offer))]
    if topic.is_group:
        blocks.append((Heading(2, "Topics", "topics"), _narrower(templates, topic)))
    sections = templates.render(
        "topic_sections",
        UP,
        sections=links.topics.sections(topic),
        points=[] if topic.is_group else links.topics.points(topic),
    )
    blocks.append((Heading(2, "Sections", "sections"), sections))
    if not topic.is_group:
        blocks.append((Heading(2, "Points", "points"), _points(templates, topic)))
    key_works = templates.render("topic_works", UP, works=works[:KEY_WORKS], empty="No work carries it.")
    blocks.append((Heading(2, "Key works", "key-works"), key_works))
    blocks.append((Heading(2, "Over time", "time"), timeline(templates, UP, works)))
    coins, beside = listed_coins(works)
    blocks.append((Heading(2, "Near it", "beside"), templates.render("counted_lists", UP, lists=lists) + coins))
    if not topic.is_group:
        others = sorted(works[KEY_WORKS:], key=newest_first)
        rest = templates.render("topic_works", UP, works=others, empty="No other work carries it.")
        blocks.append((Heading(2, "Other works, newest first", "works"), rest))
    return Page(
        url=_url(topic),
        title=topic.name,
        heading=Markup("{}").format(topic.name),
        description=f"{topic.definition} {count_of(len(works), 'work')}, with the sections and points about it.",
        blocks=tuple(blocks),
        skeleton=_skeleton(templates, topic),
        files={**offer.files, **beside, TWIN: partial(topic_twin, templates, topic, works)},
        place=topic.place,
        ties=tuple(list_ties(_url(topic), works)),
        thing=topic_thing(topic),
        card=Card("Topics" if topic.is_group else "Topic", topic.name, topic.definition),
        fed=bool(templates.feed_of(_url(topic))),
        cited=True,
    )


def _head(templates: Templates, topic: Topic, offer: Offer) -> Markup:
    links = templates.links
    return templates.render(
        "topic_head",
        UP,
        topic=topic,
        offer=offer,
        group=links.topics.broader(topic),
        related=links.topics.related(topic),
        works=links.topics.works(topic),
        sections=links.topics.sections(topic),
        points=links.topics.points(topic),
    )


def _narrower(templates: Templates, group: Topic) -> Markup:
    links = templates.links
    topics = links.topics.narrower(group)
    counts = {topic.slug: len(links.topics.works(topic)) for topic in topics}
    return templates.render("topic_narrower", UP, topics=topics, counts=counts)


def _points(templates: Templates, topic: Topic) -> Markup:
    links = templates.links
    points = links.topics.points(topic)
    groups = [(section, list(items)) for section, items in groupby(points, key=lambda item: item.section)]
    return templates.render("topic_points", UP, groups=groups)


def topics_index(templates: Templates) -> Page:
    """The whole vocabulary as a tree."""
    topics = templates.links.topics
    counts = {slug: len(topics.works(topic)) for slug, topic in topics.records.items()}
    groups = [(group, topics.narrower(group)) for group in topics.groups]
    number = len(topics.records) - len(groups)
    tree = templates.render("topics_index", "../", groups=groups, counts=counts, topics=number)
    description = f"{count_of(number, 'topic')}, each defined, with its works, sections and points."
    named = [(topic.name, f"topics/{topic.slug}/") for group, below in groups for topic in (group, *below)]
    return Page(
        url="topics/",
        title=LISTS["topics/"],
        heading=Markup(LISTS["topics/"]),
        description=description,
        files={TWIN: partial(index_twin, LISTS["topics/"], description, named, "../")},
        blocks=((None, tree),),
        place=Place(TOPICS),
        thing=vocabulary(templates.links.base.report, topics.records.values()),
    )
