"""The canonical form of the source files: what ``kb fmt`` writes and the check compares with. Comments are kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from kb.model import Name, Problem, Work
from kb.read import identifiers
from kb.read.bibtex import BOM, read_bibliography
from kb.read.faithful import lost_in_bibliography, lost_in_yaml
from kb.read.identifiers import bare_arxiv, bare_doi
from kb.read.latex import MATH, plain, unescaped
from kb.read.persons import is_one_group, read_name, split_names
from kb.read.yaml_form import format_section, without_trailing_space
from kb.read.yaml_source import compose, unreadable

#: Every field that an entry may have, in the order in which they are written.
FIELDS = (
    "author", "title", "shorttitle", "editor", "booktitle", "journal", "series", "edition", "volume", "number",
    "chapter", "pages", "publisher", "institution", "school", "type", "howpublished", "address", "month", "year",
    "isbn", "issn", "doi", "eprint", "archiveprefix", "primaryclass", "url", "urldate", "note", "annotation",
    "keywords", "label",
)  # fmt: skip

_VERBATIM = {*identifiers.FIELDS, "keywords", "verified"}
_COMMAND = r"""\\(?:["'`^~=.](?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"""
_COMMAND += r"""|[cHkruvdb](?:\{\\?[A-Za-z]\}|\ +\\?[ij](?![A-Za-z])|\\[ij](?![A-Za-z])|\ +[A-Za-z](?![A-Za-z]))"""
_COMMAND += r"""|(?:ss|ae|AE|oe|OE|aa|AA|DH|dh|TH|th|DJ|dj|NG|ng|o|O|l|L|i|j)(?:\{\}|(?![A-Za-z])\ *))"""
#: An accent or a letter: with its own braces or without any, never with one of the two.
_ACCENT = re.compile(rf"\{{({_COMMAND})\}}|({_COMMAND})")
_DASHES = r"\s*[-‐‑–—−]+\s*"
_RANGE = re.compile(rf"([A-Za-z]*)\d+{_DASHES}\1\d+|[ivxlcdm]+{_DASHES}[ivxlcdm]+", re.IGNORECASE)
_LONG_DASH = re.compile(r"(?<=\w)\s*(?:-{2,}|[–—])\s*(?=\w)")


def format_bibliography(file: str, text: str) -> str:
    """The text of a ``.bib`` file with its entries sorted by key, fields in order, comments above their entries.

    What stands above the first entry and apart from it, and ``@string`` and ``@preamble``, stay at the head; macros
    are written out. Text that cannot be read whole comes back as it is: formatting must not lose what it does not
    understand.
    """
    clean = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    bibliography = read_bibliography(file, clean)
    if bibliography.problems:
        return text
    head: list[str] = []
    blocks: list[tuple[str, str]] = []
    comment: list[str] = []
    end = 0
    for (start, stop), key in zip(bibliography.spans, bibliography.entries, strict=True):
        gap = clean[end:start]
        if not head and not blocks and "\n\n" in gap.lstrip():
            above, gap = re.split(r"\n[ \t]*\n(?!.*\n[ \t]*\n)", gap, maxsplit=1, flags=re.DOTALL)
            head += ["\n".join(_comment(above)), ""]
        comment += _comment(gap)
        end = stop
        if key:
            blocks.append((key, "".join(f"{line}\n" for line in comment) + format_entry(bibliography.works[key])))
        else:
            head += [*comment, clean[start:stop].strip(), ""]
        comment = []
    tail = "\n".join((*comment, *_comment(clean[end:])))
    entries = "\n".join(block for _, block in sorted(blocks))
    return "\n".join(piece for piece in ("\n".join(head), entries, f"{tail}\n" if tail else "") if piece)


def _comment(text: str) -> list[str]:
    """The lines of a comment without empty ones."""
    return [line.rstrip(" \t") for line in text.strip().split("\n") if line.strip()]


def format_entry(work: Work) -> str:
    """One entry in canonical form, ending with a line break."""
    known = [name for name in FIELDS if name in work.fields]
    others = sorted(name for name in work.fields if name not in FIELDS)
    lines = [f"  {name} = {{{canonical_field(name, work.fields[name])}}}," for name in (*known, *others)]
    return "\n".join((f"@{work.type}{{{work.key},", *lines, "}\n"))


def canonical_field(name: str, value: str) -> str:
    """The value of a field in canonical form; it says the same."""
    value = composed(value)
    if name in ("author", "editor"):
        return " and ".join(_written_names(accents_to_unicode(value)))
    if name in identifiers.FIELDS:
        value = unescaped(value)
    if name == "doi":
        return bare_doi(value)
    if name == "eprint":
        return bare_arxiv(value)
    if name == "pages":
        return ", ".join(_page_range(piece.strip()) for piece in value.split(","))
    return value if name in _VERBATIM else accents_to_unicode(value)


def _page_range(text: str) -> str:
    """``1-18`` as ``1--18``; ``C3-32--C3-35`` and the one page ``C3-32`` stay."""
    if _RANGE.fullmatch(text):
        return re.sub(_DASHES, "--", text)
    return _LONG_DASH.sub("--", text)


def composed(text: str) -> str:
    """Letters followed by accents as one character each, where there is one; all else is the writer's choice."""
    return re.sub("[^\u0300-\u036f][\u0300-\u036f]+", lambda match: unicodedata.normalize("NFC", match.group()), text)


def accents_to_unicode(text: str) -> str:
    """LaTeX accents and letters as Unicode; every other macro, every brace and all mathematics stays."""
    if "\\" not in text:
        return text
    pieces, end = [], 0
    for match in MATH.finditer(text):
        pieces += [_ACCENT.sub(_letter, text[end : match.start()]), match.group()]
        end = match.end()
    return "".join((*pieces, _ACCENT.sub(_letter, text[end:])))


def _letter(match: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFC", plain(match.group(1) or match.group(2)))
    return letter if len(letter) == 1 or letter == "ss" else match.group()


def _written_names(value: str) -> Iterator[str]:
    """Names as ``Family, Given``, whatever order they were written in."""
    for part in split_names(value):
        if part == "others" or is_one_group(part) or "," in part:
            yield part
        else:
            name = read_name(part)
            yield written_name(name) if name else part


def written_name(name: Name) -> str:
    """A name as BibTeX writes it: ``Family, Given``, ``Family, Jr., Given`` or ``{Organisation}``."""
    if name.literal:
        return f"{{{name.family}}}"
    return ", ".join(piece for piece in (name.family, name.suffix, name.given) if piece)


def format_yaml(file: str, text: str) -> str:
    """A YAML file with clean white space and, for a section, its fields in order and its lists one line an item.

    Text that cannot be read comes back as it is.
    """
    clean = composed(text.removeprefix(BOM)).replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n"
    root, problems = compose(file, clean)
    if problems or root is None:
        return text
    clean = without_trailing_space(clean, root)
    root, _ = compose(file, clean)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or not file.startswith("sections/"):
        return clean
    return format_section(clean, root)


#: Formatting may need to look at its own result, where a comment has moved; it has never needed to twice.
_MOST_PASSES = 3


@dataclass(frozen=True)
class Formatted:
    """The canonical form of a file, or the text as it was and why it stays so.

    Attributes:
        unreadable: problems that keep the file from being read whole.
        refused: what would have been lost.
    """

    text: str
    unreadable: tuple[Problem, ...] = ()
    refused: str = ""


@lru_cache(maxsize=256)
def formatted(file: str, text: str) -> Formatted:
    """Any source file in canonical form. Cached, so that after an edit only the file that changed is formatted."""
    if file.endswith(".md"):
        return Formatted(text)
    is_bibliography = file.endswith(".bib")
    problems = read_bibliography(file, text).problems if is_bibliography else unreadable(file, text)
    if problems:
        return Formatted(text, problems)
    form = format_bibliography if is_bibliography else format_yaml
    new = form(file, text)
    for _ in range(_MOST_PASSES):
        before, new = new, form(file, new)
        if new == before:
            break
    if new == text:
        return Formatted(text)
    return Formatted(text, refused=lost) if (lost := _lost(file, text, new)) else Formatted(new)


def _lost(file: str, before: str, after: str) -> str:
    if file.endswith(".bib"):
        return lost_in_bibliography(file, before, after, canonical_field)
    return lost_in_yaml(file, before, after)


def canonical(file: str, text: str) -> str:
    """The canonical form of any source file; the text itself where the file cannot be formatted without a loss."""
    return formatted(file, text).text
