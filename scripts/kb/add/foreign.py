"""Entries of the ``.bib`` files that other programs write, as entries of this corpus."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.add.change import RefusedError
from kb.add.entry import protected, settled
from kb.add.identify import identify
from kb.check.bibliography import REQUIRED
from kb.check.provenance import LONGEST, SHORTEST
from kb.model import Work
from kb.read.bibtex import read_bibliography
from kb.read.canonical import FIELDS, canonical_field
from kb.read.latex import plain

#: Types and fields of BibLaTeX and of styles, and those that say the same here.
_TYPES = {
    "proceedings": "book",
    "collection": "book",
    "mvbook": "book",
    "inbook": "incollection",
    "conference": "inproceedings",
    "mastersthesis": "thesis",
    "report": "techreport",
    "electronic": "online",
    "www": "online",
    "manual": "misc",
    "booklet": "misc",
    "unpublished": "misc",
}
_NAMES = {
    "journaltitle": "journal",
    "location": "address",
    "issue": "number",
    "eprinttype": "archiveprefix",
    "eprintclass": "primaryclass",
    "organization": "publisher",
}
#: What belongs to another program or another report.
_NOT_OURS = frozenset({"label", "keywords", "annotation"})


@dataclass(frozen=True)
class Foreign:
    """An entry in the words of this corpus.

    Attributes:
        key: its key in the file that it came from.
        left_out: what was not taken over, each with the reason if it is not plain.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    left_out: tuple[str, ...]


def read_file(path: Path) -> list[Work]:
    """The entries of a ``.bib`` file.

    Raises:
        RefusedError: if it cannot be read whole; its text names each place.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise RefusedError(f"'{path}' cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RefusedError(f"'{path}' is not UTF-8; save it as UTF-8") from error
    bibliography = read_bibliography(str(path), text.replace("\r\n", "\n").replace("\r", "\n"))
    if bibliography.problems:
        raise RefusedError("\n".join(map(str, bibliography.problems)))
    if not bibliography.works:
        raise RefusedError(f"'{path}' holds no entry")
    return list(bibliography.works.values())


def taken_over(work: Work, topics: Collection[str]) -> Foreign:
    """An entry with the fields that this corpus has, under its names for them.

    Args:
        topics: slugs of the topics that its keywords may be.
    """
    renamed = dict(_renamed(work.fields))
    kind = _TYPES.get(work.type, work.type if work.type in REQUIRED else "misc")
    if work.type == "mastersthesis":
        renamed.setdefault("type", "Master's thesis")
    kept = {name: value for name, value in renamed.items() if name in FIELDS and name not in _NOT_OURS and value}
    keywords = [slug for slug in re.split(r"\s*[,;]\s*", renamed.get("keywords", "")) if slug in topics][:5]
    count = len(plain(renamed.get("annotation", "")).split())
    if SHORTEST <= count <= LONGEST:
        kept["annotation"] = renamed["annotation"]
    if "title" in kept:
        kept["title"] = protected(canonical_field("title", kept["title"]))
    url = identify(kept.get("url", ""))
    if url and url.kind in ("doi", "arxiv"):  # it adds nothing to the identifier
        del kept["url"]
        kept.setdefault("doi" if url.kind == "doi" else "eprint", url.value)
    fields = {name: canonical_field(name, value) for name, value in kept.items()}
    if keywords:
        fields["keywords"] = ", ".join(dict.fromkeys(keywords))
    fields = _archived(settled(kind, fields))
    left_out = sorted(name for name in renamed if name not in fields and not (name == "url" and url))
    if kind == "misc" and work.type not in ("misc", *_TYPES):
        left_out.append(f"that it is a @{work.type}")
    return Foreign(work.key, kind, fields, tuple(left_out))


def _renamed(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Fields under our names; of two that become one, the one that has our name already stays."""
    for name, value in fields.items():
        other = _NAMES.get(name, "")
        if name == "date" and "year" not in fields and (year := re.match(r"\d{4}", value)):
            yield "year", year.group()
        elif name in ("subtitle", "booksubtitle"):
            continue
        elif other:
            yield (other, value) if other not in fields else (name, value)
        elif name in ("title", "booktitle"):
            below = fields.get("subtitle" if name == "title" else "booksubtitle", "")
            yield name, f"{value}: {below}" if below else value
        else:
            yield name, value


def _archived(fields: Mapping[str, str]) -> dict[str, str]:
    """Fields without an ``eprint`` of another archive, whose number would be taken for one of arXiv."""
    new = dict(fields)
    found = identify(f"arXiv:{new.get('eprint', '')}")
    if "eprint" in new and (new["archiveprefix"].lower() != "arxiv" or not found):
        for name in ("eprint", "archiveprefix", "primaryclass"):
            new.pop(name, None)
    elif found:
        new |= {"eprint": found.value, "archiveprefix": "arXiv"}
    return new
