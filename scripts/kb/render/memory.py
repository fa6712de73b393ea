"""What need not be made again, and how that is known: whatever a page asked for while it was made is asked for again.

No page says what it is made from. It is made by a function that sees the knowledge base through :class:`Asked`, which
notes every question and its answer; while all of its answers stay the same, the page does.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from kb.link import Links
from kb.link.people import People
from kb.link.topics import TopicIndex
from kb.model import KnowledgeBase
from kb.render.data.exports import Exports

T = TypeVar("T")
#: What is no answer but holds others.
ROOMS = (Links, People, TopicIndex, KnowledgeBase, Exports, Mapping)
#: What makes a page and answers nothing: it asks itself.
MAKING = frozenset({"render", "blocks"})


@dataclass(eq=False)
class Note:
    """A question and its answer: names that lead from the root to a value or, with arguments, to a function.

    Attributes:
        round: when the answer was last looked at, and ``same`` whether it was still the one that pages were given.
    """

    path: tuple[str, ...]
    arguments: tuple[Any, ...] | None
    answer: Any
    round: int
    same: bool = True


@dataclass
class _Kept:
    given: tuple[object, ...]
    notes: tuple[Note, ...]
    made: object
    round: int


class Memory:
    """Keeps pages and other things by name from one round to the next."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._notes: dict[object, Note] = {}
        self._noted: dict[Note, None] | None = None
        self._root: object = None
        self._round = 0

    def begin(self) -> None:
        """Begins a round. What nobody wanted in the last one is forgotten."""
        self._kept = {name: kept for name, kept in self._kept.items() if kept.round == self._round}
        self._notes = {question: note for question, note in self._notes.items() if note.round == self._round}
        self._round += 1

    def watch(self, root: T) -> T:
        """The same object, with every question noted that it is asked while something is made."""
        self._root = root
        return cast("T", Asked(self, root, ()))

    def keep(self, name: str, make: Callable[..., T], *given: object) -> T:
        """What goes by that name, such as a page by its address.

        It is made anew if it is given something else than last time, or if a question that it asked has another
        answer now. Questions are asked again in their order and only up to the first whose answer differs, so none is
        asked that the making would not ask.

        Raises:
            RuntimeError: if something else is being made.
        """
        if self._noted is not None:
            raise RuntimeError(f"{name} would be made within something else, which could not know what it asks")
        kept = self._kept.get(name)
        if kept is None or kept.given != given or not all(map(self._still, kept.notes)):
            self._noted = {}
            try:
                made = make(*given)
                kept = self._kept[name] = _Kept(given, tuple(self._noted), made, self._round)
            finally:
                self._noted = None
        kept.round = self._round
        return cast("T", kept.made)

    def answer(self, path: tuple[str, ...], arguments: tuple[Any, ...] | None) -> Any:
        """The answer to a question, noted for what is being made."""
        if self._noted is None:
            return self._asked(path, arguments)
        question = (path, arguments)
        note = self._notes.get(question)
        if note is None or not self._still(note):
            note = self._notes[question] = Note(path, arguments, self._asked(path, arguments), self._round)
        self._noted[note] = None
        return note.answer

    def _still(self, note: Note) -> bool:
        """Whether a question still has the same answer, which is looked at once a round."""
        if note.round != self._round:
            answer = self._asked(note.path, note.arguments)
            note.same = note.same and bool(answer == note.answer)
            note.answer, note.round = answer, self._round
        return note.same

    def _asked(self, path: tuple[str, ...], arguments: tuple[Any, ...] | None) -> Any:
        found = self._root
        for name in path:
            found = getattr(found, name)
        if arguments is not None:
            found = cast("Callable[..., Any]", found)(*arguments)
        return tuple(found) if isinstance(found, KeysView | ValuesView | ItemsView) else found


class Asked:
    """Something that is asked through a memory: an object with its values and functions, or a mapping."""

    def __init__(self, memory: Memory, target: object, path: tuple[str, ...]) -> None:
        self._memory = memory
        self._target = target
        self._path = path

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._target, name)
        path = (*self._path, name)
        if name in MAKING:
            return value
        if isinstance(value, ROOMS):
            return Asked(self._memory, value, path)
        if callable(value):
            return lambda *arguments: self._memory.answer(path, tuple(map(_fixed, arguments)))
        return self._memory.answer(path, None)

    def _ask(self, name: str, *arguments: object) -> Any:
        return self._memory.answer((*self._path, name), arguments)

    def __getitem__(self, key: object) -> Any:
        return self._ask("__getitem__", key)

    def __contains__(self, key: object) -> bool:
        return bool(self._ask("__contains__", key))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._ask("keys"))

    def __len__(self) -> int:
        return int(self._ask("__len__"))


def _fixed(argument: Any) -> Any:
    """An argument that can stand in a question for good."""
    return tuple(argument) if isinstance(argument, list) else argument
