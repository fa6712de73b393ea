"""What a comparison found, as data; to and from JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar, get_args

#: What became of a record: ``moved`` if it only stands elsewhere, ``reworded`` if only its text is another.
What = Literal["added", "removed", "changed", "moved", "reworded"]
WHATS: tuple[What, ...] = get_args(What)
Text = TypeVar("Text", bound=str)
#: A text, or a list of texts.
Value = str | tuple[str, ...]
#: Records of which a comparison speaks, in the order in which it does, with the name of several.
KINDS: Mapping[str, str] = {
    "work": "Works",
    "section": "Sections",
    "citation": "Citations",
    "point": "Points",
    "question": "Questions",
    "update": "Updates",
    "key work": "Key works",
    "cross-reference": "Cross-references",
    "topic": "Topics",
    "term": "Terms",
    "person": "People",
    "venue": "Venues",
    "erratum": "Errata",
    "moved": "Addresses that lead elsewhere",
    "path": "Reading paths",
    "page": "Pages written by hand",
    "setting": "Settings",
}


@dataclass(frozen=True)
class Revision:
    """What was compared: its name and its commit; neither for the files as they are."""

    name: str = ""
    commit: str = ""


@dataclass(frozen=True)
class Values:
    """One value of a record, before and after; empty where there is none."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True)
class Difference:
    """What became of one record.

    Attributes:
        kind: one of :data:`KINDS`.
        name: cite key, slug, or what it belongs to: ``security: tramer2016stealing``, ``security#p2``.
        file, line: where it stands; one that was removed, where it stood.
        values: those that differ; all of a record that was added or removed.
    """

    kind: str
    what: What
    name: str
    file: str
    line: int
    values: tuple[Values, ...]


@dataclass(frozen=True)
class Edge:
    """An edge of the graph that is new or gone: ``section:security`` ``cites`` ``work:tramer2016stealing``.

    Attributes:
        times: how many more or fewer there are between the two nodes.
    """

    what: What
    kind: str
    source: str
    target: str
    times: int


@dataclass(frozen=True)
class Pages:
    """Addresses below the site's root.

    Attributes:
        added, changed: of pages. moved: of pages that are gone, with where they lead now.
        broken: those that led somewhere and lead nowhere now, of pages, redirects and files.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Built:
    """A site as ``kb build`` made it."""

    files: int
    bytes: int
    seconds: float


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two revisions.

    Attributes:
        errors: how many each of them has; where one has some, neither edges nor pages were compared.
        built: the sites of both, if they were asked for; none where ``kb build`` made none.
    """

    before: Revision
    after: Revision
    differences: tuple[Difference, ...]
    edges: tuple[Edge, ...] = ()
    pages: Pages | None = None
    errors: tuple[int, int] = (0, 0)
    built: tuple[Built | None, Built | None] | None = None

    def as_data(self) -> dict[str, Any]:
        """Plain values for JSON, named as here."""
        return asdict(self)


def comparison_of(data: Any) -> Comparison:
    """The comparison of which :meth:`Comparison.as_data` made the data; nothing in them is trusted.

    Raises:
        ValueError: if it made no such data.
    """
    try:
        return Comparison(
            before=_revision(data["before"]),
            after=_revision(data["after"]),
            differences=tuple(map(_difference, data["differences"])),
            edges=tuple(map(_edge, data["edges"])),
            pages=None if data["pages"] is None else _pages(data["pages"]),
            errors=(int(data["errors"][0]), int(data["errors"][1])),
            built=None if data["built"] is None else (_built(data["built"][0]), _built(data["built"][1])),
        )
    except (KeyError, IndexError, TypeError, OverflowError) as error:
        raise ValueError("this is not what kb diff prints as JSON") from error


def _revision(data: Mapping[str, Any]) -> Revision:
    return Revision(str(data["name"]), str(data["commit"]))


def _difference(data: Mapping[str, Any]) -> Difference:
    return Difference(
        kind=_one_of(tuple(KINDS), data["kind"]),
        what=_one_of(WHATS, data["what"]),
        name=str(data["name"]),
        file=str(data["file"]),
        line=int(data["line"]),
        values=tuple(Values(str(one["name"]), _value(one["before"]), _value(one["after"])) for one in data["values"]),
    )


def _edge(data: Mapping[str, Any]) -> Edge:
    kind, source, target = (str(data[name]) for name in ("kind", "source", "target"))
    return Edge(_one_of(WHATS, data["what"]), kind, source, target, int(data["times"]))


def _pages(data: Mapping[str, Any]) -> Pages:
    moved = tuple((str(was), str(now)) for was, now in data["moved"])
    return Pages(_texts(data["added"]), _texts(data["changed"]), moved, _texts(data["broken"]))


def _built(data: Mapping[str, Any] | None) -> Built | None:
    return None if data is None else Built(int(data["files"]), int(data["bytes"]), float(data["seconds"]))


def _value(data: Any) -> Value:
    return data if isinstance(data, str) else _texts(data)


def _texts(data: Sequence[Any]) -> tuple[str, ...]:
    return tuple(map(str, data))


def _one_of(known: Sequence[Text], name: Any) -> Text:
    for one in known:
        if one == name:
            return one
    raise ValueError("this is not what kb diff prints as JSON")
