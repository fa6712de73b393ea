"""Topics, for other programs: a file for each, with everything that carries it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from kb.contract import text
from kb.contract.lists import TopicRecord
from kb.model import Topic
from kb.render.data.api import FOLDER
from kb.render.data.tables.table import point_id
from kb.render.engine import Templates


def topic_files(templates: Templates) -> Mapping[str, Callable[[], str]]:
    """The record of every topic, by its path."""
    paths = {f"{FOLDER}/topics/{topic.slug}.json": topic for topic in templates.links.base.topics}
    return {path: partial(_text, templates, topic) for path, topic in paths.items()}


def _text(templates: Templates, topic: Topic) -> str:
    return text(topic_record(templates, topic))


def topic_record(templates: Templates, topic: Topic) -> TopicRecord:
    """A topic and everything that carries it."""
    index = templates.links.topics
    return TopicRecord(
        slug=topic.slug,
        url=f"topics/{topic.slug}/",
        name=topic.name,
        definition=topic.definition,
        broader=topic.broader,
        narrower=[other.slug for other in index.narrower(topic)],
        aliases=topic.aliases,
        related=[other.slug for other in index.related(topic)],
        match=topic.match,
        works=[work.key for work in index.works(topic)],
        sections=[section.slug for section in index.sections(topic)],
        points=[point_id(item.section, item.number) for item in index.points(topic)],
    )
