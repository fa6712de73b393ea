"""What ``kb diff`` says of each kind of change, and of what cannot be compared."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from kb.diff.comparison import comparison_of
from kb.diff.markdown import markdown
from tests.conftest import Run
from tests.diff.conftest import BIBLIOGRAPHY, SECTION, Repository

ERRATUM = """- label: "Office 2021"
  work: uscopyrightoffice2021more
  kind: author
  printed: "Office"
  wrong: "The institution was taken for a person."
"""
TERM = """- slug: theft
  term: theft
  definition: "Taking a model away."
  section: security
  page: 4
"""
#: A name, a file, what is replaced in it (nothing: all of it) and by what, and the differences that are told.
CHANGES = [
    (BIBLIOGRAPHY, "year = {2016}", "year = {2017}", [("work", "changed", "tramer2016stealing")]),
    ("bibliography/since.bib", "doe2023theft", "doe2023thefts", None),
    (SECTION, "tldr: Models leak", "tldr: All models leak", [("section", "changed", "security")]),
    (SECTION, "page: 5, group: 2", "page: 6, group: 2", [("citation", "moved", "security: tramer2016stealing")]),
    (SECTION, '"fair use"', '"use that is fair"', [("citation", "reworded", "security: uscopyrightoffice2021more")]),
    (SECTION, "role: policy", "role: example", [("citation", "moved", "security: uscopyrightoffice2021more")]),
    (
        SECTION,
        "claim: Models can be stolen.",
        "claim: Many models can be stolen.",
        [("point", "reworded", "security#p1")],
    ),
    (SECTION, "kind: risk", "kind: finding", [("point", "changed", "security#p1")]),
    (SECTION, "What stops a thief?", "What will stop a thief?", [("question", "reworded", "security")]),
    (SECTION, "Later models can", "Later models still can", [("update", "reworded", "security#u1")]),
    (SECTION, "way: confirms", "way: extends", [("update", "changed", "security#u1")]),
    (
        "sections/1-introduction.yaml",
        "threats come later",
        "what threatens models",
        [("cross-reference", "reworded", "introduction: security")],
    ),
    ("bibliography/topics.yaml", "Law and norms.", "Law, and norms.", [("topic", "changed", "rules")]),
    ("bibliography/people.yaml", '"Brown, T."', '"Brown, Tom"', [("person", "changed", "tom-b-brown")]),
    ("bibliography/venues.yaml", "open: true", "open: false", [("venue", "changed", "neurips")]),
    ("bibliography/errata.yaml", "", ERRATUM, [("erratum", "added", "Office 2021")]),
    ("bibliography/glossary.yaml", "", TERM, [("term", "added", "theft")]),
    (
        "bibliography/moved.yaml",
        "[]",
        "- {was: authors/t-brown/, now: authors/tom-b-brown/}",
        [("moved", "added", "authors/t-brown/")],
    ),
    ("docs/reading-paths.md", "What is said.", "What is meant.", [("path", "changed", "judge")]),
    ("docs/reading-paths.md", "What to read.", "How to read.", [("page", "changed", "docs/reading-paths.md")]),
    ("docs/index.md", "# Tiny", "# Small", [("page", "changed", "docs/index.md")]),
    ("mkdocs.yml", "pages: 20", "pages: 21", [("setting", "changed", "extra.report.pages")]),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "found"), CHANGES, ids=[f"{file}: {new}" for file, _, new, _ in CHANGES]
)
def test_a_change_is_told_in_the_terms_of_the_knowledge_base(
    file: str, old: str, new: str, found: list[tuple[str, str, str]] | None, repository: Repository
) -> None:
    if old:
        repository.replace(file, old, new)
    else:
        repository.write(file, new)
    expected = found or [
        ("work", "removed", "doe2023theft"),
        ("work", "added", "doe2023thefts"),
    ]
    assert repository.found() == expected


def test_a_work_is_told_field_by_field_with_its_level_and_its_sources(repository: Repository) -> None:
    repository.replace(BIBLIOGRAPHY, "Tramèr, Florian and Zhang, Fan", "Tramèr, Florian and Zhang, Fan and Doe, Jane")
    looks = "{work: tramer2016stealing, source: crossref, at: 'https://doi.org/10.1000/xyz123', shows: [author, title, "
    repository.write("bibliography/provenance.yaml", f"- {looks}year, venue], date: '2026-11-28'}}\n")
    (one,) = repository.data()["differences"]
    assert {value["name"]: (value["before"], value["after"]) for value in one["values"]} == {
        "author": (["Tramèr, Florian", "Zhang, Fan"], ["Tramèr, Florian", "Zhang, Fan", "Doe, Jane"]),
        "checked": ("as printed", "confirmed"),
        "provenance": (
            "",
            ["crossref https://doi.org/10.1000/xyz123 shows author, title, year, venue (2026-11-28)"],
        ),
    }
    assert "  + author: Doe, Jane\n" in repository.text()


def test_a_citation_is_known_in_another_section_and_beside_other_works(repository: Repository) -> None:
    line = '  - {work: uscopyrightoffice2021more, at: "1.1", page: 6, group: 3, role: policy, note: "fair use"}\n'
    repository.replace(SECTION, line, "")
    repository.replace(SECTION, "group: 4", "group: 3")
    moved = line.replace('"1.1", page: 6, group: 3', '"1", page: 3, group: 1')
    repository.replace("sections/1-introduction.yaml", "related:", f"citations:\n{moved}related:")
    assert repository.found() == [("citation", "moved", "introduction: uscopyrightoffice2021more")]
    repository.commit()
    repository.replace(SECTION, "group: 3", "group: 2")
    assert repository.found() == [
        ("citation", "moved", "security: tramer2016stealing"),
        ("citation", "moved", "security: brown2021colour"),
    ]


def test_a_new_citation_changes_no_other_although_numbers_shift(repository: Repository) -> None:
    for group in (4, 3, 2):
        repository.replace(SECTION, f"group: {group}", f"group: {group + 1}")
    new = (
        '  - {work: brown2021colour, at: "1.1", page: 4, group: 2, role: example, note: "words for colours in text"}\n'
    )
    repository.replace(SECTION, "  - {work: tramer2016stealing, at", f"{new}  - {{work: tramer2016stealing, at")
    data = repository.data()
    assert [(one["kind"], one["what"]) for one in data["differences"]] == [("citation", "added")]
    assert data["edges"] == [
        {"what": "added", "kind": "cites", "source": "section:security", "target": "work:brown2021colour", "times": 1}
    ]


def test_points_are_known_by_their_words_when_others_come_before_them(repository: Repository) -> None:
    repository.replace(SECTION, "points:\n", "points:\n  - claim: Law is slow.\n    kind: finding\n    pages: [4]\n")
    repository.replace(SECTION, "Models can be stolen.", "Models can often be stolen.")
    repository.replace(SECTION, "point: 1", "point: 2")
    assert repository.found() == [
        ("point", "added", "security#p1"),
        ("point", "reworded", "security#p2"),
        ("update", "moved", "security#u1"),
    ]


def test_a_point_of_which_no_words_are_left_is_another(repository: Repository) -> None:
    repository.replace(SECTION, "Models can be stolen.", "Copyright remains unclear.")
    assert repository.found() == [("point", "removed", "security#p1"), ("point", "added", "security#p1")]


def test_edges_of_the_graph(repository: Repository) -> None:
    repository.replace(BIBLIOGRAPHY, "keywords = {copyright, attacks}", "keywords = {copyright}")
    repository.replace(BIBLIOGRAPHY, "Brown, T. and Zhang, Fan", "Brown, T.")
    text = (repository.folder / "bibliography/people.yaml").read_text("utf-8")
    repository.write("bibliography/people.yaml", text.partition("\n- slug: fan-zhang-2")[0])
    repository.replace(
        "sections/1-introduction.yaml", '  - {section: security, at: "1", page: 3, why: "threats come later"}\n', ""
    )
    repository.replace("sections/1-introduction.yaml", "related:\n", "")
    edges = {(one["what"], one["kind"], one["source"], one["target"]) for one in repository.data()["edges"]}
    assert ("removed", "about", "work:brown2021colour", "topic:attacks") in edges
    assert ("removed", "refers-to", "section:introduction", "section:security") in edges
    assert ("removed", "wrote", "author:fan-zhang-2", "work:brown2021colour") in edges
    assert "- section:introduction refers-to section:security\n" in repository.text()


def test_pages_that_are_new_change_and_vanish(repository: Repository) -> None:
    assert repository.data()["pages"] == {"added": [], "changed": [], "moved": [], "broken": []}
    repository.replace(BIBLIOGRAPHY, "brown2021colour", "brown2021colours")
    repository.replace(SECTION, "brown2021colour", "brown2021colours")
    repository.replace("bibliography/people.yaml", "brown2021colour", "brown2021colours")
    pages = repository.data()["pages"]
    assert "works/brown2021colours/" in pages["added"]
    assert "sections/security/" in pages["changed"]
    assert "sections/introduction/" not in pages["changed"]
    assert pages["moved"] == []
    assert "works/brown2021colour/" in pages["broken"]
    text = repository.text()
    assert "addresses lead nowhere now" in text
    assert text.index("- `works/brown2021colour/`") < text.index("bibliography/moved.yaml") < text.index("### Works")
    repository.write("bibliography/moved.yaml", "- {was: works/brown2021colour/, now: works/brown2021colours/}\n")
    pages = repository.data()["pages"]
    assert pages["moved"] == [["works/brown2021colour/", "works/brown2021colours/"]]
    assert "works/brown2021colour/" not in pages["broken"]


def test_a_page_written_by_hand_changes_with_the_numbers_that_it_takes_in(repository: Repository) -> None:
    repository.replace(SECTION, '  - {work: brown2021colour, at: "1.1", page: 8, group: 4, role: example', "#")
    pages = repository.data()["pages"]
    assert "" in pages["changed"]
    assert "contributing/" not in pages["changed"]


def test_a_knowledge_base_without_reading_paths_has_none(repository: Repository) -> None:
    (repository.folder / "docs/reading-paths.md").unlink()
    assert repository.found()[:2] == [("path", "removed", "thief"), ("path", "removed", "judge")]


def test_two_revisions_and_the_files_as_they_are(repository: Repository) -> None:
    repository.replace(BIBLIOGRAPHY, "year = {2016}", "year = {2017}")
    repository.commit()
    repository.replace(BIBLIOGRAPHY, "year = {2017}", "year = {2018}")
    commits = repository.git("log", "--format=%H").split()
    data = repository.data("HEAD~1", "HEAD")
    assert [data["before"], data["after"]] == [
        {"name": "HEAD~1", "commit": commits[1][:10]},
        {"name": "HEAD", "commit": commits[0][:10]},
    ]
    assert data["differences"][0]["values"] == [{"name": "year", "before": "2016", "after": "2017"}]
    data = repository.data("HEAD~1")
    assert data["after"] == {"name": "", "commit": ""}
    assert data["differences"][0]["values"] == [{"name": "year", "before": "2016", "after": "2018"}]
    assert repository.text("HEAD~1", "HEAD").startswith(f"## From `HEAD~1` (`{commits[1][:10]}`) to `HEAD` (")


def test_nothing_is_said_where_nothing_changed(repository: Repository) -> None:
    repository.replace(SECTION, 'number: "1.1"', '# A comment.\n\nnumber: "1.1"')
    text = repository.text()
    assert "The knowledge base says what it said." in text
    assert "###" not in text


def test_a_knowledge_base_below_the_top_of_its_repository(repository: Repository, kb: Run) -> None:
    top = repository.folder.parent / "top"
    (top / "within").mkdir(parents=True)
    repository.folder.rename(top / "within/base")
    (top / "within/base/.git").rename(top / ".git")
    moved = Repository(top / "within/base", kb)
    moved.commit()
    moved.replace(BIBLIOGRAPHY, "year = {2016}", "year = {2017}")
    assert moved.found() == [("work", "changed", "tramer2016stealing")]
    result = kb("diff", "--root", moved.folder, "HEAD~1")
    assert result.status == 2
    assert "kb: 'within/base' of revision 'HEAD~1' cannot be read" in result.err


def test_neither_index_nor_work_tree_is_touched_and_no_hook_runs(repository: Repository) -> None:
    repository.replace(BIBLIOGRAPHY, "year = {2016}", "year = {2017}")
    before = repository.git("status", "--porcelain")
    index, hook = (repository.folder / ".git" / name for name in ("index", "hooks/post-index-change"))
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch hooked\n")
    hook.chmod(0o755)
    held = index.read_bytes()
    repository.data("HEAD")
    assert held == index.read_bytes()
    hook.unlink()
    assert before == repository.git("status", "--porcelain")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("name", ["nothing", "", "-x", "--help-all", "HEAD:docs", "HEAD~9", "a\nb", "@{-7}", "$(id)"])
def test_a_revision_that_is_none_is_told(name: str, repository: Repository, kb: Run, scratch: Path) -> None:
    result = kb("diff", "--root", repository.folder, "--", name)
    assert (result.status, result.out) == (2, "")
    assert "is no revision; 'git log' lists commits" in result.err
    assert len(result.err.splitlines()) == 1
    assert list(scratch.iterdir()) == []


def test_without_git_or_a_repository_or_a_knowledge_base_it_says_what_to_do(
    repository: Repository, kb: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tiny.parent))
    result = kb("diff", "--root", tiny, "HEAD")
    assert (result.status, result.out) == (2, "")
    assert "go to a clone of the knowledge base, or make it a repository with git init" in result.err
    repository.git("rm", "--quiet", "--cached", "mkdocs.yml")
    repository.git("commit", "--quiet", "-m", "Take it away")
    result = kb("diff", "--root", repository.folder, "HEAD")
    assert (result.status, "revision 'HEAD' holds no knowledge base: there is no mkdocs.yml" in result.err) == (2, True)
    monkeypatch.setenv("PATH", "/nowhere")
    result = kb("diff", "--root", repository.folder, "HEAD")
    assert (result.status, "git is missing" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (SECTION, "number: [\n"),
        (BIBLIOGRAPHY, "@article{a, title = {T\n"),
        ("bibliography/topics.yaml", "- {slug: a}\n"),
        ("mkdocs.yml", "extra: 7\n"),
    ],
)
def test_a_revision_that_cannot_be_read_whole_is_told_with_its_problems(
    file: str, text: str, repository: Repository, kb: Run, scratch: Path
) -> None:
    whole = (repository.folder / file).read_text("utf-8")
    repository.write(file, text)
    result = kb("diff", "--root", repository.folder, "HEAD")
    assert result.status == 1
    assert result.lines[0].startswith(f"{file}:")
    assert "kb: the knowledge base cannot be read whole; mend what stands above first" in result.err
    repository.commit()
    repository.write(file, whole)
    result = kb("diff", "--root", repository.folder, "HEAD")
    assert (result.status, "kb: HEAD cannot be read whole" in result.err) == (1, True)
    assert list(scratch.iterdir()) == []


def test_errors_of_records_leave_out_graph_and_pages_alone(repository: Repository) -> None:
    repository.replace(SECTION, "works: [tramer2016stealing]", "works: [nobody2016nothing]")
    data = repository.data()
    assert data["errors"] == [0, 1]
    assert (data["edges"], data["pages"]) == ([], None)
    assert [one["what"] for one in data["differences"]] == ["changed"]
    assert "`kb check` finds 1 errors in the files as they are." in repository.text("HEAD", "--site")


def test_both_sites_are_built_and_measured(repository: Repository, scratch: Path) -> None:
    repository.replace(BIBLIOGRAPHY, "are Few-Shot", "are Good Few-Shot")
    before, after = repository.data("HEAD", "--site")["built"]
    assert before["files"] == after["files"] > 20
    assert before["bytes"] != after["bytes"]
    assert before["seconds"] > 0
    assert list(scratch.iterdir()) == []


def test_a_site_that_cannot_be_built_is_told(repository: Repository) -> None:
    repository.replace("mkdocs.yml", "  name: material", "  name: nowhere")
    data = repository.data("HEAD", "--site")
    before, after = data["built"]
    assert (before["files"] > 20, after) == (True, None)
    assert "| not built |\n" in markdown(comparison_of(data))
