"""``kb init``: gives the files of a knowledge base and what there is to say; reads what it is pointed at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.check import check
from kb.check.form import check_form
from kb.model import Problem, Severity
from kb.read import BIBLIOGRAPHY, SECTIONS, Sources, read_texts
from kb.read.bibtex import read_bibliography
from kb.read.canonical import canonical, format_entry
from kb.read.config import FILE as CONFIG
from kb.read.config import config_of
from kb.start.bibitems import entries_of
from kb.start.bibliography import Works, take_over
from kb.start.example import PARTS, example
from kb.start.example import STEPS as EXAMPLE_STEPS
from kb.start.house import STEPS, About, house
from kb.start.markdown import read_markdown
from kb.start.outline import CitationGroup, Outline, Remark
from kb.start.sections import compose, listed
from kb.start.tex import Read, RefusedError, read_tex, visible


@dataclass(frozen=True)
class Start:
    """A knowledge base to be written.

    Attributes:
        texts: its files by path.
        keys: old and new keys of works whose key had to change.
        remarks: what was not understood, left out or made up.
    """

    texts: Mapping[str, str]
    keys: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


class NothingError(Exception):
    """What was given is not enough to make a knowledge base of."""


def make(about: About, bibliographies: Sequence[Path], tex: Path | None = None, markdown: Path | None = None) -> Start:
    """The knowledge base that the given files give.

    Raises:
        NothingError: if there is no title, or no work in the bibliographies.
        OSError: if a file cannot be read.
    """
    given = {path.name: read_file(path) for path in bibliographies}
    if tex:
        return _from_source(about, given, tex, read_tex)
    if markdown:
        return _from_source(about, given, markdown, read_markdown)
    if not about.title.strip():
        raise NothingError("a title is needed; give it with --title")
    if bibliographies:
        return from_bibliography(about, given)
    return from_nothing(about)


def from_nothing(about: About) -> Start:
    """The example under a title of one's own."""
    texts = {**house(replace(about, parts=PARTS), EXAMPLE_STEPS), **example(about.pages)}
    return Start(_in_form(texts))


def from_bibliography(about: About, texts: Mapping[str, str]) -> Start:
    """A bibliography alone: all of its works stand in one section."""
    works = take_over(texts)
    if not works.works:
        raise NothingError(f"no entry can be read in {', '.join(texts)}")
    return _assembled(
        about, listed(works.works), works, {key: key for key in works.works}, "listed in the bibliography"
    )


#: Bytes of one file of a source.
LARGEST = 30_000_000


def reader(folder: Path) -> Read:
    """Gives the texts of files beside a source, and of no others."""
    root = folder.resolve()

    def read(name: str) -> str:
        try:
            path = (root / name).resolve()
            if not path.is_relative_to(root):
                raise RefusedError("refused, for the path leads out of the folder of the source")
            if not path.is_file():
                raise RefusedError("there is no such file")
            if path.stat().st_size > LARGEST:
                raise RefusedError(f"left out, for it has more than {LARGEST:,} bytes")
            return read_file(path).replace("\r\n", "\n").replace("\r", "\n")
        except (OSError, ValueError, RuntimeError) as error:
            raise RefusedError(f"cannot be read: {error}") from error

    return read


def _from_source(
    about: About, bibliographies: Mapping[str, str], main: Path, understand: Callable[[str, Read], Outline]
) -> Start:
    """The source of a survey, with the bibliographies given or, without such, those that it names or holds itself."""
    read = reader(main.parent)
    try:
        outline = understand(main.name, read)
    except RefusedError as error:
        raise NothingError(f"'{main}': {error}") from error
    remarks: list[Remark] = []
    texts = bibliographies or _named(outline, main, read, remarks)
    wanted = {key for event in outline.events if isinstance(event, CitationGroup) for key in event.keys}
    works = take_over(texts, wanted or None)
    if not works.works:
        where = f"in {', '.join(texts)}" if texts else "in a bibliography, for none was found"
        raise NothingError(f"none of the {len(wanted)} works that '{main}' cites is {where}; name it with --bib FILE")
    keys = works.keys
    if not wanted:
        remarks.append(Remark(main.name, 0, "nothing is cited: every work of the bibliography is listed"))
        outline = replace(outline, events=listed(works.works).events)
        keys = {key: key for key in works.works}
    outline = replace(outline, remarks=(*outline.remarks, *remarks))
    return _assembled(_about(about, outline, main), outline, works, keys)


def _named(outline: Outline, main: Path, read: Read, remarks: list[Remark]) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for name in outline.bibliographies:
        try:
            texts[name] = read(name)
        except RefusedError as error:
            remarks.append(Remark(main.name, 0, f"bibliography '{name[:80]}': {error}"))
    if outline.entries.strip():
        texts["thebibliography"] = outline.entries
    if not texts:
        with suppress(RefusedError):
            name = main.with_suffix(".bbl").name
            texts[name] = entries_of(visible(read(name)))
    return texts


def _about(about: About, outline: Outline, main: Path) -> About:
    """What was given, and what the source says of itself."""
    title = about.title.strip() or outline.title or main.stem
    people = ", ".join(outline.authors)
    citation = ". ".join(piece.rstrip(".") for piece in (people, title, outline.year) if piece)
    return replace(about, title=title, citation=about.citation or f"{citation}.")


def _assembled(about: About, outline: Outline, works: Works, keys: Mapping[str, str], note: str = "") -> Start:
    composed = compose(outline, keys, note)
    remarks = [*outline.remarks, *works.remarks, *composed.remarks]
    if about.pages:
        remarks.append(Remark(CONFIG, 0, f"write 'pages: {about.pages}' there once every citation has its page"))
    about = replace(about, pages=None, parts=composed.parts or (("report", about.title),))
    texts = {**house(about, STEPS), **composed.texts, BIBLIOGRAPHY: works.text(composed.cited)}
    sound, left = _sound(dict(_in_form(texts)))
    changed = {old: new for old, new in works.renamed.items() if new in composed.cited}
    return Start(sound, changed, tuple(dict.fromkeys((*remarks, *left))))


def _in_form(texts: Mapping[str, str]) -> Mapping[str, str]:
    """The files as ``kb fmt`` writes them."""
    sources = (BIBLIOGRAPHY.partition("/")[0], SECTIONS)
    return {file: canonical(file, text) if file.startswith(sources) else text for file, text in texts.items()}


def errors(texts: Mapping[str, str]) -> list[Problem]:
    """What the check would find in files that are not written yet, without its warnings."""
    config, problems = config_of(texts[CONFIG])
    if config is None:
        return problems
    sources = {file: text for file, text in texts.items() if file.endswith((".bib", ".yaml", ".md")) and "/" in file}
    base, found = read_texts(Sources(sources, ()), config.report)
    problems = [*check(base, found), *check_form(sources)]
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _sound(texts: dict[str, str]) -> tuple[Mapping[str, str], list[Remark]]:
    """Files without the fields of entries that the check would refuse still, and what remains to be mended."""
    remarks: list[Remark] = []
    found = errors(texts)
    for _ in range(3):
        wrong = {problem.place.line: problem for problem in found if problem.place.file == BIBLIOGRAPHY}
        if not wrong:
            break
        texts[BIBLIOGRAPHY] = _without(texts[BIBLIOGRAPHY], wrong, remarks)
        found = errors(texts)
    return texts, [*remarks, *(Remark(one.place.file, one.place.line, f"{one.code} {one.message}") for one in found)]


def _without(text: str, lines: Mapping[int, Problem], remarks: list[Remark]) -> str:
    """A bibliography without the fields that stand in the given lines."""
    entries = []
    for work in read_bibliography(BIBLIOGRAPHY, text).works.values():
        wrong = {name: lines[line] for name, (line, _) in work.place.parts.items() if line in lines}
        remarks += [
            Remark(BIBLIOGRAPHY, 0, f"'{work.key}': {name} left out: {one.message}") for name, one in wrong.items()
        ]
        fields = {name: value for name, value in work.fields.items() if name not in wrong}
        entries.append(format_entry(replace(work, fields=fields)))
    return canonical(BIBLIOGRAPHY, "\n".join(sorted(entries)))


def read_file(path: Path) -> str:
    """A text file in whatever encoding it has.

    Raises:
        OSError: if it cannot be read.
    """
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16", errors="replace")
        return data.decode("cp1252", errors="replace")


def report_lines(start: Start) -> Collection[str]:
    """The table of keys and the remarks, as lines."""
    width = max((len(old) for old in start.keys), default=0)
    table = [f"  {old:<{min(width, 40)}}  →  {new}" for old, new in start.keys.items()]
    head = [f"{len(table)} keys are new (old → new):"] if table else []
    remarks = [f"{remark}" for remark in sorted(start.remarks)]
    return (*head, *table, *remarks)
