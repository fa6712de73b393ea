"""References in the styles that journals and schools ask for, set by Hayagriva, the library of Typst, from CSL styles.

Many works are set at once, for one alone takes much longer. What comes back is a list without keys in an order of the
style's own, so each work carries a sign of its own in the first name. That also keeps the library from telling two
works of one author and year apart by letters, which a single reference must not have.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.model import CiteKey, Work
from kb.read.kept import made_by, remembered
from kb.render.text import hayagriva
from kb.render.text.sanitize import references

if TYPE_CHECKING:
    from typst import Compiler

#: Styles that the library lacks, or has in an edition that it prints wrongly or takes seconds for.
OWN = Path(__file__).parent.parent / "styles"
#: So many works are set at once; a changed one makes its part anew.
PART = 100
_FIRST = 0xF1000
_ITEM = re.compile(r"<li>(.*?)</li>")
_SIGN = re.compile("[\U000f1000-\U000fffff]")


@dataclass(frozen=True)
class Style:
    """A style of references.

    Attributes:
        name: as people call it. slug: the same in addresses and ids.
        csl: the name of the CSL style that the library knows, or of a file of :data:`OWN`.
        region: whose quotation marks it has.
    """

    name: str
    slug: str
    csl: str
    region: str = "us"


STYLES = (
    Style("APA", "apa", "apa.csl"),
    Style("MLA", "mla", "mla"),
    Style("Chicago", "chicago", "chicago-author-date.csl"),
    Style("Harvard", "harvard", "harvard-cite-them-right", "gb"),
    Style("IEEE", "ieee", "ieee"),
    Style("ACM", "acm", "association-for-computing-machinery"),
    Style("Vancouver", "vancouver", "vancouver.csl"),
    Style("Nature", "nature", "nature"),
)
#: A work in every style, by slug: HTML of nothing but text, italics and links.
Styled = Mapping[str, str]
#: Signs that the library sets twice or out of order, and what is meant.
_MENDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\s+", " "),
        (r"(?<=<li>)(?:\[[0-9]+\]|[0-9]+\.)", ""),  # its number in the list
        (hayagriva.PAUSE, ""),
        (hayagriva.HYPHEN, "-"),
        (rf"(?:,|\s|&amp;|and|…)*{hayagriva.OTHERS}", ", et al."),
        (r"et al\.\.", "et al."),
        (r"([?!…])((?:</em>)?)\.(?=[ ”’<])", r"\1\2"),
        (r"([?!…])([”’])[.,](?=[ <])", r"\1\2"),
        (r"”([.,])", r"\1”"),
        (r"(?<!\.)\.\.(?!\.)", "."),  # after an abbreviation, such as Inc.
        (r";(?<!&amp;)(?<!&lt;)(?<!&gt;)\.", "."),
        (r", (?=\([0-9]{4}\))", " "),
        (r"( [0-9]{4}\.)((?:[^<]|</?em>)*)\1(?= <a)", r"\1\2"),  # the year of a web page
        (r" \[Preprint\](?=\.)", ""),  # what a style takes an article without a volume for
        (r"(\bno\. [^\s.,<]+)\.,", r"\1,"),
        (r" (?=[;,])", ""),
        (r"(?<=<li>) | (?=</li>)", ""),
    )
)


def styled(works: Iterable[Work]) -> dict[CiteKey, Styled]:
    """Every work in every style; without those that the library cannot read."""
    found: dict[CiteKey, Styled] = {}
    for part in _parts(list(works)):
        text = "\n".join(map(hayagriva.source, part))
        found |= remembered(f"references {_made_by()}", "", text, lambda part=part: _set(part))  # type: ignore[misc]
    return found


def _parts(works: Sequence[Work]) -> list[list[Work]]:
    """Works in parts that stay the same while one is added or taken away."""
    count = 1 + len(works) // PART
    parts: list[list[Work]] = [[] for _ in range(count)]
    for work in works:
        parts[zlib.crc32(work.key.encode()) % count].append(work)
    return [part for part in parts if part]


@cache
def _made_by() -> str:
    """What the text of references depends on beside the works: library, styles and this code."""
    return made_by("typst", Path(__file__), Path(hayagriva.__file__), *sorted(OWN.glob("*.csl")))


def _set(works: Sequence[Work]) -> dict[CiteKey, dict[str, str]]:
    """Some works in every style; if one cannot be read, the others all the same."""
    from typst import TypstError

    lines = [hayagriva.line(work).replace(hayagriva.MARK, chr(_FIRST + number)) for number, work in enumerate(works)]
    try:
        made = [(style, _pieces(_document("\n".join(lines), style))) for style in STYLES]
    except TypstError:
        middle = len(works) // 2
        return _set(works[:middle]) | _set(works[middle:]) if middle else {}
    return {
        work.key: {style.slug: pieces[number] for style, pieces in made if number in pieces}
        for number, work in enumerate(works)
    }


def _document(entries: str, style: Style) -> str:
    """The HTML of a bibliography."""
    source = f'#set text(region: "{style.region}")\n#bibliography("works.yml", full: true, style: "{style.csl}")'
    files = {"main.typ": source.encode(), "works.yml": entries.encode()}
    if style.csl.endswith(".csl"):
        files[style.csl] = _own(style.csl)
    made = _compiler().compile(files, format="html")  # type: ignore[type-var]  # it takes several files too
    return made.decode() if isinstance(made, bytes) else ""


@cache
def _compiler() -> Compiler:
    """The library, which needs no letterforms: to read them takes most of the time."""
    from typst import Compiler, Fonts

    return Compiler(font_paths=Fonts(include_system_fonts=False, include_embedded_fonts=False))


@cache
def _own(name: str) -> bytes:
    return (OWN / name).read_bytes()


def _pieces(document: str) -> dict[int, str]:
    """The references of a bibliography, by the number that their signs stand for."""
    text = references(document)
    for pattern, to in _MENDS:
        text = pattern.sub(to, text)
    found = ((set(_SIGN.findall(item)), _SIGN.sub("", item)) for item in _ITEM.findall(text))
    return {ord(signs.pop()) - _FIRST: item for signs, item in found if len(signs) == 1}
