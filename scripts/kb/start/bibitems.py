r"""Works that a source lists itself, in ``thebibliography`` or a ``.bbl``, as BibTeX, as far as they can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.read.identifiers import ARXIV, YEAR, doi_within, year_within, years_within
from kb.read.latex import plain
from kb.start.outline import clean
from kb.start.values import arxiv, doi, literal, url

_ITEM = re.compile(r"\\bibitem\s*(?:\[((?:[^\[\]]|\{[^{}]*\})*)\])?\s*\{([^{}]+)\}")
_END = re.compile(r"\\end\{thebibliography\}")
_QUOTED = re.compile(r"``(.+?)''|“(.+?)”|\\(?:emph|textit)\{([^{}]+)\}|\{\\(?:em|it)\s+([^{}]+)\}", re.DOTALL)


def entries_of(text: str) -> str:
    """BibTeX of every ``bibitem`` of a text."""
    items = list(_ITEM.finditer(text))
    ends = [*(item.start() for item in items[1:]), len(text)]
    return "\n".join(
        _entry(item.group(2), _END.split(text[item.end() : end])[0], item.group(1) or "")
        for item, end in zip(items, ends, strict=False)
    )


def _entry(key: str, text: str, label: str) -> str:
    authors, title, rest = _pieces(text)
    fields = {
        "author": " and ".join(_names(authors)),
        "title": title,
        "howpublished": rest,
        "year": _last_year(text) or year_within(label),
        "doi": doi(doi_within(text)),
        "eprint": arxiv(text) if "arxiv" in text.lower() else "",
        "url": url("".join(re.findall(r"\\url\{[^{}]*\}", text)[:1])),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{'_'.join(key.split())},\n{body}}}\n"


def _last_year(text: str) -> str:
    found = years_within(re.sub(ARXIV, "", text))
    return found[-1] if found else ""


def _pieces(text: str) -> tuple[str, str, str]:
    """Authors, title and the rest, in plain text."""
    blocks = [_plain(block) for block in re.split(r"\\newblock\b", text)]
    if len(blocks) > 2:
        return blocks[0], blocks[1], " ".join(blocks[2:])
    quoted = _QUOTED.search(text)
    if quoted:
        title = next(group for group in quoted.groups() if group)
        return _plain(text[: quoted.start()]), _plain(title), _plain(text[quoted.end() :])
    sentences = re.split(r"(?<=[^\W\d_]{3})\.\s+", _plain(text))
    authors, title = sentences[0], sentences[1] if len(sentences) > 1 else ""
    return (authors, title, ". ".join(sentences[2:])) if title else ("", authors, "")


def _plain(latex: str) -> str:
    return literal(clean(plain(re.sub(r"\\(?:em|it|bf|sc|url)\b|\\bibinfo\s*\{[^{}]*\}", " ", latex)))).strip(" .,;")


def _names(text: str) -> Iterator[str]:
    """Names in the form that BibTeX reads; a text that is no list of names stays one."""
    text = re.sub(rf"\(?\b{YEAR}[a-z]?\)?", "", text).strip(" .,")
    if re.search(r"[^\W\d_]+, (?:[^\W\d_]\.[ -]?)+", text):  # Family, A. B., Family, C.
        pairs = re.findall(r"([^,;&]+?), ((?:[^\W\d_]\.[ -]?)+)(?:,|;|$|\s+(?:and|&))?", text)
        yield from (f"{re.sub('^(?:and|&) ', '', family.strip())}, {given.strip()}" for family, given in pairs)
        return
    for name in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*;\s*|\s+\\?&\s+", text):
        if name.strip(" .") and not re.fullmatch(r"et\.? al\.?", name.strip()):
            yield name.strip() if len(name.split()) < 6 else f"{{{name.strip()}}}"
