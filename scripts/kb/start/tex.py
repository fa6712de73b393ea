"""The LaTeX source of a survey or thesis as an outline.

Commands that matter are found first, and only what they are given is read by pylatexenc: reading whole files with it
takes minutes, and what one paragraph has wrong then hides the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from kb.read.identifiers import year_within
from kb.read.latex import plain
from kb.start.bibitems import entries_of
from kb.start.bibliography import one_word
from kb.start.outline import CitationGroup, Heading, Outline, Remark, clean

#: Gives the text of a file by its path beside the main file.
Read = Callable[[str], str]


class RefusedError(Exception):
    """A file that is not read, and why."""


#: Files that one source may be made of, counted as often as they are read, and characters of them all.
MOST_FILES, MOST_CHARACTERS = 3_000, 40_000_000
#: Characters that a command is looked at for what it is given.
_REACH = 6_000
_LEVELS = {"part": -1, "chapter": 0, "section": 1, "subsection": 2, "subsubsection": 3}
_LEVELS |= {"addpart": -1, "addchap": 0, "addsec": 1}
_NO_CITE = re.compile("nocite|bibcite|.*citestyle|.*citealias|citereset|citetext|.*citecommand|.*citeindex.*|citedash")
_INPUTS = {"input", "include", "subfile", "subfileinclude", "import", "subimport", "includefrom"}
_BIBLIOGRAPHIES = {"bibliography", "addbibresource", "addglobalbib", "addsectionbib"}
_DEFINITIONS = {"newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "newenvironment", "def", "gdef"}
#: A definition up to the brace that opens what is defined.
_HEAD = re.compile(r"\\[A-Za-z]+\*?\s*\{?\s*\\?([A-Za-z@]+)\s*\}?(?:\s*\[[^\]\n]{0,200}\]|#\d|\[#\d\]){0,10}\s*\{")
_COUNTERS = {"setcounter", "addtocounter"}
_COMMAND = re.compile(r"\\([A-Za-z@]+)")
_UNSEEN = re.compile(
    r"\\verb\*?([^A-Za-z\s*]).*?\1|\\lstinline(?:\[[^\]\n]*\])?([^\sA-Za-z\[{]).*?\2|\\[\\%]|%.*"
    r"|\\begin\{(comment|verbatim\*?|Verbatim|lstlisting|minted|filecontents\*?)\}[\s\S]*?\\end\{\3\}"
)
_IF = re.compile(r"\\(iffalse|if[A-Za-z@]*|else|fi)(?![A-Za-z@])")
_NO_IF = {"ifthenelse", "iff", "ifstrequal", "ifdefined@", "ifblank", "ifboolexpr", "iftoggle", "ifbool"}
_BOOKS = re.compile(r"\\documentclass(?:\[[^\]]*\])?\{[^}]*(?:book|report|memoir|scrreprt|thesis|dissertation)[^}]*\}")
_ROMAN_CLASSES = re.compile(r"\\documentclass(?:\[[^\]]*\])?\{(?:IEEEtran|revtex4[^}]*)\}")


def read_tex(main: str, read: Read) -> Outline:
    """The outline of a source whose first file is ``main``.

    Raises:
        RefusedError: if that file itself cannot be read.
    """
    source = _Source(read)
    source.file(main, read(main))
    return Outline(
        title=source.title,
        authors=source.authors,
        year=source.year,
        events=tuple(source.events),
        bibliographies=tuple(dict.fromkeys(source.bibliographies)),
        entries="\n".join(source.entries),
        remarks=tuple(source.remarks),
    )


def visible(text: str) -> str:
    """A text without comments, verbatim text and what ``iffalse`` hides; lines stay where they are."""
    text = _UNSEEN.sub(
        lambda match: match.group() if match.group()[:2] in ("\\\\", "\\%") else _blank(match.group()), text
    )
    if "\\iffalse" not in text:
        return text
    pieces, end, depth = [], 0, 0
    for match in _IF.finditer(text):
        name = match.group(1)
        if not depth and name == "iffalse":
            pieces.append(text[end : match.start()])
            end, depth = match.start(), 1
        elif depth and name.startswith("if") and name not in _NO_IF:
            depth += 1
        elif depth and (name == "fi" or (name == "else" and depth == 1)):
            depth -= 1
            if not depth:
                pieces.append(_blank(text[end : match.end()]))
                end = match.end()
    return "".join((*pieces, _blank(text[end:]) if depth else text[end:]))


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


class _Numbers:
    """The counters of headings, as LaTeX steps and prints them."""

    def __init__(self, text: str) -> None:
        is_book = bool(_BOOKS.search(text))
        self.top = 0 if is_book else 1
        self.deepest = 2 if is_book else 3
        self.counts = dict.fromkeys(range(-1, 4), 0)
        self.styles = {1: "Roman", 2: "Alph"} if _ROMAN_CLASSES.search(text) else {}

    def next(self, level: int) -> str:
        """The number of the next heading of a level; empty if headings of that depth have none."""
        self.top = min(self.top, level) if level >= 0 else self.top
        if level > self.deepest:
            return ""
        self.counts[level] += 1
        if level >= 0:
            self.counts |= {below: 0 for below in self.counts if below > level}
        return ".".join(_printed(self.counts[one], self.styles.get(one, "")) for one in range(self.top, level + 1))

    def appendix(self) -> None:
        """From here on the highest headings have letters."""
        self.counts[self.top] = 0
        self.styles = {self.top: "Alph"}

    def set(self, name: str, value: str, added: bool) -> None:
        """What ``setcounter`` and ``addtocounter`` do."""
        if not re.fullmatch(r"-?\d{1,4}", value):
            return
        if name == "secnumdepth":
            self.deepest = int(value)
        elif name in _LEVELS:
            self.counts[_LEVELS[name]] = int(value) + (self.counts[_LEVELS[name]] if added else 0)


def _printed(count: int, style: str) -> str:
    if style == "Roman" and 0 < count < 40:
        return "X" * (count // 10) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][count % 10]
    if style.lower() == "alph" and 0 < count < 27:
        return chr(ord("A") + count - 1)
    return str(count)


class _Source:
    """Goes through the files of a source in the order in which they are printed."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.title, self.year = "", ""
        self.authors: tuple[str, ...] = ()
        self.events: list[Heading | CitationGroup] = []
        self.bibliographies: list[str] = []
        self.entries: list[str] = []
        self.remarks: list[Remark] = []
        self.aliases: set[str] = set()
        self.open: list[str] = []
        self.files = self.characters = 0
        self.ended = False
        self.numbers: _Numbers | None = None

    def file(self, name: str, text: str) -> None:
        """Everything that a file says; ``text`` is what stands in it."""
        self.files += 1
        self.characters += len(text)
        self.numbers = self.numbers or _Numbers(text)
        text = visible(text)
        self.open.append(name)
        self.entries += [entries_of(text)]
        skip, line, counted = 0, 1, 0
        self._say_unclosed(name, text)
        for match in _COMMAND.finditer(text):
            if self.ended:
                break
            if match.start() < skip:
                continue
            line, counted = line + text.count("\n", counted, match.start()), match.start()
            skip = self._command(name, line, text, match)
        self.open.pop()

    def _say_unclosed(self, name: str, text: str) -> None:
        opened: list[int] = []
        for match in re.finditer(r"(?<!\\)[{}]", text):
            if match.group() == "{":
                opened.append(match.start())
            elif opened:
                opened.pop()
        for start in opened[:3]:
            self.remarks.append(Remark(name, text.count("\n", 0, start) + 1, "a brace that is never closed"))

    def _command(self, file: str, line: int, text: str, match: re.Match[str]) -> int:
        """What one command says; gives the offset up to which others are no longer looked at."""
        name, start = match.group(1), match.start()
        if name in _LEVELS or name in ("title", "author", "date"):
            self._heading(file, line, name, text, start)
        elif name in _DEFINITIONS:
            return self._definition(text, start)
        elif name in self.aliases or ("cite" in name.lower() and not _NO_CITE.fullmatch(name)):
            self._cite(file, line, name, text, start)
        elif name in _INPUTS:
            self._input(file, line, name, text, start)
        elif name in _BIBLIOGRAPHIES:
            self._bibliography(name, text, start)
        elif name in _COUNTERS and self.numbers:
            counter, value = (_inside(one) for one in arguments(text, start, "{{"))
            self.numbers.set(counter, value, name == "addtocounter")
        elif name == "appendix" and self.numbers:
            self.numbers.appendix()
        elif name == "end" and text.startswith("{document}", match.end()) and len(self.open) == 1:
            self.ended = True
        return 0

    def _heading(self, file: str, line: int, name: str, text: str, start: int) -> None:
        star, _, given = arguments(text, start, "*[{")
        found = _inside(given)
        if name == "title":
            self.title = self.title or words(found)
        elif name == "author":
            self.authors += tuple(authors(found))
        elif name == "date":
            self.year = year_within(found)
        elif not words(found):
            self.remarks.append(Remark(file, line, f"a \\{name} whose title cannot be read: left out"))
        elif self.numbers:
            level = _LEVELS[name]
            number = "" if star or name.startswith("add") else self.numbers.next(level)
            self.events.append(Heading(level, words(found), number, file, line))

    def _definition(self, text: str, start: int) -> int:
        """Commands that cite by another name, and how numbers look; gives where the definition ends."""
        head = _HEAD.match(text, start)
        if not head:
            return 0
        end = _closing(text[: head.end() + _REACH], head.end() - 1)
        defined, inside = head.group(1), text[head.end() : end - 1]
        if re.search(r"\\[A-Za-z]*cite[A-Za-z]*\*?(?:\[[^\]]*\])*\{#\d\}", inside):
            self.aliases.add(defined)
        style = re.search(r"\\(Roman|Alph|alph)\b", inside)
        if self.numbers and style and defined.removeprefix("the") in _LEVELS:
            self.numbers.styles[_LEVELS[defined.removeprefix("the")]] = style.group(1)
        return end

    def _cite(self, file: str, line: int, name: str, text: str, start: int) -> None:
        found = False
        for keys in _citation_groups(name, text, start):
            found = True
            if keys:
                self.events.append(CitationGroup(keys, file, line))
        if not found:
            self.remarks.append(Remark(file, line, f"\\{name} without keys that can be read"))

    def _input(self, file: str, line: int, name: str, text: str, start: int) -> None:
        plain_input = re.compile(r"\\input\s+([^\s{}\\]+)").match(text, start)
        given = [_inside(one) for one in arguments(text, start, "{{" if name in ("import", "subimport") else "{")]
        wanted = plain_input.group(1) if plain_input else "".join(given).strip().strip('"')
        try:
            self._include(wanted)
        except RefusedError as error:
            self.remarks.append(Remark(file, line, f"\\{name} of '{wanted[:80]}': {error}"))

    def _include(self, wanted: str) -> None:
        if self.files >= MOST_FILES or self.characters > MOST_CHARACTERS:
            raise RefusedError("left out, for the source is too large")
        name = wanted if re.search(r"\.\w{1,4}$", wanted) else f"{wanted}.tex"
        if name in self.open:
            raise RefusedError("left out, for the file is part of itself")
        self.file(name, self.read(name))

    def _bibliography(self, name: str, text: str, start: int) -> None:
        _, _, given = arguments(text, start, "*[{")
        for piece in _inside(given).split(",") if name == "bibliography" else [_inside(given)]:
            file = piece.strip()
            if file:
                self.bibliographies.append(file if file.endswith(".bib") else f"{file}.bib")


def _citation_groups(name: str, text: str, start: int) -> Iterator[tuple[str, ...]]:
    """The keys of every brace that a command of citation has, one or, for ``cites``, as many as follow."""
    end = start + 1 + len(name)
    pre = re.compile(r"\*?\s*(?:\([^()]{0,300}\)\s*){0,2}").match(text, end) if name.endswith("s") else None
    end = pre.end() if pre else end
    while True:
        head = f"\\x{text[end : end + _REACH]}"
        found = arguments(head, 0, "*[[{")
        given = found[3]
        if not given.startswith("{"):
            return
        yield tuple(one_word(clean(key)) for key in _inside(given).split(",") if key.strip(" \n\t*"))
        if not name.endswith("cites"):
            return
        gap = re.compile(r"\s*").match
        at = head.find(given, 2) + len(given)
        end += at - 2
        following = gap(text, end)
        end = following.end() if following else end
        if text[end : end + 1] not in ("{", "["):
            return


def arguments(text: str, start: int, spec: str) -> list[str]:
    r"""What a command that begins at ``start`` is given, as it is written; empty where it is given nothing.

    >>> arguments(r"\section*[short]{A title}", 0, "*[{")
    ['*', '[short]', '{A title}']
    """
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerError

    reach = text[start : start + _REACH]
    name = _COMMAND.match(reach)
    head = f"\\x {reach[name.end() :].lstrip()}" if name else reach
    if not name or head[3:4] not in ("*", "[", "{"):
        return [""] * len(spec)
    cut = _reach(head)
    if not cut:
        return [""] * len(spec)
    try:
        walker = LatexWalker(head[:cut], latex_context=_whole_context(spec), tolerant_parsing=False)
        nodes, _, _ = walker.get_latex_nodes(read_max_nodes=1)
        found = nodes[0].nodeargd.argnlist
    except (LatexWalkerError, RecursionError, AttributeError, IndexError, TypeError):
        return [""] * len(spec)
    given = [one.latex_verbatim() if one is not None and not isinstance(one, str) else (one or "") for one in found]
    return [*given, *[""] * (len(spec) - len(given))][: len(spec)]


@cache
def _whole_context(spec: str) -> Any:
    """Only the command asked about is given something."""
    from pylatexenc.macrospec import LatexContextDb, std_environment, std_macro

    context = LatexContextDb()
    context.add_context_category("asked", macros=[std_macro("x", spec)])
    context.set_unknown_macro_spec(std_macro("", ""))
    context.set_unknown_environment_spec(std_environment("", ""))
    return context


_SIGNS = re.compile(r"\\.|[{}\]]", re.DOTALL)
_DEEPEST = 60
_PIECE = re.compile(r"\s*(?:\*|(?=[\[{]))")


def _reach(head: str) -> int:
    """Where what the command is given ends, so that no more is read than that; 0 if it does not end."""
    end = 2
    for _ in range(8):
        match = _PIECE.match(head, end)
        if not match:
            break
        end = match.end()
        if head[end : end + 1] in ("{", "["):
            close = _closing(head, end, "]" if head[end] == "[" else "}")
            if close == len(head) and head[-1] not in "]}":
                return 0
            end = close
    return end


def _closing(text: str, start: int, sign: str = "}") -> int:
    """Where the next brace or bracket to open closes; the end of the text if it does not."""
    depth = 0
    for match in _SIGNS.finditer(text, start):
        depth += (match.group() == "{") - (match.group() == "}")
        if depth > _DEEPEST:
            break
        if depth <= 0 and match.group() == sign:
            return match.end()
    return len(text)


def _inside(given: str) -> str:
    return given[1:-1] if given[:1] in ("{", "[") else given


_ASIDE = re.compile(r"\\(?:thanks|footnote|label|inst|orcid\w*|email|affil|cite\w*|index)\s*(?:\[[^\]]*\])?\{[^{}]*\}")


def words(latex: str) -> str:
    """A title in plain text."""
    latex = re.sub(r"\\\\(?:\[[^\]]*\])?|\\(?:newline|break|protect)\b", " ", _ASIDE.sub("", latex))
    latex = re.sub(r"\\texorpdfstring\s*\{[^{}]*\}\s*\{([^{}]*)\}", r"\1", latex)
    return clean(plain(latex))


def authors(latex: str) -> Iterator[str]:
    """Names of authors; addresses and remarks are left out."""
    latex = re.sub(r"\\textsuperscript\s*\{[^{}]*\}|\$[^$]*\$|\^\{[^{}]*\}", "", _ASIDE.sub("", latex))
    for piece in re.split(r"\\(?:and|AND|And)\b", latex):
        first = re.split(r"\\\\|\\(?:IEEEauthorblockA|affiliation|institute)\b", piece.strip())[0]
        for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", words(first)):
            if name.strip() and len(name) < 80:
                yield name.strip()
