"""``kb export``: prints works for reference managers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kb.cli.opening import known_names, opened
from kb.cli.output import hand_over
from kb.cli.spec import CommandSpec, UsageError


def _export(options: Namespace) -> int:
    from kb.link import Links
    from kb.link.lists import LISTS
    from kb.render.data.exports import FORMATS, Exports

    known_names("kind of list", [options.kind], ["all", *LISTS])
    forms = {form.suffix: form for form in FORMATS}
    known_names("format", [options.format], list(forms))
    base = opened(options).base
    links = Links(base)
    if options.kind == "all":
        if options.slugs:
            raise UsageError("'all' is every work that the report cites; leave out what stands behind it")
        works = list(base.works.values())
    else:
        lists = LISTS[options.kind](links)
        if not options.slugs:
            raise UsageError(f"say which {options.kind}, or 'kb export all' for every work")
        chosen = known_names(options.kind, options.slugs, list(lists))
        works = list({work.key: work for slug in chosen for work in lists[slug]}.values())
    return hand_over(Exports(links).text(forms[options.format], works, annotated=not options.plain), options.output)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="work, section, part, topic, author, venue, year, path, or all")
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="which: the last piece of its address; works by key")
    parser.add_argument(
        "--format",
        default="bib",
        metavar="F",
        help="bib, biblatex.bib, ris, csl.json, endnote.xml, hayagriva.yml, csv or md (default: bib)",
    )
    parser.add_argument("--plain", action="store_true", help="without what is said of the works")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it (default: standard output)")


COMMAND = CommandSpec(
    "export",
    (
        "Print works for reference managers and others: those of a section, a topic, an author …, with what each is "
        "and what it is cited for."
    ),
    _export,
    _arguments,
)
