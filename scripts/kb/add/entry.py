"""An entry from what records say of a work: in the words and the LaTeX of BibTeX, with a key of its own."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Collection, Mapping, Sequence

from stdnum import isbn

from kb.check.bibliography import REQUIRED, expected_key, unprotected
from kb.model import Name, Place, Work
from kb.read.bibtex import read_bibliography
from kb.read.canonical import canonical_field, format_entry, written_name
from kb.read.identifiers import is_year
from kb.read.latex import MATH, LatexError, decoded, stray_dollar
from kb.verify.record import Record

#: Sources whose text is LaTeX; that of all others is taken as it stands.
_WRITES_LATEX = ("arxiv",)
#: A command of LaTeX: an accent, an escaped sign, or a word and what it is given.
_COMMAND = re.compile(
    r"\\(?:[&%$#_{}\"'`^~=./-]|[cHkruvdb](?=[ {\\])"
    r"|(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])|[A-Za-z]+(?=\s*\{))"
)
_SIGNS = {
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "^": r"\textasciicircum{}",
    "<": "$<$",
    ">": "$>$",
}
#: A sign in dollars right before a figure, where the second dollar would close no formula.
_BEFORE_FIGURE = re.compile(r"(\$(?:<|>|\\backslash)\$)(?=\d)")
#: A word behind a command, whose name it would seem to go on.
_AFTER_CIRCUMFLEX = re.compile(r"(\\textasciicircum\{\})([^\W_]+)")
#: Characters without a picture that mean something in some scripts.
_JOINERS = "\u200c\u200d"
#: Words that no name of a person holds, and signs between names.
_NO_PERSON = re.compile(
    r"\b(?:University|Institute|Team|Office|Committee|Commission|Council|Department|Corporation|Foundation|Agency|"
    r"Association|Consortium|Laboratory|Inc|Ltd|LLC|GmbH|and)\b|[&;,/]"
)
_NO_NAME = re.compile(r"[\d*†‡§¶]+|\b(?:Dr|Prof|Ph\.?\s?D|M\.D)\b\.?|\S+@\S+")
#: Where the name of what it appeared in stands, by type.
VENUE_FIELD: Mapping[str, str] = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "book": "publisher",
    "techreport": "institution",
    "phdthesis": "school",
    "thesis": "school",
}


def as_latex(text: str, latex: bool = False) -> str:
    r"""Text of a record for a field: signs escaped, mathematics kept, braces balanced, nothing that cannot be seen.

    Args:
        latex: whether its writer meant LaTeX, so that braces and commands are kept.

    >>> as_latex("Q&A at 100% {of} $\\ell_1$")
    'Q\\&A at 100\\% \\{of\\} $\\ell_1$'
    """
    seen = "".join(letter for letter in text if letter.isprintable() or letter in _JOINERS or letter.isspace())
    unbalanced = seen.count("{") != seen.count("}") or _closes_early(seen)
    clean = " ".join((re.sub(r"[{}]", "", seen) if unbalanced else seen).split())
    value = _outside_math(clean, lambda piece: _escaped(piece, latex))
    return value if _is_sound(value) else _escaped(" ".join(re.sub(r"[{}\\]", "", clean).split()), latex=False)


def _closes_early(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return True
    return False


def _outside_math(text: str, change: Callable[[str], str]) -> str:
    """A text with all of it changed but its formulas."""
    pieces, end = [], 0
    for match in MATH.finditer(text):
        pieces += [change(text[end : match.start()]), match.group()]
        end = match.end()
    return "".join((*pieces, change(text[end:])))


def _escaped(text: str, latex: bool) -> str:
    signs = _SIGNS if latex else {**_SIGNS, "{": r"\{", "}": r"\}"}
    pieces, end = [], 0
    for match in _COMMAND.finditer(text) if latex else ():
        pieces += [_signs(text[end : match.start()], signs), match.group()]
        end = match.end()
    return "".join((*pieces, _signs(text[end:], signs)))


def _signs(text: str, signs: Mapping[str, str]) -> str:
    written = "".join({**signs, "\\": r"$\backslash$"}.get(letter, letter) for letter in text)
    return _AFTER_CIRCUMFLEX.sub(r"\1{\2}", _BEFORE_FIGURE.sub(r"\1{}", written))


def _is_sound(value: str) -> bool:
    try:
        decoded(value)
    except LatexError:
        return False
    return not stray_dollar(value) and not _closes_early(value) and value.count("{") == value.count("}")


def protected(title: str) -> str:
    """A title with braces around the words whose capitals a bibliography style would lower.

    >>> protected("Training BERT on a budget with care and luck")
    'Training {BERT} on a budget with care and luck'
    """
    words = sorted(set(unprotected(title)), key=len, reverse=True)
    if not words:
        return title
    pattern = re.compile(rf"(?<![\w\\])(?:{'|'.join(map(re.escape, words))})(?!\w)")
    return _outside_math(title, lambda piece: _outside_groups(piece, pattern))


def _outside_groups(text: str, pattern: re.Pattern[str]) -> str:
    pieces, depth, start = [], 0, 0
    for number, letter in enumerate(text):
        if letter == "{" and not depth:
            pieces.append(pattern.sub(r"{\g<0>}", text[start:number]))
            start = number
        depth += (letter == "{") - (letter == "}")
        if letter == "}" and not depth:
            pieces.append(text[start : number + 1])
            start = number + 1
    return "".join((*pieces, pattern.sub(r"{\g<0>}", text[start:])))


def written_names(names: Sequence[Name]) -> str:
    """Names as a field holds them; what is no person's name stands in braces, and what is no name is left out."""
    return " and ".join(filter(None, map(_written, names)))


def _written(name: Name) -> str:
    family, given = (re.sub(r"[{}\\]", "", _NO_NAME.sub("", piece)).strip(" ,") for piece in (name.family, name.given))
    whole = " ".join(piece for piece in (given, family) if piece)
    if not any(letter.isalpha() for letter in whole):
        return ""
    if name.literal or _NO_PERSON.search(whole):
        organization = as_latex(re.sub(r"[{}\\]", "", whole if not name.literal else name.family))
        return f"{{{organization}}}" if organization else ""
    if len(family) > 3 and family.isupper() and family.isalpha():
        family = family.title()
    family, given, suffix = as_latex(family), as_latex(given), as_latex(re.sub(r"[{}\\,]", "", name.suffix))
    return written_name(Name(family, given, suffix)) if family else given


def fields_of(records: Sequence[Record]) -> dict[str, str]:
    """What the first record says, with identifiers that others add; in canonical form."""
    main = records[0]
    latex = main.source in _WRITES_LATEX
    fields = {
        name: value if name in ("doi", "eprint") else as_latex(value, latex) for name, value in main.fields.items()
    }
    for other in records[1:]:
        fields |= {
            name: other.fields[name] for name in ("doi", "eprint", "primaryclass") if name in other.fields
        } | fields
    if not is_year(fields.get("year", "")):
        fields.pop("year", None)
    if main.type not in ("book", "incollection"):
        fields.pop("isbn", None)  # it is that of the proceedings
    fields |= {"author": written_names(main.authors), "title": protected(as_latex(main.title, latex))}
    return settled(main.type, {name: canonical_field(name, value) for name, value in fields.items() if value})


def settled(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Fields as an entry of this type has them: numbers that are valid and needed, an archive's name, a school."""
    new = dict(fields)
    if kind in ("techreport", "thesis", "phdthesis") and VENUE_FIELD[kind] not in new and "publisher" in new:
        new[VENUE_FIELD[kind]] = new.pop("publisher")
    if kind == "thesis":
        new.setdefault("type", "Dissertation")
    if not isbn.is_valid(new.get("isbn", "")):
        new.pop("isbn", None)
    if "eprint" in new:
        if new.get("doi", "").startswith("10.48550/arxiv."):
            del new["doi"]  # it says the same
        new.setdefault("archiveprefix", "arXiv")
    else:
        for name in ("archiveprefix", "primaryclass"):
            new.pop(name, None)
    return new


def type_of(kind: str, fields: Mapping[str, str]) -> str:
    """The type of an entry: the record's, unless that wants a venue which the record does not name."""
    venue = VENUE_FIELD.get(kind, "")
    if kind not in REQUIRED or (venue in ("journal", "booktitle") and not fields.get(venue)):
        return "misc"
    return kind


def likely_type(venue: str, identifier_kind: str) -> str:
    """The type of a work of which only the name of what it appeared in is known."""
    if identifier_kind in ("isbn", "url"):
        return {"isbn": "book", "url": "online"}[identifier_kind]
    if re.search(r"\b(?:proceedings|conference|workshop|symposium|meeting|advances in)\b", venue, re.IGNORECASE):
        return "inproceedings"
    return "article" if venue and venue.lower() != "arxiv" else "misc"


def lacking(kind: str, fields: Mapping[str, str]) -> list[str]:
    """Required fields that are not there."""
    return [
        name
        for name in REQUIRED[kind]
        if not fields.get(name) and not (name == "author" and kind == "book" and fields.get("editor"))
    ]


def work_of(kind: str, fields: Mapping[str, str], key: str = "new") -> Work:
    """Fields as an entry that was read, so that its names are records.

    Raises:
        ValueError: if they cannot be read; its text says why.
    """
    draft = Work(key, kind, {name: value for name, value in fields.items() if value}, (), (), False, Place(""))
    bibliography = read_bibliography("the new entry", format_entry(draft))
    works = list(bibliography.works.values())
    if bibliography.problems or len(works) != 1 or not _says_the_same(works[0], draft):
        why = bibliography.problems[0] if bibliography.problems else None
        raise ValueError(f"{why.message}; {why.hint}" if why else "its fields cannot be written as BibTeX")
    return works[0]


def _says_the_same(read: Work, meant: Work) -> bool:
    """Whether an entry was read as it was meant: no value ends early and goes on as something else."""
    values = [{name: " ".join(value.split()) for name, value in work.fields.items()} for work in (read, meant)]
    return (read.key, read.type, values[0]) == (meant.key, meant.type, values[1])


def free_key(work: Work, taken: Collection[str]) -> str:
    """The key that the rule gives, with the first letter that is free where it is taken.

    Raises:
        ValueError: if all are taken, or nothing can be made a key of.
    """
    expected = expected_key(work)
    if not expected:
        raise ValueError("no key can be made of its author, year and title")
    key = next((one for one in (expected, *(expected + end for end in string.ascii_lowercase)) if one not in taken), "")
    if not key:
        raise ValueError(f"'{expected}' and all keys with a letter after it are taken")
    return key
