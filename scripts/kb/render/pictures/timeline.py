"""How many works appeared in each year, as a picture that needs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.model import Work
from kb.render.engine import Templates
from kb.render.text.counts import count_of

#: Works from before this year share one bar, for the report's literature is young.
FIRST = 1990


@dataclass(frozen=True)
class Bar:
    """One year, or all the years before the first; ``height`` is in percent of the tallest."""

    label: str
    count: int
    height: float
    url: str


def timeline(templates: Templates, up: str, works: Sequence[Work]) -> Markup:
    """A bar for every year up to the last that the corpus holds, and below it the numbers, with a link to each year."""
    bars = _bars(works, templates.last_year)
    if not bars:
        return Markup("<p class=kb-empty>No work has a year.</p>")
    most = max(bars, key=lambda bar: bar.count)
    caption = f"{count_of(sum(bar.count for bar in bars), 'work')} by year; most in {most.label}: {most.count}."
    return templates.render("timeline", up, bars=bars, caption=caption)


def _bars(works: Sequence[Work], last: int) -> list[Bar]:
    counts = Counter(int(work.year) for work in works if work.year.isdigit())
    if not counts:
        return []
    early = sum(count for year, count in counts.items() if year < FIRST)
    years = [(f"to {FIRST - 1}", early, "years/")] if early else []
    years += [(str(year), counts[year], f"years/{year}/" if counts[year] else "") for year in range(FIRST, last + 1)]
    tallest = max(count for _, count, _ in years)
    return [Bar(label, count, round(100 * count / tallest, 1), url) for label, count, url in years]
