"""What is new, as entries of feeds: what came since, what was reviewed, what was looked up, as the records date it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kb.link import Links
from kb.model import CiteKey, KnowledgeBase, Section, Topic, Update, Work
from kb.render.data.records import address, spoken
from kb.render.page import ALL, SINCE, Feed, News, feed_of
from kb.render.text import markdown
from kb.render.text.counts import count_of, month_of
from kb.render.text.reference import label

#: Of the works that were looked up on one day, so many are named.
MOST_NAMED = 10
#: The days on which each work was looked up.
_Days = Mapping[CiteKey, Iterable[str]]


def feeds(links: Links) -> tuple[Feed, ...]:
    """The feeds that have something to tell: of the whole, of what came since, of each section and topic."""
    base, days = links.base, _days(links.base)
    updates = [(section, one, _update(base, section, one)) for section in base.sections for one in section.updates]
    since = tuple(news for _, _, news in updates)
    reviews = [one for section in base.sections for one in _review(section)]
    looks = _looks(days, base.entries.values(), ALL, "works/", "")
    told: dict[str, list[News]] = defaultdict(list)  # by the page of the section or topic
    for section, update, news in updates:
        for page in (address(section), *map(_page, _topics(links, section, update))):
            told[page].append(news)
    made = (
        Feed(ALL, "", "", (*since, *reviews, *looks)),
        Feed(SINCE, "since the report", "", since),
        *(_of_section(links, days, section, told[address(section)]) for section in base.sections),
        *(_of_topic(links, days, topic, told[_page(slug)]) for slug, topic in links.topics.records.items()),
    )
    return tuple(feed for feed in made if feed.entries)


def _page(topic: str) -> str:
    return f"topics/{topic}/"


def _of_section(links: Links, days: _Days, section: Section, told: Iterable[News]) -> Feed:
    page, name = address(section), spoken(section)
    looks = _looks(days, links.works_of(section), feed_of(page), f"{page}#citations", f"{name}: ")
    return Feed(feed_of(page), name, page, (*told, *_review(section), *looks))


def _of_topic(links: Links, days: _Days, topic: Topic, told: Iterable[News]) -> Feed:
    page = _page(topic.slug)
    reviews = (one for section in links.topics.sections(topic) for one in _review(section))
    looks = _looks(days, links.topics.works(topic), feed_of(page), f"{page}#key-works", f"{topic.name}: ")
    return Feed(feed_of(page), topic.name, page, (*told, *reviews, *looks))


def _topics(links: Links, section: Section, update: Update) -> Iterable[str]:
    """The topics, and their groups, of the point that an update bears on and of its works."""
    points = section.points[update.point - 1 : update.point]
    works = (links.base.entries[key] for key in update.works if key in links.base.entries)
    carried = (*(point.topics for point in points), *(work.topics for work in works))
    return links.topics.with_groups(slug for topics in carried for slug in topics)


def _update(base: KnowledgeBase, section: Section, update: Update) -> News:
    works = "; ".join(label(base.entries[key]) for key in update.works if key in base.entries)
    name = "/".join((section.slug, str(update.point), *update.works))
    return News(
        id=f"{SINCE}#{name}",
        url=f"{address(section)}#since-{update.point}",
        title=f"{spoken(section)}, point {update.point}: {update.way} it ({month_of(update.date)})",
        text=f"{markdown.plain(update.text)} ({works})",
        date=update.date,
    )


def _review(section: Section) -> Iterator[News]:
    """That a section was read against the report, where it says on which day."""
    review, page = section.reviewed, address(section)
    if review and review.status == "reviewed" and _is_day(review.date):
        pieces = (review.by and f"by {review.by}", review.against and f"against {review.against}")
        how = ", ".join(filter(None, pieces))
        yield News(
            id=f"{feed_of(page)}#reviewed/{review.date}",
            url=f"{page}#about-this-page",
            title=f"{spoken(section)}: reviewed {how}".strip(),
            text=markdown.plain(section.tldr),
            date=review.date,
        )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _days(base: KnowledgeBase) -> _Days:
    days: dict[CiteKey, dict[str, None]] = defaultdict(dict)
    for look in base.provenance:
        days[look.work][look.date] = None
    return days


def _looks(days: _Days, works: Iterable[Work], feed: str, url: str, subject: str) -> Iterator[News]:
    """One entry a day for all works that were looked up on it, lest they drown what else there is."""
    found: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        for day in days.get(work.key, ()):
            found[day].append(work)
    for day, looked_up in found.items():
        more = len(looked_up) - MOST_NAMED
        named = "; ".join((*map(label, looked_up[:MOST_NAMED]), *((f"and {more:,} more",) if more > 0 else ())))
        yield News(
            id=f"{feed}#looked-up/{day}",
            url=url,
            title=f"{subject}{count_of(len(looked_up), 'work')} checked against their sources",
            text=named,
            date=day,
        )
