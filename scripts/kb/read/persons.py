"""The grammar of BibTeX's lists of names, read with pybtex, and what is written in them by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.model import Name

#: What is wrong with a name, and what to write.
Mistake = tuple[str, str]

_SPECIAL = frozenset("{}\\~")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV", re.IGNORECASE)
_ET_AL = re.compile(r"\bet\.?\s*al\b|\bu\.\s*a\.$", re.IGNORECASE)
_DANGLING = re.compile(r"^and(?:\s|$)|(?:^|\s)and$", re.IGNORECASE)


def split_names(text: str) -> list[str]:
    """The names of a list, ``others`` among them."""
    from pybtex.bibtex.utils import split_name_list  # slow to import

    return list(split_name_list(text)) if text else []


def read_names(text: str) -> tuple[tuple[Name, ...], list[Mistake]]:
    """The persons and organisations of a list of names, and the mistakes in it."""
    names: list[Name] = []
    mistakes: list[Mistake] = []
    parts = split_names(text)
    for number, part in enumerate(parts, 1):
        if part == "others" and number == len(parts) > 1:
            continue
        wrong = next(_mistakes(part), None)
        name = None if wrong else read_name(part)
        if name is None:
            mistakes.append(wrong or (f"name '{part}' cannot be read", "write Family, Given"))
        else:
            names.append(name)
    return tuple(names), mistakes


def _mistakes(part: str) -> Iterator[Mistake]:
    if is_one_group(part):
        if not part[1:-1].strip():
            yield "an empty name", "write Family, Given"
        return
    bare = re.sub(r"\{[^{}]*\}", "", part)
    pieces = [piece.strip() for piece in bare.split(",")]
    if part == "others":
        yield "'others' can only end a list of names", "name who wrote it"
    elif _DANGLING.search(bare):
        yield f"an 'and' without a name in '{part}'", "'and' stands between two names, once"
    elif _ET_AL.search(bare):
        yield f"name '{part}' cannot be read", "end the list with 'and others'"
    elif ";" in bare or re.search(r"\s(?:&|\\&)\s", bare):
        yield f"name '{part}' is more than one", "put 'and' between names, and an organization in braces of its own"
    elif len(pieces) > 1 and _SUFFIX.fullmatch(pieces[-1]):
        yield f"name '{part}' ends with '{pieces[-1]}'", "write Family, Jr., Given"
    elif len(pieces) > 1 and not all(piece or "{" in part for piece in pieces):
        yield f"a part of the name '{part}' is empty", "write Family, Given"


def is_one_group(text: str) -> bool:
    """Whether one pair of braces holds the whole text: ``{U.S. Office}``, but not ``{Ana} {Lopez}``."""
    depth = 0
    for number, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if not depth and number < len(text) - 1:
            return False
    return text.startswith("{") and text.endswith("}")


def read_name(text: str) -> Name | None:
    """One name in any of the orders that BibTeX knows; none if it cannot be read."""
    if is_one_group(text):
        return Name(text[1:-1].strip(), literal=True)
    family, comma, given = text.partition(", ")
    if comma and "," not in given and not _SPECIAL.intersection(text):
        return Name(family, given)  # the canonical form; pybtex is needed for all others
    from pybtex.bibtex.exceptions import BibTeXError
    from pybtex.database import InvalidNameString, Person
    from pybtex.errors import capture
    from pybtex.exceptions import PybtexError

    spoken, suffix = _without_suffix(text)
    try:
        with capture() as captured:
            person = Person(spoken)
    except (InvalidNameString, BibTeXError, PybtexError, IndexError):
        return None
    if captured:
        return None
    family = " ".join((*person.prelast_names, *person.last_names))
    given = " ".join((*person.first_names, *person.middle_names))
    return Name(family, given, suffix or " ".join(person.lineage_names)) if family else None


def _without_suffix(text: str) -> tuple[str, str]:
    """``William E. Skeith III`` without and with only its last word, which is no family name."""
    before, _, last = text.rpartition(" ")
    if "," not in text and " " in before and _SUFFIX.fullmatch(last):
        return before, last
    return text, ""
