"""What those who come from Python call and read, told by signatures and docstrings, for a page to say."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from kb import loading, model
from kb.link import measures
from kb.render.engine import Templates
from kb.render.page import ROOT

#: The door, what stands behind it, and what counts. Named by the module from which one imports them.
DOORS = {
    "kb": (loading.load, loading.Loaded),
    "kb.model": (
        model.KnowledgeBase,
        model.Work,
        model.Section,
        model.Citation,
        model.Point,
        model.Update,
        model.Topic,
    ),
    "kb.link.measures": (
        *(measures.co_citation, measures.coupling, measures.citing_parts, measures.literature),
        *(measures.betweenness, measures.communities, measures.chain),
    ),
}
_LISTS = re.compile(r"^(Args|Attributes|Raises):\n", re.MULTILINE)
_ITEM = re.compile(r"^    ([\w, ]+): (.*(?:\n {8}.*)*)", re.MULTILINE)
_CODE = re.compile(r"``(.+?)``|:\w+:`~?(?:[\w.]+\.)?(\w+)`")


@dataclass(frozen=True)
class Door:
    """A function, method, property or class.

    Attributes:
        name: as one writes it.
        signature: what it takes and gives; empty for what is not called.
        paragraphs: of its docstring.
        lists: what the docstring says of arguments, attributes and errors: title, then names and meanings.
    """

    name: str
    signature: str
    paragraphs: tuple[Markup, ...]
    lists: tuple[tuple[str, tuple[tuple[str, Markup], ...]], ...]


def python_doors(templates: Templates) -> Markup:
    """All of them, for who comes from Python."""
    modules = {module: [door for thing in things for door in _doors(thing)] for module, things in DOORS.items()}
    return templates.render("python_doors", ROOT, modules=modules)


def _doors(thing: type | object) -> Iterator[Door]:
    """A thing and, of a class, all that its records can be asked."""
    yield _door(thing.__name__, thing)  # type: ignore[union-attr]
    for name, member in vars(thing).items() if inspect.isclass(thing) else ():
        asked = member.fget if isinstance(member, property) else getattr(member, "func", member)
        if inspect.isfunction(asked) and not name.startswith("_"):
            yield _door(f"{thing.__name__}.{name}", member)  # type: ignore[union-attr]


def _door(name: str, thing: object) -> Door:
    text, *pieces = _LISTS.split(inspect.getdoc(thing) or "")
    lists = ((title, tuple(_items(body))) for title, body in zip(pieces[::2], pieces[1::2], strict=True))
    signature = (
        re.sub(r"\(self(, )?", "(", str(inspect.signature(thing)).replace("'", "")) if inspect.isfunction(thing) else ""
    )
    return Door(name, signature, tuple(map(_marked, text.strip().split("\n\n"))), tuple(lists))


def _items(body: str) -> Iterator[tuple[str, Markup]]:
    return ((name, _marked(" ".join(text.split()).partition(" Example: ")[0])) for name, text in _ITEM.findall(body))


def _marked(text: str) -> Markup:
    """A docstring's text with its code as such.

    >>> _marked("of :func:`~kb.link.literature`, ``a < b``")
    Markup('of <code>literature</code>, <code>a &lt; b</code>')
    """
    pieces = _CODE.split(text)
    plain, code = pieces[::3], [one or other for one, other in zip(pieces[1::3], pieces[2::3], strict=True)]
    return Markup("").join(
        escape(piece) + (Markup("<code>{}</code>").format(word) if word else "")
        for piece, word in zip(plain, (*code, ""), strict=True)
    )
