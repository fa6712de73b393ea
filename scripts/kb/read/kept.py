"""What was read of a source file, kept from one run to the next.

It is kept as JSON in the user's cache folder, under the hash of all that it depends on: the text, and the code that
read it. A file that does not end with its own hash is as good as none, and none can make anything but records.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache, partial
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar, cast

from kb.read.writing import replace_bytes

T = TypeVar("T")
#: Libraries that have a hand in reading.
_LIBRARIES = ("mkdocs", "pybtex", "pydantic", "pydantic_core", "pylatexenc", "yaml")
#: Modules whose records are kept.
_HOMES = ("kb.model", "kb.read.bibtex", "kb.read.config")
_PLAIN = frozenset({str, int, float, bool, type(None)})
_HASH = hashlib.sha256().digest_size
#: Bytes that the folder may hold before the oldest files are removed.
_MOST = 100_000_000


def remembered(what: str, file: str, text: str, read: Callable[[], T]) -> T:
    """What ``read`` makes of a text, or made of it in an earlier run.

    Args:
        what: name of what is made; together with the path and the text it says which.
    """
    path = _path(what, file, text)
    if path is None:
        return read()
    found = _load(path)
    if found is not None:
        return cast("T", found[0])
    made = read()
    with suppress(TypeError, OSError):  # what cannot be written is not kept
        _store(path, json.dumps(_all_plain([made])).encode())
    return made


def is_new(what: str, file: str, text: str) -> bool:
    """Whether what is made of a text could be kept, and was not yet."""
    path = _path(what, file, text)
    return path is not None and not path.exists()


def _path(what: str, file: str, text: str) -> Path | None:
    folder = _folder()
    return folder / _name(what, file, text) if folder else None


@lru_cache(maxsize=256)  # asked for twice: whether a text is new, and to read it
def _name(what: str, file: str, text: str) -> str:
    return hashlib.sha256("\0".join((what, file, text)).encode("utf-8", "surrogatepass")).hexdigest()


def made_by(library: str, *sources: Path) -> str:
    """What is made depends on beside its text: the version of a library, and files such as code, styles and fonts."""
    return f"{version(library)} {hashlib.sha256(b''.join(path.read_bytes() for path in sources)).hexdigest()}"


def _load(path: Path) -> list[Any] | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body, end = data[:-_HASH], data[-_HASH:]
    if hashlib.sha256(body).digest() != end:
        return None
    try:
        found = json.loads(body, object_hook=partial(_made, {}))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return found if isinstance(found, list) and len(found) == 1 else None


def _store(path: Path, body: bytes) -> None:
    _make_room(path.parent)
    replace_bytes(path, body + hashlib.sha256(body).digest())


def _plain(value: object) -> object:
    """A value for JSON, which is no text or number: ``(1, 2)`` becomes ``{"tuple": [1, 2]}``, and a record likewise.

    Most of all there is are pairs of numbers, the lines and columns of a record's parts: a mapping to such, and to
    nothing else, becomes ``{"pairs": [["a", "b"], [1, 2, 3, 4]]}``, which is read in half the time.

    Raises:
        TypeError: if JSON cannot hold it.
    """
    if isinstance(value, list):
        return _all_plain(value)
    if isinstance(value, tuple):
        return {"tuple": _all_plain(value)}
    if isinstance(value, dict):
        if all(type(item) is tuple and [*map(type, item)] == [int, int] for item in value.values()):
            return {"pairs": [_all_plain(value), [*chain.from_iterable(value.values())]]}
        return {"dict": _all_plain(item for pair in value.items() for item in pair)}
    if isinstance(value, frozenset):
        return {"frozenset": _all_plain(sorted(value))}
    kind = type(value)
    if _records().get(kind.__name__, (None,))[0] is not kind:
        raise TypeError(f"{kind.__name__} is no record")
    return {kind.__name__: _all_plain(getattr(value, name) for name in _records()[kind.__name__][1])}


def _all_plain(values: Iterable[object]) -> list[object]:
    return [value if type(value) in _PLAIN else _plain(value) for value in values]


def _made(keys: dict[Any, Any], found: dict[str, Any]) -> object:
    """What :func:`_plain` made an object of; ``keys`` are those of mappings, so that each is held once."""
    ((what, values),) = found.items()
    if what == "tuple":
        return tuple(values)
    if what == "pairs":
        names, numbers = values
        once = map(keys.setdefault, names, names)
        return dict(zip(once, zip(numbers[::2], numbers[1::2], strict=True), strict=True))
    if what == "dict":
        return dict(zip(map(keys.setdefault, values[::2], values[::2]), values[1::2], strict=True))
    if what == "frozenset":
        return frozenset(values)
    kind, names = _records()[what]
    return kind(**dict(zip(names, values, strict=True)))


@cache
def _records() -> dict[str, tuple[type, tuple[str, ...]]]:
    """The classes of records by name, each with its fields."""
    found = (one for home in _HOMES for one in vars(import_module(home)).values() if isinstance(one, type))
    return {kind.__name__: (kind, tuple(field.name for field in fields(kind))) for kind in found if is_dataclass(kind)}


@cache
def _make_room(folder: Path) -> None:
    """Makes the folder, or removes what is oldest in it; once a run."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    size = 0
    for _, path in sorted(((path.stat().st_mtime, path) for path in folder.parent.rglob("?" * 64)), reverse=True):
        size += path.stat().st_size
        if size > _MOST:
            path.unlink(missing_ok=True)


@cache
def _folder() -> Path | None:
    """The folder for what this very code reads; none where the user has no home."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("kb") / "read" / _code()
    except (OSError, RuntimeError):
        return None


def _code() -> str:
    """The hash of the code that reads and checks, and of the versions of the libraries that it does so with."""
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent.parent
    for path in (
        package / "model.py",
        *sorted((package / "read").glob("*.py")),
        *sorted((package / "check").glob("*.py")),
    ):
        digest.update(path.read_bytes())
    for library in _LIBRARIES:
        spec = PathFinder.find_spec(library)
        if spec and spec.origin:
            found = Path(spec.origin).stat()
            digest.update(f"{spec.origin} {found.st_mtime_ns} {found.st_size}".encode())
    return digest.hexdigest()[:16]
