"""The canonical form of the source files: what ``kb fmt`` writes and the check compares with. Comments are kept."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache

import yaml
from pybtex.bibtex.utils import split_name_list

from kb.model import Citation, CrossReference, Figure, KeyWork, Name, Section, Subsection, Work
from kb.read.bibtex import read_bibliography
from kb.read.yaml_source import compose

#: Every field that an entry may have, in the order in which they are written.
FIELDS = (
    "author", "title", "shorttitle", "editor", "booktitle", "journal", "series", "edition", "volume", "number",
    "chapter", "pages", "publisher", "institution", "school", "type", "howpublished", "address", "month", "year",
    "isbn", "doi", "eprint", "archiveprefix", "primaryclass", "url", "urldate", "note", "annotation", "keywords",
    "label",
)  # fmt: skip

_VERBATIM = {"url", "doi", "isbn", "eprint", "keywords"}
_ACCENT = re.compile(r"""\{?\\(?:["'`^~=.](?:\{\\?[A-Za-z]\}|\\?[A-Za-z])|[cHkruvdb](?:\{[A-Za-z]\}|\ [A-Za-z])"""
                     r"""|(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?![A-Za-z])(?:\{\})?)\}?""")  # fmt: skip


def format_bibliography(file: str, text: str) -> str:
    """The text of a ``.bib`` file with its entries sorted by key, fields in order, comments above their entries.

    Text that cannot be read whole comes back as it is: formatting must not lose what it does not understand.
    """
    bibliography = read_bibliography(file, text)
    if bibliography.problems or len(bibliography.spans) != len(bibliography.works):
        return text
    blocks: list[tuple[str, str]] = []
    end = 0
    for (start, stop), work in zip(bibliography.spans, bibliography.works.values(), strict=True):
        comment = text[end:start].strip()
        blocks.append((work.key, (f"{comment}\n" if comment else "") + format_entry(work)))
        end = stop
    tail = text[end:].strip()
    entries = "\n".join(block for _, block in sorted(blocks))
    return entries + (f"\n{tail}\n" if tail else "")


def format_entry(work: Work) -> str:
    """One entry in canonical form, ending with a line break."""
    known = [name for name in FIELDS if work.fields.get(name)]
    others = sorted(name for name in work.fields if name not in FIELDS)
    lines = [f"  {name} = {{{_field(name, work.fields[name])}}}," for name in (*known, *others)]
    return "\n".join((f"@{work.type}{{{work.key},", *lines, "}\n"))


def _field(name: str, value: str) -> str:
    value = " ".join(unicodedata.normalize("NFC", value).split())
    if name in ("author", "editor"):
        return " and ".join(_written_names(accents_to_unicode(value)))
    if name == "doi":
        return re.sub(r"^(https?://)?(dx\.)?doi\.org/|^doi:\s*", "", value, flags=re.IGNORECASE).lower()
    if name == "eprint":
        return re.sub(r"^(https?://)?(arxiv\.org/abs/)?(arxiv:)?|v[0-9]+$", "", value, flags=re.IGNORECASE)
    if name == "pages":
        return re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "--", value)
    return value if name in _VERBATIM else accents_to_unicode(value)


def accents_to_unicode(text: str) -> str:
    """LaTeX accents and letters as Unicode; every other macro and every brace stays."""
    if "\\" not in text:
        return text
    from pylatexenc.latex2text import LatexNodes2Text  # slow to import, and seldom needed

    decode = LatexNodes2Text().latex_to_text
    return unicodedata.normalize("NFC", _ACCENT.sub(lambda match: decode(match.group()), text))


def _written_names(value: str) -> Iterator[str]:
    """Names as ``Family, Given``, whatever order they were written in."""
    for part in split_name_list(value):
        if part == "others" or part.startswith("{") or "," in part:
            yield part
        else:
            names = read_bibliography("", f"@misc{{x, author = {{{part}}}}}").works["x"].authors
            yield written_name(names[0]) if names else part


def written_name(name: Name) -> str:
    """A name as BibTeX writes it: ``Family, Given``, ``Family, Jr., Given`` or ``{Organisation}``."""
    if name.literal:
        return f"{{{name.family}}}"
    return ", ".join(piece for piece in (name.family, name.suffix, name.given) if piece)


#: Lists of a section whose items are written as one line each, with their fields in this order.
_ONE_LINE = {
    "subsections": Subsection,
    "figures": Figure,
    "related": CrossReference,
    "key_works": KeyWork,
    "citations": Citation,
}
_ORDER = {
    "subsections": ("number", "title", "page"),
    "figures": ("number", "at", "page", "about"),
    "related": ("section", "at", "to", "page", "why"),
    "key_works": ("work", "why"),
    "citations": ("work", "at", "page", "group", "role", "note"),
}
_RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def format_yaml(file: str, text: str) -> str:
    """A YAML file with clean white space and, for a section, its fields in order and its lists one line an item.

    Text that cannot be read comes back as it is.
    """
    clean = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    clean = "\n".join(line.rstrip() for line in clean.strip("\n").split("\n")) + "\n"
    root, problems = compose(file, clean)
    if problems or root is None:
        return text
    if not isinstance(root, yaml.MappingNode) or not file.startswith("sections/"):
        return clean
    return _ordered_blocks(_one_line_items(clean, root), file)


def _one_line_items(text: str, root: yaml.MappingNode) -> str:
    lines = text.split("\n")
    for key, value in reversed(root.value):
        if key.value in _ONE_LINE and isinstance(value, yaml.SequenceNode) and not value.flow_style:
            for item in reversed(value.value):
                _rewrite_item(lines, item, _ORDER[key.value])
    return "\n".join(lines)


def _rewrite_item(lines: list[str], item: yaml.Node, order: tuple[str, ...]) -> None:
    if not isinstance(item, yaml.MappingNode):
        return
    if not all(isinstance(value, yaml.ScalarNode) for _, value in item.value):
        return
    first, last = item.start_mark.line, item.end_mark.line
    comment = ""
    if item.flow_style:
        comment = lines[last][item.end_mark.column :].strip()
    else:
        last = max(value.end_mark.line for _, value in item.value)
        last -= 1 if last > first and not lines[last].strip() else 0
        if any("#" in line for line in lines[first : last + 1]):
            return
    rank = {name: number for number, name in enumerate(order)}
    pairs = sorted(((key.value, value) for key, value in item.value), key=lambda pair: rank.get(pair[0], len(rank)))
    inside = ", ".join(f"{name}: {_scalar(value)}" for name, value in pairs)
    lines[first : last + 1] = [f"  - {{{inside}}}" + (f"  {comment}" if comment else "")]


def _scalar(node: yaml.ScalarNode) -> str:
    if not node.tag.endswith(":str"):
        return str(node.value)
    if re.fullmatch(r"[a-z][a-z0-9-]*", node.value) and node.value not in _RESERVED:
        return str(node.value)
    return json.dumps(node.value, ensure_ascii=False)


def _ordered_blocks(text: str, file: str) -> str:
    """Top-level fields in the order of the model; comments above a field move with it."""
    root, _ = compose(file, text)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return text
    lines = text.rstrip("\n").split("\n")
    starts = [key.start_mark.line for key, _ in root.value]
    for number, start in enumerate(starts):
        while number and start > starts[number - 1] + 1 and lines[start - 1].startswith("#"):
            start -= 1
        starts[number] = start
    order = {field.name: number for number, field in enumerate(fields(Section))}
    blocks = [
        (order.get(key.value, len(order)), lines[start:stop])
        for (key, _), start, stop in zip(root.value, starts, (*starts[1:], len(lines)), strict=True)
    ]
    blocks.sort(key=lambda block: block[0])
    return "\n".join((*lines[: starts[0]], *(line for _, block in blocks for line in block))) + "\n"


@lru_cache(maxsize=256)
def canonical(file: str, text: str) -> str:
    """The canonical form of any source file. Cached, so that after an edit only the file that changed is formatted."""
    if file.endswith(".md"):
        return text
    return format_bibliography(file, text) if file.endswith(".bib") else format_yaml(file, text)
