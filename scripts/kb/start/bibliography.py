"""Any BibTeX or biblatex that people have as ``bibliography/references.bib``, with a table of keys that changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.check.bibliography import expected_key, follows, identity
from kb.model import Problem, Work
from kb.read import BIBLIOGRAPHY
from kb.read.bibtex import BOM, read_bibliography
from kb.read.canonical import format_entry, formatted
from kb.read.folding import LONGEST, fold
from kb.read.latex import plain
from kb.start.entries import mended
from kb.start.outline import Remark
from kb.start.values import literal

#: Entries that are no works.
_NO_WORKS = frozenset({"xdata", "set", "control", "ieeetranbstctl"})
#: What an entry does not take from the one that it refers to.
_OWN = frozenset(
    {"title", "subtitle", "titleaddon", "shorttitle", "keywords", "xdata", "crossref", "doi", "label", "ids"}
)
_IN = frozenset({"inproceedings", "incollection", "inbook", "conference", "suppcollection", "inreference"})
#: Characters of a bibliography; one that is longer is no bibliography.
LONGEST_FILE = 60_000_000


@dataclass(frozen=True)
class Works:
    """A bibliography taken over.

    Attributes:
        works: entries by their new keys.
        keys: new key by every old one, of merged entries too.
    """

    works: Mapping[str, Work]
    keys: Mapping[str, str]
    remarks: tuple[Remark, ...]

    @property
    def renamed(self) -> Mapping[str, str]:
        """Old and new keys that differ, sorted."""
        return {old: self.keys[old] for old in sorted(self.keys) if old != self.keys[old]}

    def text(self, keys: Collection[str]) -> str:
        """The entries with the given new keys as a file."""
        return "\n".join(format_entry(self.works[key]) for key in sorted(keys))


def take_over(texts: Mapping[str, str], wanted: Collection[str] | None = None) -> Works:
    """The works of ``.bib`` files by name; if old keys are ``wanted``, only those."""
    remarks: list[Remark] = []
    works: list[Work] = []
    for file, text in texts.items():
        raw, problems = _read(file, text)
        remarks += problems
        for work in raw.values():
            if work.type not in _NO_WORKS and (wanted is None or _names(work) & set(wanted)):
                works += _mended(_resolved(work, raw, file, remarks), file, remarks)
    single, merged = _merged(works, remarks)
    keys = _keys(single)
    found = {keys[work.key, work.place.file]: work for work in single}
    renamed = {old: keys[work.key, work.place.file] for old, work in merged.items()}
    renamed |= {old: keys[work.key, work.place.file] for work in reversed(single) for old in _names(work)}
    return Works({key: _named(work, key) for key, work in found.items()}, renamed, tuple(remarks))


def _named(work: Work, key: str) -> Work:
    return replace(work, key=key, fields={name: value for name, value in work.fields.items() if name != "ids"})


def _names(work: Work) -> set[str]:
    """The key of an entry, and the others that it goes by."""
    return {work.key, *(key.strip() for key in work.fields.get("ids", "").split(",") if key.strip())}


_COMMENT = re.compile(r"(?m)^[ \t]*%.*$")
_KEY = re.compile(r"(@[A-Za-z]+[ \t]*\{[ \t]*)([^\s,{}=\"]+(?:[ \t]+[^\s,{}=\"]+)+)(?=[ \t]*,)")
_NO_COMMA = re.compile(r"([}\"])([ \t]*\n[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"])")


def _read(file: str, text: str) -> tuple[Mapping[str, Work], list[Remark]]:
    """Every entry of a file; comments within entries and lacking commas do no harm, unknown macros stand as names."""
    if len(text) > LONGEST_FILE:
        return {}, [Remark(file, 1, f"longer than {LONGEST_FILE:,} characters: left out")]
    text = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    text = _KEY.sub(_without_blanks, _NO_COMMA.sub(r"\1,\2", _COMMENT.sub("", text)))
    found = read_bibliography(file, text)
    macros = {match for problem in found.problems for match in re.findall("unknown macro '(.+?)'", problem.message)}
    if macros:
        names = " ".join(f"@string{{{name} = {{{name}}}}}" for name in sorted(macros))
        found = read_bibliography(file, f"{names} {text}")
    remarks = [_remark(problem) for problem in found.problems if problem.code != "E114"]
    remarks += [Remark(file, 1, f"the abbreviation '{name}' is explained nowhere") for name in sorted(macros)]
    return found.works, remarks


def _without_blanks(match: re.Match[str]) -> str:
    return match.group(1) + one_word(match.group(2))


def one_word(key: str) -> str:
    """A key without blanks, which only some programs allow."""
    return "_".join(key.split())


def _remark(problem: Problem) -> Remark:
    message = problem.message
    if problem.code == "E112":
        message += ": the first is taken"
    return Remark(problem.place.file, problem.place.line, message)


def _resolved(work: Work, raw: Mapping[str, Work], file: str, remarks: list[Remark]) -> Work:
    """An entry with what it takes from others, by crossref and xdata, as deep as they go."""
    fields = dict(work.fields)
    lower = {key.lower(): other for key, other in raw.items()}
    todo = [(name, work) for name in ("xdata", "crossref")]
    seen = {work.key}
    while todo:
        name, child = todo.pop(0)
        for key in filter(None, (piece.strip() for piece in child.fields.get(name, "").split(","))):
            parent = lower.get(key.lower())
            if parent is None:
                remarks.append(Remark(file, work.place.line, f"'{work.key}' refers to '{key}', which is not there"))
            elif parent.key not in seen:
                seen.add(parent.key)
                fields = {**_inherited(work, parent, name), **fields}
                todo += [(further, parent) for further in ("xdata", "crossref")]
    return replace(work, fields=fields)


def _inherited(work: Work, parent: Work, by: str) -> dict[str, str]:
    if by == "xdata":
        return {name: value for name, value in parent.fields.items() if name != "xdata"}
    fields = {name: value for name, value in parent.fields.items() if name not in _OWN}
    if work.type in _IN:
        fields |= {f"book{name}": parent.fields[name] for name in ("title", "subtitle") if name in parent.fields}
        fields.pop("author", None)
    elif work.type == "article" and "title" in parent.fields:
        fields["journaltitle"] = parent.fields["title"]
    if "booktitle" in parent.fields:
        fields["booktitle"] = parent.fields["booktitle"]
    return fields


def _mended(work: Work, file: str, remarks: list[Remark]) -> Iterator[Work]:
    def say(text: str) -> None:
        remarks.append(Remark(file, work.place.line, text if work.key in text else f"'{work.key}': {text}"))

    new = mended(work, say)
    if new is None:
        return
    form = formatted(BIBLIOGRAPHY, format_entry(replace(new, key="key")))
    if form.refused or form.unreadable:
        say("its LaTeX cannot be kept: written as plain text")
        plainer = {name: literal(plain(value)) if "\\" in value else value for name, value in new.fields.items()}
        new = replace(new, fields=plainer)
    yield replace(new, fields={**new.fields, **({"ids": work.fields["ids"]} if "ids" in work.fields else {})})


def _merged(works: Sequence[Work], remarks: list[Remark]) -> tuple[list[Work], dict[str, Work]]:
    """Works, each once, and by the old key of every entry merged the one that it became."""
    first: dict[tuple[str, ...], int] = {}
    single: list[Work] = []
    merged: dict[str, int] = {}
    for work in works:
        twin = next((first[name] for name in _identities(work) if name in first), None)
        if twin is not None and not _alike(work, single[twin]):
            shared = {name for name in ("doi", "eprint") if work.fields.get(name) == single[twin].fields.get(name)}
            text = (
                f"'{work.key}' has the {' and '.join(sorted(shared))} of '{single[twin].key}', another work: left out"
            )
            remarks.append(Remark(work.place.file, work.place.line, text))
            work = replace(work, fields={name: value for name, value in work.fields.items() if name not in shared})
            twin = None
        if twin is None:
            twin = len(single)
            single.append(work)
        else:
            text = f"'{work.key}' and '{single[twin].key}' are one work: merged"
            remarks.append(Remark(work.place.file, work.place.line, text))
            single[twin] = replace(single[twin], fields={**work.fields, **single[twin].fields})
            merged |= dict.fromkeys(_names(work), twin)
        for name in _identities(work):
            first.setdefault(name, twin)
    return single, {old: single[number] for old, number in merged.items()}


def _identities(work: Work) -> Iterator[tuple[str, ...]]:
    for name in ("doi", "eprint"):
        if work.fields.get(name):
            yield name, work.fields[name].lower()
    yield ("title", *identity(work))


def _alike(one: Work, other: Work) -> bool:
    """Whether two works with an identifier in common can be one: most words of their titles are the same."""
    first, second = (set(re.findall(r"\w+", fold(plain(work.title)))) for work in (one, other))
    return len(first & second) * 2 >= min(len(first), len(second))


def _keys(works: Sequence[Work]) -> Mapping[tuple[str, str], str]:
    """New keys by old key and file: those that follow the rule stay, the others get the first letters that are free."""
    taken: set[str] = set()
    keys: dict[tuple[str, str], str] = {}
    wanted = [(work, expected_key(work)[: LONGEST - 2] or "work") for work in works]
    for work, expected in wanted:
        if follows(work.key, expected) and work.key not in taken:
            taken.add(work.key)
            keys[work.key, work.place.file] = work.key
    for work, expected in wanted:
        if (work.key, work.place.file) not in keys:
            key = next(one for one in (f"{expected}{letters}" for letters in _letters()) if one not in taken)
            taken.add(key)
            keys[work.key, work.place.file] = key
    return keys


def _letters() -> Iterator[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield ""
    yield from alphabet
    yield from (one + other for one in alphabet for other in alphabet)
    yield from (f"{number}" for number in range(1, 10_000_000))
