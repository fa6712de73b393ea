"""The kinds of records that ``kb new`` makes, and what it asks for each. Light to import, for every command does."""

from __future__ import annotations

from dataclasses import dataclass

from kb.model import POINT_KINDS


@dataclass(frozen=True)
class Field:
    """Something that is asked for.

    Attributes:
        name: the option of the command line. about: the question, and the help of the option.
        needed: whether there is no record without it. repeated: whether it is asked for until nothing is said.
        choices: what can be said; anything where it is empty.
    """

    name: str
    about: str
    needed: bool = False
    repeated: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of record, and what is asked for it."""

    about: str
    fields: tuple[Field, ...]


_SLUG = Field("slug", "its address, in a-z, 0-9 and hyphens (default: from its name)")
KINDS: dict[str, Kind] = {
    "section": Kind(
        "A section file with all its fields.",
        (
            Field("number", "its number, such as 4.7", needed=True),
            Field("title", "its title", needed=True),
            Field("part", "its part of the report, by the slug that mkdocs.yml declares", needed=True),
            Field("pages", "its pages, such as 105-108", needed=True),
            Field("authors", "its authors, given name first, with commas between"),
            Field("tldr", "one sentence of at most 30 words"),
            Field("topics", "slugs of its topics, the most important first, with commas between"),
            _SLUG,
        ),
    ),
    "point": Kind(
        "A point at the end of a section's argument.",
        (
            Field("section", "number or slug of the section", needed=True),
            Field("claim", "the claim, in your own words", needed=True),
            Field("kind", f"what it is: {', '.join(POINT_KINDS)}", needed=True, choices=POINT_KINDS),
            Field("pages", "the pages that it stands on, such as 105, 107-108", needed=True),
            Field("works", "cite keys of the works that it rests on, with commas between"),
            Field("topics", "slugs of its topics, the most important first, with commas between"),
        ),
    ),
    "topic": Kind(
        "A topic at the end of its group; without --broader a group.",
        (
            Field("name", "its name", needed=True),
            Field("definition", "what is in and what is out, in at most 40 words", needed=True),
            Field("broader", "slug of its group"),
            Field("aliases", "what people type for it, with commas between"),
            Field("related", "slugs of other topics, with commas between"),
            Field("match", "nearest concepts of other vocabularies, with commas between"),
            _SLUG,
        ),
    ),
    "term": Kind(
        "A term in its alphabetical place in the glossary.",
        (
            Field("term", "the term", needed=True),
            Field("definition", "in your own words, at most 40", needed=True),
            Field("section", "number or slug of the section that introduces it", needed=True),
            Field("page", "the page on which it does", needed=True),
            Field("aliases", "what people type for it, with commas between"),
            _SLUG,
        ),
    ),
    "path": Kind(
        "A reading path at the end of its page, with the time that each step takes.",
        (
            Field("title", "who it is for, such as A teacher", needed=True),
            Field("for", "what that reader knows, and can say afterwards", needed=True),
            Field(
                "step",
                "WHAT: what to look for. WHAT is a section (4.7, or 4.7 pp. 105-106, or 4.7 only for our page alone), "
                "a point (security-and-privacy#p2) or a cite key",
                needed=True,
                repeated=True,
            ),
            Field("slug", "its anchor, in a-z, 0-9 and hyphens (default: from its title)"),
        ),
    ),
}
