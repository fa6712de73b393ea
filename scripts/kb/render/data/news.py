"""What came since the report, as entries of a feed."""

from __future__ import annotations

from collections.abc import Iterator

from kb.link import Links
from kb.render.data.records import spoken
from kb.render.page import News
from kb.render.text import markdown
from kb.render.text.counts import month_of
from kb.render.text.reference import label


def news(links: Links) -> Iterator[News]:
    """Every update, in the order of the sections."""
    entries = links.base.entries
    for section in links.base.sections:
        for update in section.updates:
            works = "; ".join(label(entries[key]) for key in update.works if key in entries)
            yield News(
                name="/".join((section.slug, str(update.point), *update.works)),
                url=f"sections/{section.slug}/#since-{update.point}",
                title=f"{spoken(section)}, point {update.point}: {update.way} it ({month_of(update.date)})",
                text=f"{markdown.plain(update.text)} ({works})",
                month=update.date,
            )
