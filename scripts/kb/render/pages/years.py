"""The pages of years and decades, and the timeline of the whole corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from markupsafe import Markup

from kb.link import Links
from kb.link.lists import works_by_year
from kb.model import Work
from kb.render.data.metadata.coins import listed_coins
from kb.render.data.metadata.linked_data import collection
from kb.render.data.metadata.ties import list_ties
from kb.render.data.twins import index_twin, list_twin
from kb.render.engine import Templates
from kb.render.page import LISTS, Heading, Page, Planned
from kb.render.pages.people import Lists, most_frequent
from kb.render.pages.venues import most_used
from kb.render.pictures.timeline import timeline
from kb.render.text.counts import count_of
from kb.render.text.twin import FILE as TWIN

UP = "../../"
TOP = 8
_SKELETON = "year"


def decade(year: str) -> str:
    """``2021`` as ``2020s``."""
    return f"{year[:3]}0s"


def year_pages(templates: Templates) -> list[Planned]:
    """A page for every year and every decade in which a work appeared, and their index."""
    links = templates.links
    by_year = works_by_year(links)
    by_decade: dict[str, list[Work]] = defaultdict(list)
    for year in sorted(by_year):
        by_decade[decade(year)] += by_year[year]
    pages = [Planned("years/", partial(_index, templates, {year: len(works) for year, works in by_year.items()}))]
    for periods in (by_year, by_decade):
        names = sorted(periods)
        for name, before, after in zip(names, ("", *names), (*names[1:], ""), strict=False):
            pages.append(
                Planned(f"years/{name}/", partial(_page, templates, name, periods[name], before, after), _SKELETON)
            )
    return pages


def _beside(links: Links, works: Sequence[Work]) -> Lists:
    return [
        ("Topics", "topics", links.topics.carried_by(works, TOP)),
        ("Venues", "venues", most_used(links, works, TOP)),
        ("Authors", "authors", most_frequent(links, works, TOP)),
    ]


def _page(templates: Templates, name: str, works: Sequence[Work], before: str, after: str) -> Page:
    is_decade = name.endswith("s")
    offer = templates.exports.offer(works, name, UP)
    head = templates.render(
        "year_head",
        UP,
        period=name,
        wanted=f"{name[:4]}-{int(name[:4]) + 9}" if is_decade else name,
        works=works,
        offer=offer,
        decade="" if is_decade else decade(name),
        before=before,
        after=after,
    )
    every = templates.render("work_list", UP, works=works, annotated=False, empty="")
    coins, beside = listed_coins(works)
    title = f"Works of {'the ' if is_decade else ''}{name}"
    description = f"{count_of(len(works), 'work')} of {name} that the report cites."
    return Page(
        url=f"years/{name}/",
        title=title,
        heading=Markup("{}").format(title),
        description=description,
        blocks=(
            (None, head),
            (
                Heading(2, "What they are about", "about"),
                templates.render("counted_lists", UP, lists=_beside(templates.links, works)),
            ),
            (Heading(2, "Works, those that most sections cite first", "works"), every + coins),
        ),
        skeleton=_SKELETON,
        files={**offer.files, **beside, TWIN: partial(list_twin, title, description, works)},
        ties=tuple(list_ties(f"years/{name}/", works)),
        thing=collection(f"years/{name}/", title),
        cited=True,
    )


def _index(templates: Templates, by_year: Mapping[str, int]) -> Page:
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for year in sorted(by_year, reverse=True):
        groups[decade(year)].append((year, by_year[year]))
    decades = [(name, years, sum(count for _, count in years)) for name, years in groups.items()]
    picture = timeline(templates, "../", list(templates.links.base.works.values()))
    years = sorted(by_year) or [""]
    description = f"When the works of the corpus appeared, from {years[0]} to {years[-1]}."
    named = [(name, f"years/{name}/") for decade, within, _ in decades for name in (decade, *dict(within))]
    return Page(
        url="years/",
        title=LISTS["years/"],
        heading=Markup(LISTS["years/"]),
        description=description,
        files={TWIN: partial(index_twin, LISTS["years/"], description, named, "../")},
        blocks=((None, templates.render("years_index", "../", decades=decades, picture=picture)),),
    )
