"""The command line: ``kb check``, ``kb build``, ``kb serve``, ``kb fmt``, ``kb stats``, ``kb export``, ``kb data``,
``kb book``, ``kb graph``, ``kb chain``, ``kb diff``, ``kb verify``, ``kb add``, ``kb new``, ``kb form``, ``kb init``.

Exit status: 0 done, 1 problems found, 2 usage.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kb import __version__
from kb.add.kinds import KINDS
from kb.loading import Loaded, load
from kb.model import KnowledgeBase, Problem, Severity, check_url
from kb.read import BIBLIOGRAPHY, nearest, read_sources
from kb.read.canonical import FIELDS, formatted
from kb.read.config import FILE as CONFIG
from kb.read.config import imprint, public_url, site_url
from kb.read.garbage import without_garbage_collection
from kb.read.history import history_authors
from kb.read.writing import replace_text

if TYPE_CHECKING:
    from kb.add.change import Change
    from kb.verify.http import Http

DONE, PROBLEMS, USAGE = 0, 1, 2
#: So many names can be listed in a message.
FEW = 12
GRAPH_FORMATS = ("graphml", "gexf", "json", "csv", "dot")
DATA_FORMS = ("sqlite", "ttl", "json", "parquet")


class UsageError(Exception):
    """The command cannot be carried out as it was given."""


def command() -> int:
    """What the shell runs; as the process ends with it, what was read need not be looked through for garbage."""
    status = main()
    gc.freeze()
    return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status. Nothing ends in a traceback, wherever it comes from."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may know fewer letters than people's names have
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(arguments)
    except UsageError as error:
        return _complain(str(error), USAGE)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _silence(sys.stdout)
        return DONE
    except OSError as error:
        _silence(sys.stdout)
        where = f"{error.filename}: " if error.filename else ""
        return _complain(f"{where}{error.strerror or error}; nothing more was done", PROBLEMS)
    except Exception as error:  # whatever is left is ours
        if os.environ.get("KB_TRACEBACK"):
            raise
        return _complain(_our_fault(error), PROBLEMS)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = _parser().parse_args(arguments)
        status: int = options.command(options)
    finally:
        sys.stdout.flush()
    return status


def _our_fault(error: Exception) -> str:
    """What to do about a mistake of this program."""
    text = " ".join(str(error).split())[:200]
    return (
        f"this should not happen, and is a mistake of kb: {type(error).__name__}{': ' * bool(text)}{text}\n"
        "kb: your files and the last site are as they were. Undo what you changed last to go on, and report it as an "
        "issue of the project with the file that you changed; KB_TRACEBACK=1 in the environment shows where it happened"
    )


def _complain(text: str, status: int) -> int:
    try:
        print(f"kb: {text}", file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)
    return status


def _silence(stream: TextIO) -> None:
    """What is still to be written goes nowhere, for the interpreter would fail on it at the very end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kb",
        description="Check, build and serve a knowledge base: a folder with mkdocs.yml, bibliography/ and sections/.",
        epilog="Exit status: 0 done, 1 problems found, 2 usage. 'kb COMMAND --help' tells more of a command.",
    )
    parser.add_argument("--version", action="version", version=f"kb {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, help=f"the knowledge base (default: nearest folder upward with {CONFIG})")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[common], help=text, description=text)
        sub.set_defaults(command=run)
        return sub

    check = command("check", _check, "Look for mistakes and print one line for each, then the totals.")
    check.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="print the problems of these files only (default: of all)"
    )
    check.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how to print problems (default: text)"
    )
    check.add_argument("--strict", action="store_true", help="warnings count as problems")
    instead = check.add_mutually_exclusive_group()
    instead.add_argument("--explain", metavar="CODE", help="say what a code such as E204 means, and check nothing")
    instead.add_argument("--list", action="store_true", help="list every code in a sentence, and check nothing")
    build = command("build", _build, "Check, then build the site. The old site stays until the new one is whole.")
    build.add_argument("--site-dir", type=Path, help="where to write it (default: site/ in the knowledge base)")
    build.add_argument(
        "--engine", choices=("mkdocs", "zensical"), default="mkdocs", help="what draws the pages (default: mkdocs)"
    )
    build.add_argument("--strict", action="store_true", help="warnings fail the build")
    serve = command("serve", _serve, "Show the site on this computer; rebuild and reload it when a source changes.")
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="port to listen on (default: 8000)")
    fmt = command("fmt", _fmt, "Write the .bib and YAML files in their canonical form; comments are kept.")
    fmt.add_argument("--check", action="store_true", help="only say which files differ, and exit with 1 if any does")
    command("stats", _stats, "Print the size of the knowledge base.")
    export = command(
        "export",
        _export,
        "Print works for reference managers and others: those of a section, a topic, an author …, with what each is "
        "and what it is cited for.",
    )
    export.add_argument("kind", metavar="KIND", help="work, section, part, topic, author, venue, year, path, or all")
    export.add_argument("slugs", nargs="*", metavar="SLUG", help="which: the last piece of its address; works by key")
    export.add_argument(
        "--format",
        default="bib",
        metavar="F",
        help="bib, biblatex.bib, ris, csl.json, endnote.xml, hayagriva.yml, csv or md (default: bib)",
    )
    export.add_argument("--plain", action="store_true", help="without what is said of the works")
    export.add_argument("--output", type=Path, metavar="FILE", help="where to write it (default: standard output)")
    graph = command("graph", _graph, "Print the graph of works, sections, topics and authors for other tools.")
    graph.add_argument("--format", choices=GRAPH_FORMATS, default="graphml", help="default: graphml; csv: edges alone")
    graph.add_argument("--output", type=Path, metavar="FILE", help="where to write it (default: standard output)")
    data = command("data", _data, "Write the whole knowledge base for other programs: tables, linked data.")
    data.add_argument("form", choices=DATA_FORMS, metavar="FORM", help=", ".join(DATA_FORMS))
    data.add_argument(
        "--output", "-o", type=Path, required=True, metavar="PATH", help="file, or for parquet the folder of its files"
    )
    book = command("book", _book, "Write the whole knowledge base as one book; it takes about a minute as PDF.")
    book.add_argument("--format", choices=("pdf", "epub"), default="pdf", help="default: pdf")
    book.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="where to write it")
    chain = command("chain", _chain, "Print the shortest way between two sections or works, through what is cited.")
    diff = command(
        "diff",
        _diff,
        "Print what changed between two revisions that git has: works, citations, points and all other records, edges "
        "of the graph, pages, and addresses that lead nowhere any more.",
    )
    diff.add_argument("before", metavar="REV", help="a commit, branch or tag")
    diff.add_argument("after", nargs="?", metavar="REV", help="a later one (default: the files as they are)")
    diff.add_argument("--format", choices=("markdown", "json"), default="markdown", help="default: markdown")
    diff.add_argument("--site", action="store_true", help="build both sites and compare size and time, too")
    verify = command(
        "verify",
        _verify,
        "Look works up at bibliographic services, print what agrees and, as a patch, what differs. "
        "Exit status 1 says that something differs or a service gave no answer.",
    )
    verify.add_argument("keys", nargs="*", metavar="KEY", help="cite keys (default: every work)")
    verify.add_argument(
        "--from", dest="services", action="append", metavar="NAME", help="ask only this service; may be repeated"
    )
    verify.add_argument("--write", action="store_true", help="record in provenance.yaml which facts were seen")
    verify.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="FIELD",
        help="with --write: put the services' value of this field into the entries; may be repeated",
    )
    _asking(verify, "ask nobody; use answers kept from earlier")
    _add_options(
        command(
            "add",
            _add,
            "Look works up, put their entries in their places, and say what to do next. Exit status 1 says that one "
            "of them is here already, unknown, or would bring problems; then nothing is written.",
        )
    )
    form = command(
        "form",
        _form,
        "Put what somebody wrote into an issue form in its place. Exit status 1 says why that cannot be done; then "
        "nothing is written.",
    )
    form.add_argument("file", metavar="FILE", help="the text of the issue, or - for standard input")
    form.add_argument("--kind", metavar="KIND", help="which form it was (default: told by its headings)")
    form.add_argument("--dry-run", action="store_true", help="only say what would be written")
    new = commands.add_parser(
        "new",
        help="Make a section, point, topic, term or reading path in its place.",
        description="Make a record from options or, at a terminal, from answers, and say what to do next.",
    )
    records = new.add_subparsers(title="records", required=True, metavar="RECORD")
    for name, kind in KINDS.items():
        record = records.add_parser(name, parents=[common], help=kind.about, description=kind.about)
        record.set_defaults(command=_new, record=name)
        for field in kind.fields:
            action = "append" if field.repeated else "store"
            record.add_argument(f"--{field.name}", action=action, metavar="TEXT", help=field.about)
        record.add_argument("--dry-run", action="store_true", help="only print what would be written")
    _init_options(commands)
    for name, text in (("start", "number or slug of a section, or cite key of a work"), ("end", "the same")):
        chain.add_argument(name, metavar=name.upper(), help=text)
    return parser


def _asking(parser: argparse.ArgumentParser, offline: str) -> None:
    """The options of commands that ask services."""
    parser.add_argument("--offline", action="store_true", help=offline)
    parser.add_argument("--contact", default="", metavar="MAIL", help="your address, which services ask for")
    parser.add_argument(
        "--cache", type=Path, metavar="FILE", help="where answers are kept (default: your cache folder)"
    )


def _add_options(parser: argparse.ArgumentParser) -> None:
    what = "DOI, arXiv id, ACL id, PMID, ISBN or URL of a work, or a .bib file"
    parser.add_argument("targets", nargs="+", metavar="WORK", help=what)
    _asking(parser, "ask no service; take what --author and the like say, or ask at the terminal")
    for name, text in (
        ("author", "Family, Given and Family, Given, in place of what the record says"),
        ("title", "its title"),
        ("year", "its year"),
        ("venue", "the journal, proceedings, publisher or institution"),
        ("type", "the type of the entry, such as article or techreport"),
    ):
        parser.add_argument(f"--{name}", metavar=name.upper(), help=text)
    parser.add_argument("--topics", metavar="A,B", help="slugs of its topics, the most important first")
    parser.add_argument("--note", default="", metavar="TEXT", help="why it is here (default: Not cited by the report.)")
    parser.add_argument("--anyway", action="store_true", help="add it although a work with such a title is here")
    parser.add_argument("--dry-run", action="store_true", help="only print what would be written")


def _init_options(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "Make a knowledge base in a new folder: an example, or what a bibliography or the source of a survey gives."
    init = commands.add_parser("init", help=text, description=text)
    init.set_defaults(command=_init)
    init.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    init.add_argument("--bib", type=Path, action="append", metavar="FILE", help="BibTeX or biblatex; may be repeated")
    source = init.add_mutually_exclusive_group()
    source.add_argument("--tex", type=Path, metavar="FILE", help="LaTeX of a survey or thesis, its main file")
    source.add_argument("--markdown", type=Path, metavar="FILE", help="the same in Markdown, cited as Pandoc does")
    init.add_argument("--title", default="", help="title of the report, survey or thesis that it is about")
    init.add_argument("--citation", default="", metavar="TEXT", help="how to cite that")
    init.add_argument("--pages", type=_count, metavar="N", help="how many pages it has")
    init.add_argument("--pdf", default="", metavar="URL", help="address of its PDF")


def _count(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise argparse.ArgumentTypeError(f"'{text[:60]}' is not a number of pages")
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port: give a number from 1 to 65535")
    return int(text)


def find_root(given: Path | None) -> Path:
    """The knowledge base to work on.

    Raises:
        UsageError: if there is none.
    """
    start = (given or Path.cwd()).resolve()
    if not start.is_dir():
        raise UsageError(f"'{given}' is not a folder")
    for folder in (start,) if given else (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    where = f"'{given}' holds no {CONFIG}" if given else f"no {CONFIG} here or in a folder above"
    raise UsageError(f"{where}; go to the knowledge base or name it with --root DIR")


def _check(options: argparse.Namespace) -> int:
    if options.explain or options.list:
        return _explain(options.explain)
    with without_garbage_collection():
        return _look_for_mistakes(options)


def _look_for_mistakes(options: argparse.Namespace) -> int:
    root = find_root(options.root)
    files = {_below(root, given) for given in options.files}
    loaded = _only(load(root, files), files) if files else load(root)
    site = site_url(loaded.config.values if loaded.config else {})
    print_problems(loaded.problems, options.format, site)
    if options.format == "text" and loaded.base:
        print(count(loaded.problems) if files else summary(loaded.base, loaded.problems))
    if options.format == "text" and loaded.problems:
        print(_where_to_read(loaded.problems[0].code, site))
    return PROBLEMS if loaded.failed(options.strict) else DONE


def _below(root: Path, given: Path) -> str:
    """The path from the root of a file that was named from the current folder or from the root.

    Raises:
        UsageError: if there is no such file in the knowledge base.
    """
    for start in (Path.cwd(), root):
        path = (start / given).parent.resolve() / given.name  # a link is a file of its own
        if path.is_relative_to(root) and (path.is_symlink() or path.is_file()):
            return path.relative_to(root).as_posix()
    raise UsageError(f"'{given}' is no file of the knowledge base; name it from here or from {root}")


def _only(loaded: Loaded, files: Collection[str]) -> Loaded:
    """What was loaded with the problems of some files; with all where the settings kept anything from being checked.

    Raises:
        UsageError: if one of the files is none that the check reads.
    """
    known = {CONFIG, *loaded.sources.texts, *(problem.place.file for problem in loaded.problems)}
    for file in sorted(set(files) - known):
        raise UsageError(f"'{file}' is not read by the check; {nearest(file, tuple(known)) or 'leave it out'}")
    if loaded.base is None:
        return loaded
    return replace(loaded, problems=[problem for problem in loaded.problems if problem.place.file in files])


def _explain(code: str | None) -> int:
    """Prints what one code means, or every code with its meaning."""
    from kb.check.explain import as_text, explanations

    known = explanations()
    if code is None:
        print("\n".join(f"{one.code}  {one.means}" for one in known.values()))
        return DONE
    if code.upper() not in known:
        raise UsageError(f"'{code[:60]}' is no code of the check; 'kb check --list' names every one")
    print(as_text(known[code.upper()]), end="")
    return DONE


def _where_to_read(code: str, site: str) -> str:
    return f"What a code means: kb check --explain {code}, or {site}{check_url(code)}"


def print_problems(problems: Sequence[Problem], form: str = "text", site: str = "") -> None:
    """Problems as lines, as annotations of a pull request, or as JSON.

    Args:
        site: address of the site, whose pages explain the codes; for annotations and JSON.
    """
    if form == "json":
        print(json.dumps([_as_json(problem, site) for problem in problems], ensure_ascii=False, indent=1))
    for problem in problems if form != "json" else ():
        print(_as_github(problem, site) if form == "github" else one_line(str(problem)))


def one_line(text: str) -> str:
    """A line without anything that ends one or drives a terminal: a newline in a key must not begin another."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def _as_json(problem: Problem, site: str) -> dict[str, object]:
    place = problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "explained": f"{site}{check_url(problem.code)}",
    }


def _as_github(problem: Problem, site: str) -> str:
    """A workflow command, escaped as GitHub asks for."""
    place = problem.place
    text = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    text += f"\nWhat {problem.code} means: {site}{check_url(problem.code)}"
    for letter, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(letter, code)
    file = place.file
    for letter, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        file = file.replace(letter, code)
    where = f"file={file},line={place.line},col={place.column},title={problem.code}"
    return f"::{problem.severity.value} {where}::{text}"


def summary(base: KnowledgeBase, problems: Sequence[Problem]) -> str:
    """Totals in two lines."""
    numbers = _totals(base)
    return (
        f"{numbers['works']:,} works, {numbers['sections']} sections, {numbers['citations']:,} citations in "
        f"{numbers['groups']:,} groups, {numbers['cross-references']} cross-references, {numbers['points']} points, "
        f"{numbers['topics']} topics, {numbers['terms']} terms, {numbers['errata']} errata, "
        f"{numbers['updates']} updates with {numbers['works since']} newer works\n"
        f"{count(problems)}"
    )


def count(problems: Sequence[Problem]) -> str:
    """How many problems there are, in a line."""
    kinds = Counter(problem.severity for problem in problems)
    return f"{kinds[Severity.ERROR]} errors, {kinds[Severity.WARNING]} warnings"


def _totals(base: KnowledgeBase) -> dict[str, int]:
    return {
        "works": len(base.works),
        "sections": len(base.sections),
        "citations": sum(len(section.citations) for section in base.sections),
        "groups": sum(len({item.group for item in section.citations}) for section in base.sections),
        "cross-references": sum(bool(item.at) for section in base.sections for item in section.related),
        "errata": len(base.errata),
        "points": sum(len(section.points) for section in base.sections),
        "terms": len(base.terms),
        "topics": sum(not topic.is_group for topic in base.topics),
        "updates": sum(len(section.updates) for section in base.sections),
        "works since": len(base.since),
    }


def _progress() -> Callable[[str], None]:
    """Says what is going on, on a terminal only."""
    if not sys.stderr.isatty():
        return lambda _: None
    start = time.monotonic()
    return lambda text: print(f"{time.monotonic() - start:5.1f} s  {text}", file=sys.stderr)


def _build(options: argparse.Namespace) -> int:
    from kb.beside import beside
    from kb.link import Links
    from kb.publish.engine import EngineError
    from kb.publish.place import SiteDirError
    from kb.publish.site import build_site
    from kb.render import render
    from kb.render.data.whole import data_files

    root = find_root(options.root)
    progress = _progress()
    progress("Reading and checking")
    loaded = load(root)
    print_problems(loaded.problems)
    if loaded.failed(options.strict) or loaded.base is None or loaded.config is None:
        print("kb: nothing was written; the last site is as it was", file=sys.stderr)
        return PROBLEMS
    target = options.site_dir or root / "site"
    try:
        progress("Linking and rendering")
        with without_garbage_collection():
            links = Links(loaded.base)
            whole = beside(partial(data_files, links, imprint(loaded.config.values)))
            address = public_url(loaded.config.values)
            site = render(links, None, loaded.config.repository, history_authors(root), address)
            build_site(root, loaded.config.values, site, target, options.engine, progress, whole)
    except (EngineError, SiteDirError, OSError) as error:
        print(f"kb: {error}\nkb: nothing was written; the last site is as it was", file=sys.stderr)
        return PROBLEMS
    print(f"Built {len(site.pages):,} pages into {target}")
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from kb.publish.serve import serve

    root = find_root(options.root)
    return serve(root, options.port, history_authors(root))


def _fmt(options: argparse.Namespace) -> int:
    root = find_root(options.root)
    sources = read_sources(root)
    problems = list(sources.problems)
    illegible = {problem.place.file for problem in problems if problem.severity is Severity.ERROR}
    lines: list[str] = []
    for file, text in sources.texts.items():
        form = formatted(file, text)
        if file in illegible or form.unreadable or form.refused:
            problems += [problem for problem in form.unreadable if file not in illegible]
            lines.append(f"{file}: left as it is; {form.refused or 'it cannot be read whole'}")
            illegible.add(file)
        elif form.text != text:
            lines.append(f"{file}: {_rewritten(root / file, form.text, options.check)}")
    print_problems(sorted(problems, key=lambda problem: problem.sort_key))
    print("".join(f"{line}\n" for line in lines), end="")
    return PROBLEMS if illegible or (options.check and lines) else DONE


def _rewritten(path: Path, text: str, only_look: bool) -> str:
    """Writes a file, unless it is only to be looked at, and says what was done."""
    if only_look:
        return "not in canonical form"
    try:
        replace_text(path, text)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be written and is as it was: {error.strerror or error}") from error
    return "rewritten"


def _stats(options: argparse.Namespace) -> int:
    loaded = load(find_root(options.root))
    if loaded.base is None:
        print_problems(loaded.problems)
        return PROBLEMS
    print(stats(loaded.base))
    return DONE


def _sound_base(options: argparse.Namespace) -> KnowledgeBase | None:
    """The knowledge base, or none and its problems printed where it has errors."""
    loaded = load(find_root(options.root))
    if loaded.base is None or loaded.failed():
        print_problems(loaded.problems)
        return None
    return loaded.base


def _export(options: argparse.Namespace) -> int:
    from kb.link import Links
    from kb.link.lists import LISTS
    from kb.render.data.exports import FORMATS, Exports

    _known("kind of list", [options.kind], ["all", *LISTS])
    forms = {form.suffix: form for form in FORMATS}
    _known("format", [options.format], list(forms))
    base = _sound_base(options)
    if base is None:
        return PROBLEMS
    links = Links(base)
    if options.kind == "all":
        if options.slugs:
            raise UsageError("'all' is every work that the report cites; leave out what stands behind it")
        works = list(base.works.values())
    else:
        lists = LISTS[options.kind](links)
        if not options.slugs:
            raise UsageError(f"say which {options.kind}, or 'kb export all' for every work")
        chosen = _known(options.kind, options.slugs, list(lists))
        works = list({work.key: work for slug in chosen for work in lists[slug]}.values())
    return _hand_over(Exports(links).text(forms[options.format], works, annotated=not options.plain), options.output)


def _graph(options: argparse.Namespace) -> int:
    from kb.link import Links
    from kb.link.export import portable, write

    base = _sound_base(options)
    if base is None:
        return PROBLEMS
    return _hand_over(write(portable(Links(base)), options.format), options.output)


def _hand_over(text: str, output: Path | None) -> int:
    """Data to a file, or to standard output."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # data, which says so of itself
        print(text, end="")
        return DONE
    with _writing(output):
        output.write_text(text, encoding="utf-8", newline="\n")
    return DONE


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    """Says of a file that cannot be written what the system says."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"'{output}' cannot be written: {error.strerror}") from error


def _data(options: argparse.Namespace) -> int:
    from kb.link import Links

    loaded = load(find_root(options.root))
    if loaded.base is None or loaded.config is None or loaded.failed():
        print_problems(loaded.problems)
        return PROBLEMS
    try:
        from kb.render.data.written import written

        files = written(options.form, options.output, Links(loaded.base), imprint(loaded.config.values))
    except ModuleNotFoundError as error:
        raise UsageError(f"Parquet needs {error.name}, which is not installed: pip install {error.name}") from error
    return _save(files, options.output)


def _save(files: Mapping[Path, bytes], output: Path) -> int:
    """Writes what was asked for at ``output``, and the folders on the way to it."""
    with _writing(output):
        for path, held in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(held)
    return DONE


def _book(options: argparse.Namespace) -> int:
    from kb.link import Links
    from kb.publish.book import book

    loaded = load(find_root(options.root))
    if loaded.base is None or loaded.config is None or loaded.failed():
        print_problems(loaded.problems)
        return PROBLEMS
    made = book(Links(loaded.base), loaded.config.values, options.format)
    return _save({options.output: made}, options.output)


def _chain(options: argparse.Namespace) -> int:
    from kb.link.measures import chain, literature
    from kb.render.text.chain import chain_text

    base = _sound_base(options)
    if base is None:
        return PROBLEMS
    start, end = (_node(base, name) for name in (options.start, options.end))
    way = chain(literature(base), start, end)
    if not way:
        print(f"Nothing that is cited leads from {options.start} to {options.end}.")
        return PROBLEMS
    print("\n".join(chain_text(base, way)))
    return DONE


def _diff(options: argparse.Namespace) -> int:
    from kb.diff.markdown import markdown
    from kb.diff.revision import RevisionError
    from kb.diff.run import UnreadableError, compare

    root = find_root(options.root)
    try:
        with without_garbage_collection():
            found = compare(root, options.before, options.after, options.site, _progress())
    except RevisionError as error:
        raise UsageError(one_line(str(error))) from error
    except UnreadableError as error:
        print_problems(error.problems)
        return _complain(one_line(str(error)), PROBLEMS)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # for a forge, whatever is known here
    text = (
        markdown(found) if options.format == "markdown" else json.dumps(found.as_data(), ensure_ascii=False, indent=1)
    )
    print(text)
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from kb.verify.run import proposal, verify, written
    from kb.verify.services import SERVICES

    root = find_root(options.root)
    loaded = load(root)
    if loaded.base is None or loaded.failed():
        print_problems(loaded.problems)
        return PROBLEMS
    names = _known("service", options.services or [one.name for one in SERVICES], [one.name for one in SERVICES])
    keys = _known("cite key", options.keys or list(loaded.base.works), list(loaded.base.works))
    take = _known("field", options.take, FIELDS)
    if take and not options.write:
        raise UsageError("--take says what to write, so it needs --write")
    http = _http(options)
    texts = loaded.sources.texts
    done = []
    for one in verify((loaded.base.works[key] for key in keys), http, [one for one in SERVICES if one.name in names]):
        change = proposal(texts[BIBLIOGRAPHY], one)
        print(f"{one}\n{change}", end="", flush=True)
        done.append(one)
    for file, text in written(texts, loaded.base, done, take, date.today()).items() if options.write else ():
        print(f"{file}: {_rewritten(root / file, text, only_look=False)}")
    return PROBLEMS if any(one.failed or one.differences for one in done) else DONE


def _form(options: argparse.Namespace) -> int:
    from kb.add.change import write
    from kb.forms import KINDS, FormError, form_of, propose, read_forms
    from kb.forms.answers import FOLDER

    root = find_root(options.root)
    forms = read_forms(root)
    kinds = _known("kind of form", [options.kind] if options.kind else KINDS, KINDS)
    body = _read_issue(options.file)
    if options.kind and options.kind not in forms:
        raise UsageError(f"there is no {FOLDER}/{options.kind}.yml in '{root}'")
    loaded = load(root)
    if loaded.base is None or loaded.config is None or loaded.failed():
        print_problems(loaded.problems)
        return PROBLEMS
    try:
        form = forms[options.kind] if options.kind else form_of((forms[kind] for kind in kinds if kind in forms), body)
        made = propose(form, body, loaded.sources, loaded.base, loaded.config.report, loaded.problems)
    except FormError as error:
        return max(_complain(one_line(sentence), PROBLEMS) for sentence in error.sentences)
    if not options.dry_run:
        write(root, loaded.sources.texts, made.texts)
    print(made.title)
    for file in made.texts:
        print(f"{file}: {'would be rewritten' if options.dry_run else 'rewritten'}")
    return DONE


def _read_issue(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"'{file}' cannot be read as text: {getattr(error, 'strerror', '') or error}") from error


def _http(options: argparse.Namespace) -> Http:
    """Who asks services, with the answers that were kept."""
    from platformdirs import user_cache_path

    from kb.verify.http import Http
    from kb.verify.services import pause

    cache = options.cache or user_cache_path("kb", ensure_exists=True) / "answers.sqlite"
    return Http(cache, options.contact, options.offline, pause)


def _add(options: argparse.Namespace) -> int:
    from kb.add.ask import clean, parts, terminal
    from kb.add.run import add
    from kb.add.works import Desk, Wishes

    loaded = load(find_root(options.root))
    if loaded.base is None or loaded.failed():
        print_problems(loaded.problems)
        return PROBLEMS
    said = {name: clean(getattr(options, name) or "") for name in ("author", "title", "year", "venue", "type")}
    topics = None if options.topics is None else parts(clean(options.topics))
    given = {name: value for name, value in said.items() if value}
    wishes = Wishes(date.today(), given, topics, clean(options.note), options.anyway)
    if len(options.targets) > 1 and given:
        raise UsageError(f"--{next(iter(given))} speaks of one work; name one")
    desk = Desk(loaded.base, _http(options), wishes, terminal())
    with _refusals() as refused:
        outcome = add(map(clean, options.targets), desk, loaded.sources, loaded.problems)
        return _carry_out(loaded, outcome.change, outcome, options.dry_run)
    return refused.status


def _new(options: argparse.Namespace) -> int:
    from kb.add.ask import clean, terminal
    from kb.add.new import new

    loaded = load(find_root(options.root))
    if loaded.base is None or loaded.failed():
        print_problems(loaded.problems)
        return PROBLEMS
    given = {}
    for field in KINDS[options.record].fields:
        value = getattr(options, field.name) or ""
        given[field.name] = clean(value if isinstance(value, str) else "\n".join(map(clean, value)))
    with _refusals() as refused:
        made = new(options.record, given, terminal(), loaded.base, loaded.sources, loaded.problems)
        return _carry_out(loaded, made.change, made, options.dry_run)
    return refused.status


@dataclass
class _Refusal:
    """The exit status of a command that refused to write."""

    status: int = DONE


@contextmanager
def _refusals() -> Iterator[_Refusal]:
    """Says why nothing is written, one line for each reason."""
    from kb.add.change import RefusedError

    refusal = _Refusal()
    try:
        yield refusal
    except RefusedError as error:
        for line in str(error).splitlines():
            _complain(one_line(line), USAGE)
        _complain("nothing was written", USAGE)
        refusal.status = USAGE if error.usage else PROBLEMS


def _carry_out(loaded: Loaded, change: Change, told: object, only_print: bool) -> int:
    """Writes a change, unless it brings problems or is only to be looked at, and says what was done."""
    from kb.add.change import write

    if change.problems:
        print_problems(change.problems)
        return _complain("with this the check would find what stands above, so nothing was written", PROBLEMS)
    if not only_print:
        try:
            write(loaded.root, loaded.sources.texts, change.texts)
        except OSError as error:
            where = Path(error.filename or "").name
            return _complain(f"{where}: {error.strerror or error}; nothing was written", PROBLEMS)
    for line in str(told).splitlines():
        print(one_line(line))
    if only_print:
        print("Nothing was written, for this was a dry run.")
    return DONE


def _init(options: argparse.Namespace) -> int:
    from kb.read.identifiers import safe_url
    from kb.start.command import NothingError, make, report_lines
    from kb.start.house import About
    from kb.start.writing import TakenError, refuse_taken, write_new

    if options.pdf and not safe_url(options.pdf):
        raise UsageError(f"'{options.pdf[:60]}' is no address; write it as https://example.org/report.pdf")
    about = About(options.title, options.citation, options.pages, options.pdf)
    try:
        refuse_taken(options.folder)
        start = make(about, options.bib or (), options.tex, options.markdown)
        write_new(options.folder, start.texts)
    except (TakenError, NothingError) as error:
        raise UsageError(str(error)) from error
    for line in report_lines(start):
        print(one_line(line))
    print(f"Made {options.folder}; its README.md says what to do next. To see it: kb serve --root {options.folder}")
    return DONE


def _known(what: str, given: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    for name in given:
        if name not in known:
            few = f"one of {', '.join(known)}" if len(known) <= FEW else "look for slips"
            raise UsageError(f"'{name[:60]}' is no {what}; {nearest(name, tuple(known)) or few}")
    return given


def _node(base: KnowledgeBase, name: str) -> tuple[str, str]:
    for section in base.sections:
        if name in (section.slug, section.number):
            return "section", section.slug
    if name in base.works:
        return "work", name
    raise UsageError(f"'{name}' is neither the number or slug of a section nor the cite key of a work")


def stats(base: KnowledgeBase) -> str:
    """The size of a knowledge base, as lines of name and number."""
    from kb.link.provenance import Level, standings

    works = base.works.values()
    lines = list(_totals(base).items())
    lines += [(f"  {kind}", count) for kind, count in Counter(work.type for work in works).most_common()]
    for name in ("doi", "eprint", "url", "annotation", "shorttitle"):
        lines.append((f"works with {name}", sum(name in work.fields for work in works)))
    lines.append(
        ("works without identifier", sum(not {"doi", "eprint", "isbn", "url"} & set(work.fields) for work in works))
    )
    found = standings(base)
    levels = Counter(found[key].level for key in base.works)
    lines += [(f"entries {level}", levels[level]) for level in Level]
    roles = Counter(citation.role for section in base.sections for citation in section.citations)
    lines += [(f"role {role}", count) for role, count in roles.most_common()]
    lines.append(("sections with a summary", sum(bool(section.summary) for section in base.sections)))
    return "\n".join(f"{count:>7,}  {name}" for name, count in lines)
