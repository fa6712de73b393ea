"""Topics that a new work may carry, and why: told by the words of its title alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log

from kb.check.bibliography import INSIGNIFICANT
from kb.model import KnowledgeBase, Slug, Work
from kb.read.folding import fold
from kb.read.latex import plain

#: Works with the most similar titles that count, and how much of a title's weight such a work must share.
NEIGHBORS, SIMILAR = 12, 0.15
#: What a topic's own name or alias in the title adds, and the term of a section that carries the topic.
NAMED, TERM = 1.5, 0.1


@dataclass(frozen=True)
class Suggestion:
    """A topic and the reasons for it, each a clause."""

    topic: Slug
    score: float
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.topic}: {'; '.join(self.reasons)}"


@cache
def words(text: str) -> tuple[str, ...]:
    """The words of a text that can tell a subject, folded and in the singular."""
    found = re.findall(r"[^\W_]+", fold(plain(text)))
    return tuple(re.sub(r"(?<=[a-z]{3})(?<!s)s$", "", word) for word in found if word not in INSIGNIFICANT)


def suggest(work: Work, base: KnowledgeBase, most: int = 5) -> list[Suggestion]:
    """Topics for a work, the likeliest first.

    A topic's score is the sum of the similarities of the works that carry it, of the twelve whose titles are most
    alike (their common words by inverse document frequency, Spärck Jones 1972, over those of this title), with 1.5
    where its name or an alias stands in the title, and 0.1 where a term does whose section carries it.
    """
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, list[str]] = defaultdict(list)
    known = {topic.slug for topic in base.topics if not topic.is_group}
    title = words(work.title)
    for topic, score, reason in (*_named(title, base), *_carried(work, title, base), *_termed(title, base)):
        if topic in known:
            scores[topic] += score
            reasons[topic].append(reason)
    best = sorted(scores, key=lambda topic: (-scores[topic], topic))[:most]
    return [Suggestion(topic, scores[topic], tuple(reasons[topic])) for topic in best]


def _named(title: tuple[str, ...], base: KnowledgeBase) -> Iterator[tuple[Slug, float, str]]:
    for topic in base.topics:
        name = next((name for name in (topic.name, *topic.aliases) if _holds(title, words(name))), "")
        if name:
            what = "its name" if name == topic.name else f"its alias '{name}'"
            yield topic.slug, NAMED, f"{what} stands in the title"


def _holds(title: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a name stands in a title, its words in a row."""
    return bool(name) and any(title[start : start + len(name)] == name for start in range(len(title)))


def _carried(work: Work, title: tuple[str, ...], base: KnowledgeBase) -> Iterator[tuple[Slug, float, str]]:
    neighbors = _neighbors(title, (other for other in base.works.values() if other.key != work.key))
    by_topic: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for other, similarity in neighbors:
        for topic in other.topics:
            by_topic[topic].append((other.key, similarity))
    for topic, carriers in by_topic.items():
        keys = ", ".join(key for key, _ in carriers[:3])
        count = "a work with a similar title carries it" if len(carriers) == 1 else ""
        count = count or f"{len(carriers)} works with similar titles carry it"
        yield topic, sum(similarity for _, similarity in carriers), f"{count} ({keys}{', …' * (len(carriers) > 3)})"


def _neighbors(title: tuple[str, ...], works: Iterable[Work]) -> list[tuple[Work, float]]:
    """Works whose titles share the most of the weight of this one, and how much: from 0 to 1."""
    titles = [(work, frozenset(words(work.title))) for work in works]
    counts = Counter(word for _, theirs in titles for word in theirs)
    weights = {word: log(1 + len(titles) / (1 + counts[word])) for word in set(title)}
    whole = sum(weights.values()) or 1.0
    shares = ((work, sum(weights[word] for word in weights.keys() & theirs) / whole) for work, theirs in titles)
    alike = [(work, share) for work, share in shares if share >= SIMILAR]
    return sorted(alike, key=lambda pair: (-pair[1], pair[0].key))[:NEIGHBORS]


def _termed(title: tuple[str, ...], base: KnowledgeBase) -> Iterator[tuple[Slug, float, str]]:
    topics = {section.slug: section.topics for section in base.sections}
    for term in base.terms:
        name = next((name for name in (term.term, *term.aliases) if _holds(title, words(name))), "")
        for topic in topics.get(term.section, ()) if name else ():
            yield topic, TERM, f"the title has the term '{name}' of a section that carries it"
