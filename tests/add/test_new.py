"""``kb new``: a section, point, topic, term or reading path in its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.cli import DONE, PROBLEMS, USAGE
from tests.conftest import Result, Run

New = Callable[..., Result]


@pytest.fixture
def new(kb: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> New:
    """Runs ``kb new`` in a copy of the library, with nobody at the terminal."""
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return lambda *arguments: kb("new", *arguments, "--root", library)


def read(root: Path, file: str) -> str:
    return (root / file).read_text("utf-8")


SECTION = ("section", "--number", "1.2", "--title", 'Data: "what" & why', "--part", "technology", "--pages", "10-12")
POINT = ("point", "--section", "1.1", "--claim", 'A "claim": 100% {true} # yes', "--kind", "risk", "--pages", "4, 6-7")
TOPIC = ("topic", "--name", "Data poisoning", "--definition", "Bad data, on purpose.", "--broader", "safety")
TERM = ("term", "--term", "Model theft", "--definition", "Copying a model.", "--section", "security", "--page", "5")
PATH = ("path", "--title", "A teacher", "--for", "This path is for teachers.")


def test_a_section_has_all_its_fields(new: New, kb: Run, library: Path) -> None:
    result = new(*SECTION, "--authors", "Ann Smith, Bo Li", "--topics", "attacks")
    file = "sections/1.2-data-what-why.yaml"
    assert (result.status, result.err) == (DONE, "")
    assert read(library, file) == (
        'number: "1.2"\nslug: data-what-why\ntitle: "Data: \\"what\\" & why"\npart: technology\npages: [10, 12]\n'
        'authors:\n  - "Ann Smith"\n  - "Bo Li"\nsubsections: []\nfigures: []\n'
        'tldr: ""\nmotivation: ""\nsummary: ""\npoints: []\nquestions: []\ntopics: [attacks]\nterms: []\n'
        "key_works: []\nrelated: []\ncitations: []\nupdates: []\nreviewed: {status: draft}\n"
    )
    assert result.lines[0] == f"{file}:1"
    assert "  lay out its argument: kb new point --section data-what-why" in result.lines
    assert kb("check", "--root", library, "--strict").status == DONE


def test_a_section_begins_as_the_others_do(new: New, library: Path) -> None:
    first = "# yaml-language-server: $schema=../docs/schema/section.json\n"
    path = library / "sections/1-introduction.yaml"
    path.write_text(first + path.read_text("utf-8"), "utf-8")
    assert new(*SECTION).status == DONE
    assert read(library, "sections/1.2-data-what-why.yaml").startswith(first + "number:")


def test_a_point_goes_to_the_end_of_the_argument(new: New, kb: Run, library: Path) -> None:
    file = "sections/1.1-security.yaml"
    before = read(library, file)
    result = new(*POINT, "--works", "brown2020language", "--topics", "attacks")
    assert (result.status, result.err) == (DONE, "")
    added = (
        '  - claim: "A \\"claim\\": 100% {true} # yes"\n    kind: risk\n    pages: [4, 6, 7]\n'
        "    works: [brown2020language]\n    topics: [attacks]\n"
    )
    assert read(library, file) == before.replace(
        "topics: [attacks]\ncitations:", f"{added}topics: [attacks]\ncitations:"
    )
    line = read(library, file)[: read(library, file).index('claim: "A')].count("\n") + 1
    assert result.lines[0] == f"{file}:{line}"
    assert "@sec-security#p2" in result.out
    assert kb("check", "--root", library, "--strict").status == DONE


@pytest.mark.parametrize("before", ["", "points: []\n", "points: [ ]  # none yet\n"])
def test_the_first_point_of_a_section(new: New, kb: Run, library: Path, before: str) -> None:
    path = library / "sections/1-introduction.yaml"
    path.write_text(path.read_text("utf-8").replace("topics:", f"{before}topics:"), "utf-8")
    assert new("point", "--section", "introduction", *POINT[3:-1], "3", "--topics", "attacks").status == DONE
    assert "points:" in path.read_text("utf-8")
    assert ("# none yet" in path.read_text("utf-8")) == ("#" in before)
    assert kb("check", "--root", library, "--strict").status == DONE


def test_comments_behind_the_last_point_stay_behind_it(new: New, library: Path) -> None:
    path = library / "sections/1.1-security.yaml"
    path.write_text(
        path.read_text("utf-8").replace("topics: [attacks]\ncit", "# what it is about\ntopics: [attacks]\ncit"), "utf-8"
    )
    assert new(*POINT, "--topics", "attacks").status == DONE
    assert "    topics: [attacks]\n# what it is about\ntopics: [attacks]\n" in path.read_text("utf-8")


def test_points_in_brackets_are_left_alone(new: New, library: Path) -> None:
    path = library / "sections/1-introduction.yaml"
    path.write_text(
        path.read_text("utf-8").replace(
            "topics:", "points: [{claim: A thing., kind: risk, pages: [3], topics: [attacks]}]\ntopics:"
        ),
        "utf-8",
    )
    result = new("point", "--section", "1", *POINT[3:])
    assert (result.status, "its points stand in brackets" in result.err) == (PROBLEMS, True)


def test_a_topic_goes_to_the_end_of_its_group(new: New, kb: Run, library: Path) -> None:
    result = new(*TOPIC, "--aliases", "backdoors, tainted: data", "--related", "attacks")
    assert (result.status, result.err) == (DONE, "")
    assert (
        '  related: [copyright]\n\n- slug: data-poisoning\n  name: "Data poisoning"\n'
        '  definition: "Bad data, on purpose."\n'
        '  broader: safety\n  aliases: ["backdoors", "tainted: data"]\n  related: [attacks]\n\n- slug: rules\n'
    ) in read(library, "bibliography/topics.yaml")
    assert kb("check", "--root", library, "--strict").status == DONE


def test_a_group_goes_to_the_end_of_the_file(new: New, kb: Run, library: Path) -> None:
    result = new("topic", "--name", "Money", "--definition", "Who pays.")
    assert result.status == DONE
    assert read(library, "bibliography/topics.yaml").endswith(
        '\n\n- slug: money\n  name: "Money"\n  definition: "Who pays."\n'
    )
    assert "give it topics: kb new topic --broader money" in result.out
    assert kb("check", "--root", library, "--strict").status == DONE


def test_terms_are_in_alphabetical_order(new: New, kb: Run, library: Path) -> None:
    assert new(*TERM).status == DONE  # the file is made
    assert new("term", "--term", "Attack", *TERM[3:]).status == DONE
    result = new("term", "--term", "Bee", *TERM[3:], "--aliases", "bees")
    assert result.status == DONE
    slugs = [line for line in read(library, "bibliography/glossary.yaml").splitlines() if line.startswith("- slug")]
    assert slugs == ["- slug: attack", "- slug: bee", "- slug: model-theft"]
    assert read(library, "bibliography/glossary.yaml").startswith("- slug: attack\n  term: ")
    assert "name it where it is introduced: terms: […, bee] in sections/1.1-security.yaml" in result.out
    assert kb("check", "--root", library, "--strict").status == DONE


def test_comments_of_a_list_stay_where_they_are(new: New, library: Path) -> None:
    path = library / "bibliography/glossary.yaml"
    path.write_text(
        '# The terms.\n\n# of bees\n- slug: bee\n  term: "Bee"\n  definition: "One."\n  section: security\n  page: 5\n'
    )
    assert new("term", "--term", "Attack", *TERM[3:]).status == DONE
    assert new("term", "--term", "Cee", *TERM[3:]).status == DONE
    text = path.read_text("utf-8")
    assert text.startswith("# The terms.\n\n- slug: attack\n")
    assert "\n\n# of bees\n- slug: bee\n" in text
    assert text.index("slug: bee") < text.index("slug: cee")


PATHS = """---
title: Reading paths
description: "Two ways through the report."
---
# Reading paths

The two paths below pick out parts.

## A newcomer {#newcomer}

For all.

Total time: 5 minutes.

1. @sec-security: It is short. Our page only, **5 min**

## A lawyer {#lawyer}

For lawyers.

Total time: 5 minutes.

1. @sec-security: It is short. Our page only, **5 min**
"""


def test_a_path_counts_its_times(new: New, kb: Run, library: Path) -> None:
    page = library / "docs/reading-paths.md"
    page.write_text(PATHS, "utf-8")
    steps = [
        "1: The threats (p. 3).",
        "1.1 pp. 4-5: Theft",
        "security#p1: One claim",
        "brown2020language: A prompt",
        "security: All",
        "security only: Again",
    ]
    result = new(*PATH, *(piece for step in steps for piece in ("--step", step)))
    assert (result.status, result.err) == (DONE, "")
    assert page.read_text("utf-8") == PATHS + (
        "\n## A teacher {#teacher}\n\nThis path is for teachers.\n\nTotal time: 48 minutes.\n\n"
        "1. @sec-introduction: The threats (p. 3). Our page and the report (p. 3), **8 min**\n"
        "2. @sec-security: Theft. Our page and the report (pp. 4-5), **11 min**\n"
        "3. @sec-security#p1: One claim. Read already, **0 min**\n"
        "4. [@brown2020language]: A prompt. A first look, **10 min**\n"
        "5. @sec-security: All. Our page and the report (pp. 6-9), **17 min**\n"
        "6. @sec-security: Again. Our page only, **5 min**\n"
    ).replace("48 minutes", "51 minutes")
    assert result.lines[0] == "docs/reading-paths.md:25"
    assert page.read_text("utf-8").splitlines()[24].startswith("## A teacher")
    assert "docs/reading-paths.md:3 counts the paths: write three" in result.out
    assert "docs/reading-paths.md:7 counts the paths: write three" in result.out
    assert kb("check", "--root", library, "--strict").status == DONE


def test_the_first_path_makes_the_page(new: New, kb: Run, library: Path) -> None:
    result = new(*PATH, "--step", "1: x")
    assert result.status == DONE
    assert read(library, "docs/reading-paths.md").startswith("# Reading paths\n\nEach path is")
    assert "name the page in mkdocs.yml, under nav" in result.out
    assert kb("check", "--root", library, "--strict").status == DONE


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("section", *SECTION[1:2], "1.1", *SECTION[3:]),
            "the section with the number 1.1 is there already: sections/1.1-security.yaml:1",
        ),
        ((*SECTION, "--slug", "security"), "the section with the slug 'security' is there already"),
        (
            ("point", "--section", "1.1", "--claim", "models can be STOLEN", "--kind", "risk", "--pages", "4"),
            "the claim is there already, as point 1: sections/1.1-security.yaml:10",
        ),
        (
            ("topic", "--name", "Attacks on Models", "--definition", "x", "--broader", "safety"),
            "the topic 'Attacks on Models' is there already, as 'attacks': bibliography/topics.yaml:5",
        ),
        (("topic", "--name", "LLM Security", "--definition", "x", "--broader", "safety"), "as 'attacks'"),
    ],
)
def test_what_is_there_already_is_refused(new: New, library: Path, arguments: tuple[str, ...], message: str) -> None:
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    result = new(*arguments)
    assert (result.status, message in result.err) == (PROBLEMS, True), result.err
    assert before == {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}


def test_a_term_or_path_that_is_there_already_is_refused(new: New) -> None:
    new(*TERM)
    assert "the term 'Model theft' is there already, as 'model-theft': bibliography/glossary.yaml:1" in new(*TERM).err
    new(*PATH, "--step", "1: x")
    assert "the path 'teacher' is there already: docs/reading-paths.md:5" in new(*PATH, "--step", "1: x").err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((*SECTION, "--topics", "atacks"), "E212 unknown topic 'atacks'; did you mean 'attacks'?"),
        ((*SECTION, "--slug", "../../evil"), "E201 slug '../../evil' has other characters"),
        (("section", "--number", "../1", *SECTION[3:]), "E201 '../1' is not a section number"),
        ((*SECTION[:-1], "10-99"), "E202 pages 10 to 99 are not in the report"),
        (
            (*POINT, "--works", "brown2020langage"),
            "E204 unknown work 'brown2020langage'; did you mean 'brown2020language'?",
        ),
        ((*POINT[:-1], "15"), "E202 page 15 is outside section 1.1"),
        ((*POINT[:4], "Bad <script>x</script>", *POINT[5:]), "E301 HTML '<script>' in a text"),
        ((*POINT[:4], "As [@nobody2020x] says", *POINT[5:]), "E303 unknown work 'nobody2020x'"),
        ((*TOPIC[:-1], "safetty"), "E211 unknown group 'safetty'; did you mean 'safety'?"),
        ((*TOPIC[:4], " ".join(["word"] * 41), *TOPIC[5:]), "E211 the definition of 'data-poisoning' has 41 words"),
        ((*PATH, "--step", "1: see @sec-nowhere"), "E304 unknown section '@sec-nowhere'"),
    ],
)
def test_what_the_check_would_find_is_printed_instead_of_written(
    new: New, library: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    result = new(*arguments)
    assert (result.status, message in result.out) == (PROBLEMS, True), result
    assert "nothing was written" in result.err
    assert before == {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sections",), "invalid choice: 'sections'"),
        (("point", "--section", "1.1"), "kb: say --claim, --kind, --pages\nkb: nothing was written"),
        (("point", "--section", "1.9", *POINT[3:]), "'1.9' is no section"),
        (("point", "--section", "securty", *POINT[3:]), "'securty' is no section; did you mean 'security'?"),
        ((*POINT[:-1], "four"), "'four' are no pages; write 4, or 4, 6-8"),
        ((*POINT[:-1], "9-4"), "'9-4' are no pages"),
        ((*PATH, "--step", "nothing"), "'nothing' is no step; write WHAT: what to look for"),
        (
            (*PATH, "--step", "brown2020langage: x"),
            "'brown2020langage' is no cite key; did you mean 'brown2020language'?",
        ),
        ((*PATH, "--step", "security#p9: x"), "the section has 1 points; count from 1"),
        ((*PATH, "--step", "security pp. 3-4: x"), "its pages are pp. 4-9"),
        (("path", "--title", "A {#b}", *PATH[3:], "--step", "1: x"), "the title of a path is plain text"),
    ],
)
def test_slips(new: New, arguments: tuple[str, ...], message: str) -> None:
    result = new(*arguments)
    assert (result.status, message in result.err) == (USAGE, True), result.err


def test_what_is_printed_only_is_not_written(new: New, library: Path) -> None:
    result = new(*SECTION, "--dry-run")
    assert (result.status, (library / "sections/1.2-data-what-why.yaml").exists()) == (DONE, False)
    assert 'number: "1.2"' in result.out


def test_at_a_terminal_it_asks(kb: Run, library: Path, typed: Callable[..., None]) -> None:
    typed("security", "Ünusual claims leak", "risky", "risk", "4", "", "attacks")
    result = kb("new", "point", "--root", library)
    assert (result.status, "number or slug of the section: " in result.err) == (DONE, True)
    assert "'risky' is none of them; did you mean 'risk'?. what it is:" in result.err
    assert 'claim: "Ünusual claims leak"' in read(library, "sections/1.1-security.yaml")
    typed("1", "risk", "3")  # where something is given, only what is needed is asked for
    assert kb("new", "point", "--root", library, "--claim", "Another one").status == DONE
    typed("A teacher", "For teachers.", "1: x", "security: y", "")
    assert kb("new", "path", "--root", library, "--slug", "t").status == DONE
    assert "2. @sec-security: y." in read(library, "docs/reading-paths.md")
    typed("1.3")
    assert "there were no more answers" in kb("new", "section", "--root", library).err


def test_bytes_that_are_no_text(new: New, library: Path) -> None:
    assert new("term", "--term", "odd \udcff", *TERM[3:]).status == DONE
    assert "odd �" in read(library, "bibliography/glossary.yaml")
