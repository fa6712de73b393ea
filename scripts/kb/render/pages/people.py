"""The pages of authors, and their index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from kb.link import Links
from kb.link.people import Author
from kb.model import Work
from kb.read.folding import fold
from kb.render.data.metadata.coins import listed_coins
from kb.render.data.metadata.linked_data import author_thing
from kb.render.data.metadata.ties import list_ties
from kb.render.data.twins import index_twin, list_twin
from kb.render.engine import Templates
from kb.render.page import LISTS, Heading, Page, Planned
from kb.render.pages.names import Names
from kb.render.text.counts import count_of
from kb.render.text.twin import FILE as TWIN

UP = "../../"
TOP = 12
WORKS = Heading(2, "Works", "works")
BESIDE = Heading(2, "Topics and co-authors", "beside")
FREQUENT = 2
_AUTHOR, _LETTER = "author", "letter"
#: From so many works on the page of an author says how to cite it; the others are thousands and say little.
CITED = 5
#: Lists of what some works have in common: heading, folder, and each item with its count.
Lists = list[tuple[str, str, list[Any]]]


def most_frequent(links: Links, works: Sequence[Work], most: int) -> list[tuple[Author, int]]:
    """The authors of the most of some works, at least two each."""
    people = links.people
    counts = Counter(slug for work in works for slug in dict.fromkeys(people.slugs(work)))
    return [(people.authors[slug], count) for slug, count in counts.most_common(most) if count >= FREQUENT]


def author_pages(templates: Templates, names: Names) -> list[Planned]:
    """A page for everybody who wrote a work of the corpus or a section of the report."""
    authors = templates.links.people.authors.values()
    return [Planned(_url(author), partial(_page, templates, names, author), _AUTHOR) for author in authors]


def _url(author: Author) -> str:
    return f"authors/{author.slug}/"


def _beside(links: Links, author: Author) -> Lists:
    coauthors = Counter(slug for work in author.works for slug in links.people.slugs(work) if slug != author.slug)
    return [
        ("Topics", "topics", links.topics.carried_by(author.works, TOP)),
        ("Written with", "authors", [(links.people.authors[slug], n) for slug, n in coauthors.most_common(TOP)]),
    ]


def _page(templates: Templates, names: Names, author: Author) -> Page:
    works, lists, which = author.works, _beside(templates.links, author), names.which_author(author)
    offer = templates.exports.offer(works, author.slug, UP) if works else None
    cited = len(works) >= CITED
    head, written, with_it = templates.blocks("author", UP, author=author, lists=lists, offer=offer, cited=cited)
    coins, beside = listed_coins(works)
    wrote = f"{count_of(len(works), 'work')} of the corpus"
    wrote += f", {count_of(len(author.sections), 'section')} of the report" if author.sections else ""
    description = f"{author.name}: {wrote}, with the sections that cite them."
    # Most people wrote one work, whose own twin says all that there is.
    twin = {TWIN: partial(list_twin, author.name, description, works)} if len(works) >= FREQUENT else {}
    return Page(
        url=_url(author),
        title=f"{author.name}, {which}" if which else author.name,
        heading=templates.heading(author.name, which),
        description=description,
        blocks=((None, head), (WORKS, written), (BESIDE, with_it + coins)),
        skeleton=_AUTHOR,
        files={**(offer.files if offer else {}), **beside, **twin},
        place=author.place,
        cited=cited,
        ties=tuple(list_ties(_url(author), works)),
        thing=author_thing(author),
    )


@dataclass(frozen=True)
class _Register:
    """Everybody by the first letter of the family name."""

    names: Names
    by_letter: Mapping[str, Sequence[Author]]

    @property
    def letters(self) -> list[tuple[str, int]]:
        """Each letter and how many authors it has."""
        return [(letter, len(self.by_letter[letter])) for letter in sorted(self.by_letter)]


def authors_index(templates: Templates, names: Names) -> list[Planned]:
    """Those who wrote most, and everybody by the first letter of the family name."""
    by_letter: dict[str, list[Author]] = {}
    for author in templates.links.people.authors.values():
        by_letter.setdefault(_letter(author), []).append(author)
    register = _Register(names, by_letter)
    index = Planned("authors/", partial(_index_page, templates, register))
    of_letters = (
        Planned(_url_of_letter(letter), partial(_letter_page, templates, register, letter), _LETTER)
        for letter, _ in register.letters
    )
    return [index, *of_letters]


def _index_page(templates: Templates, register: _Register) -> Page:
    authors = list(templates.links.people.authors.values())
    frequent = [author for author in authors if len(author.works) + len(author.sections) >= FREQUENT]
    total, title = f"{len(authors):,}", LISTS["authors/"]
    table = templates.render(
        "authors_index", "../", authors=frequent, letters=register.letters, total=total, names=register.names
    )
    description = f"The {total} people and organizations that wrote the works of the corpus or the report."
    read = [(author.name, _url(author)) for author in frequent if len(author.works) >= FREQUENT]
    return Page(
        url="authors/",
        title=title,
        heading=Markup(title),
        description=description,
        files={TWIN: partial(index_twin, "Authors of several works", description, read, "../")},
        blocks=((None, table),),
    )


def _letter(author: Author) -> str:
    family = fold(author.family).strip("'\" ")[:1]
    return family if family.isalpha() else "0-9"


def _url_of_letter(letter: str) -> str:
    return f"authors/by-letter/{letter}/"


def _letter_page(templates: Templates, register: _Register, letter: str) -> Page:
    authors, up, title = register.by_letter[letter], "../../../", f"Authors: {letter.upper()}"
    description = f"The {count_of(len(authors), 'author')} whose family name begins with {letter.upper()}."
    read = [(author.name, _read_of(author)) for author in authors]
    listed = templates.render(
        "authors_letter",
        up,
        letter=letter,
        letters=register.letters,
        authors=authors,
        names=register.names,
    )
    return Page(
        url=_url_of_letter(letter),
        title=title,
        heading=Markup("{}").format(title),
        description=description,
        files={TWIN: partial(index_twin, title, description, read, up)},
        blocks=((None, listed),),
        skeleton=_LETTER,
    )


def _read_of(author: Author) -> str:
    """Address of what Markdown tells of an author: their own page, or the one thing that they wrote."""
    if len(author.works) >= FREQUENT:
        return _url(author)
    return f"works/{author.works[0].key}/" if author.works else f"sections/{author.sections[0].slug}/"
