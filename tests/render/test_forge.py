"""From every page one click leads to its source: to the very line, to a report of a fault, to what has changed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from kb import load
from kb.link import Links
from kb.model import Place, Repository
from kb.publish.foot import Feet
from kb.publish.settings import FRONTEND
from kb.read.config import repository
from kb.read.history import history_authors, names
from kb.render import forge, render
from kb.render.page import Page
from tests.conftest import REPOSITORY, Run, copy_library, page_at

GITHUB = Repository("https://github.com/some/notes")
SITE = "https://some.example/notes/"


@pytest.mark.parametrize(
    ("file", "line", "path"),
    [
        ("sections/1-introduction.yaml", 1, "sections/1-introduction.yaml#L1"),
        ("docs/a b/ü & <x>?#%.md", 999_999, "docs/a%20b/%C3%BC%20%26%20%3Cx%3E%3F%23%25.md#L999999"),
        ('docs/"onclick=.md', 3, "docs/%22onclick%3D.md#L3"),
    ],
)
def test_odd_paths_and_lines_are_encoded(file: str, line: int, path: str) -> None:
    place = Place(file, line)
    assert forge.edit(GITHUB, place) == f"https://github.com/some/notes/edit/main/{path}"
    assert forge.history(GITHUB, place) == f"https://github.com/some/notes/commits/main/{path.partition('#')[0]}"
    asked = parse_qs(urlsplit(forge.report(GITHUB, "A & B #1", place, f"{SITE}x/?a=b")).query)
    assert asked["title"] == ["Fault: A & B #1"]
    assert asked["record"] == [f"{SITE}x/?a=b"]
    assert asked["template"] == ["fault.yml"]
    assert (REPOSITORY / ".github/ISSUE_TEMPLATE/fault.yml").read_text("utf-8").count("id: record\n") == 1


@pytest.mark.parametrize(
    ("url", "edit", "history", "report"),
    [
        (
            "https://gitlab.com/a/b/c",
            "-/edit/main/x.md#L2",
            "-/commits/main/x.md",
            "-/issues/new?issue%5Btitle%5D=Fault",
        ),
        ("https://codeberg.org/a/b", "_edit/main/x.md#L2", "commits/branch/main/x.md", "issues/new?title=Fault"),
        ("https://git.example.org/a/b", "edit/main/x.md#L2", "commits/main/x.md", "issues/new?template=fault.yml"),
    ],
)
def test_each_forge_has_its_forms(url: str, edit: str, history: str, report: str) -> None:
    place, kept = Place("x.md", 2), Repository(url)
    assert forge.edit(kept, place) == f"{url}/{edit}"
    assert forge.history(kept, place) == f"{url}/{history}"
    assert forge.report(kept, "T", place, SITE).startswith(f"{url}/{report}")
    assert SITE in unquote(forge.report(kept, "T", place, SITE))


def test_without_a_repository_or_a_file_there_is_no_address() -> None:
    place = Place("x.md")
    assert {forge.edit(None, place), forge.history(None, place), forge.report(None, "T", place, SITE)} == {""}
    assert {forge.edit(GITHUB, None), forge.history(GITHUB, None)} == {""}


@pytest.mark.parametrize(
    ("uri", "branch", "folder"),
    [
        (None, "main", ""),
        ("edit/trunk/", "trunk", ""),
        ("edit/main/docs/", "main", ""),
        ("-/edit/main/notes/docs/", "main", "notes/"),
        ("_edit/v1.0/notes/", "v1.0", "notes/"),
    ],
)
def test_the_edit_uri_names_branch_and_folder(uri: str | None, branch: str, folder: str) -> None:
    kept = repository("https://github.com/some/notes/", uri)
    assert kept == Repository("https://github.com/some/notes", branch, folder)
    assert forge.edit(kept, Place("a.md")) == f"https://github.com/some/notes/edit/{branch}/{folder}a.md#L1"


HOSTILE = (
    "javascript:alert(1)",
    "http://github.com/some/notes",
    "//github.com/some/notes",
    "https://github.com/some/notes'onclick=x",
    'https://github.com/some/"><script>',
    "https://me:secret@github.com/some/notes",
    "https://github.com/some/notes?x=1",
    "https://github.com/some/../notes",
    "https://github.com/some",
    "https://github.com/some/notes\nx",
)


@pytest.mark.parametrize("url", HOSTILE)
def test_an_address_that_is_none_is_refused_wherever_it_stands(
    url: str, tiny: Path, kb: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = (tiny / "mkdocs.yml").read_text("utf-8")
    escaped = url.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    (tiny / "mkdocs.yml").write_text(f'{settings}\nrepo_url: "{escaped}"\n', "utf-8")
    result = kb("check", "--root", tiny)
    assert result.status == 1
    assert "E141 'repo_url' is no address of a repository" in result.out
    assert "write the address of the repository, for example https://" in result.out
    (tiny / "mkdocs.yml").write_text(settings, "utf-8")
    monkeypatch.setenv("KB_REPO_URL", url)
    assert "E141 KB_REPO_URL in the environment is no address" in kb("check", "--root", tiny).out


@pytest.mark.parametrize("uri", ["edit/main", "blob/main/", "edit/../", "edit/a/../", "https://x/", "edit/<b>/", '"/'])
def test_an_edit_uri_that_names_no_branch_is_refused(uri: str, tiny: Path, kb: Run) -> None:
    text = (tiny / "mkdocs.yml").read_text("utf-8")
    (tiny / "mkdocs.yml").write_text(f"{text}\nedit_uri: '{uri}'\n", "utf-8")
    assert "E141 'edit_uri' names no branch" in kb("check", "--root", tiny).out


def test_the_environment_wins(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (tiny / "mkdocs.yml").read_text("utf-8")
    (tiny / "mkdocs.yml").write_text(f"{text}\nrepo_url: https://github.com/some/notes\n", "utf-8")
    config = load(tiny).config
    assert config
    assert config.repository == GITHUB
    monkeypatch.setenv("KB_REPO_URL", "https://github.com/fork/notes")
    config = load(tiny).config
    assert config
    assert config.repository == Repository("https://github.com/fork/notes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small knowledge base with a record of every kind."""
    folder = copy_library(tmp_path / "library")
    (folder / "bibliography/glossary.yaml").write_text(
        "- slug: leak\n  term: leak\n  definition: What gets out.\n  section: security\n  page: 4\n", "utf-8"
    )
    (folder / "bibliography/errata.yaml").write_text(
        "# faults\n"
        "- {label: Office 2021, work: uscopyrightoffice2021more, kind: author, printed: Office, wrong: Taken.}\n",
        "utf-8",
    )
    return folder


def pages_of(root: Path) -> dict[str, Page]:
    base = load(root).base
    assert base is not None
    return {page.url: page.make() for page in render(Links(base), GITHUB).pages}


def lines(html: str, root: Path, selector: str) -> list[str]:
    """What stands in the files where links lead, each until two lines on."""
    found = []
    for link in LexborHTMLParser(html).css(selector):
        address = link.attributes.get("href") or ""
        match = re.fullmatch(r"https://github\.com/some/notes/edit/main/([^#]+)#L(\d+)", address)
        assert match, address
        text = (root / unquote(match.group(1))).read_text("utf-8").splitlines()
        found.append("\n".join(text[int(match.group(2)) - 1 :][:2]))
    return found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sections/security/", 'number: "1.1"'),
        ("works/brown2020language/", "{brown2020language,"),
        ("topics/attacks/", "slug: attacks"),
        ("authors/tom-b-brown/", "Tom B. Brown"),
        ("authors/florian-tramer/", "author = {Tramèr"),
        ("venues/neurips/", "slug: neurips"),
        ("glossary/", "slug: leak"),
        ("errata/", "# faults"),
    ],
)
def test_the_foot_of_a_page_leads_to_its_record(url: str, expected: str, root: Path) -> None:
    page = pages_of(root)[url]
    foot = str(Feet(GITHUB, SITE).of_page(page))
    assert expected in lines(foot, root, 'a[href*="/edit/"]')[0]
    assert [link.text() for link in LexborHTMLParser(foot).css("a")] == ["Edit", "Report a fault", "History"]


def test_a_year_has_no_file_and_can_only_be_reported(root: Path) -> None:
    foot = Feet(GITHUB, SITE).of_page(pages_of(root)["years/2020/"])
    assert [link.text() for link in LexborHTMLParser(str(foot)).css("a")] == ["Report a fault"]


def test_every_citation_point_term_and_fault_leads_to_its_line(root: Path) -> None:
    pages = pages_of(root)

    def edits(url: str) -> list[str]:
        return lines("".join(str(html) for _, html in pages[url].blocks), root, "a.kb-edit")

    section = edits("sections/security/")
    base = load(root).base
    assert base is not None
    cited = next(section for section in base.sections if section.slug == "security")
    groups = {(item.group, item.note, item.role, item.page) for item in cited.citations}
    assert len(section) == len(cited.points) + len(groups)
    assert "claim: Models can be stolen" in section[0]
    assert all("{work: " in line for line in section[len(cited.points) :])
    assert all("work: brown2020language" in line for line in edits("works/brown2020language/"))
    assert edits("glossary/") == ["- slug: leak\n  term: leak"]
    assert edits("errata/")[0].startswith("- {label: Office 2021")
    assert 'aria-label="Edit this citation"' in "".join(str(html) for _, html in pages["sections/security/"].blocks)


def test_a_page_written_by_hand_leads_to_its_file(tiny: Path) -> None:
    text = (tiny / "docs/index.md").read_text("utf-8")
    foot = str(Feet(GITHUB, SITE).of_hand_written("index.md", text))
    assert "https://github.com/some/notes/edit/main/docs/index.md#L1" in foot
    assert "record=https%3A%2F%2Fsome.example%2Fnotes%2F&amp;" in f"{foot}&amp;".replace('" rel', "&amp;")
    assert "Fault%3A%20Tiny" in foot


def test_a_site_without_a_repository_says_nothing_and_a_preview_how_to_set_one() -> None:
    assert Feet(None, SITE).of("T", "t/", Place("x.md")) == ""
    said = Feet(None, SITE, preview=True).of("T", "t/", Place("x.md"))
    assert "repo_url" in said
    assert "KB_REPO_URL" in said


def test_a_built_site_has_the_links_and_asks_no_forge(tiny: Path, kb: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kb("build", "--root", tiny).status == 0
    for path in (tiny / "site").rglob("*.html"):
        assert "Report a fault" not in path.read_text("utf-8")
        assert "kb:foot" not in path.read_text("utf-8")
    (cited,) = LexborHTMLParser((tiny / "site/index.html").read_text("utf-8")).css("#cite-this-page")
    assert cited.text().startswith("Tiny. As of 2026-")
    assert "localhost" not in cited.text(), "nobody else finds it there"
    monkeypatch.setenv("KB_REPO_URL", "https://github.com/fork/notes")
    assert kb("build", "--root", tiny).status == 0
    for url in ("", "sections/security/", "works/brown2020language/", "works/", "contributors/"):
        html = (tiny / "site" / url / "index.html").read_text("utf-8")
        assert html.count('class="kb-foot"') == 1, url
        assert "https://github.com/fork/notes/issues/new?" in html
        assert "md-source" not in html, "the theme would ask the forge for its stars"


def test_names_from_the_history_have_no_addresses(tmp_path: Path) -> None:
    assert names("   12\tAda Lovelace\n    3\tbot@example.org\n    1\t<b>Bo</b>\n") == ("Ada Lovelace", "<b>Bo</b>")
    assert history_authors(tmp_path) == ()


def test_the_page_of_contributors_names_reviewers_and_authors_of_files(root: Path) -> None:
    file = root / "sections/1.1-security.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("status: reviewed,", 'status: reviewed, by: "Ada <i>L",'), "utf-8")
    base = load(root).base
    assert base is not None
    site = render(Links(base), None, ("Bo <b>",))
    said = str(page_at(site, "contributors/").blocks[0][1])
    assert "Ada &lt;i&gt;L" in said
    assert "../sections/security/" in said
    assert "<li>Bo &lt;b&gt;</li>" in said
    section = "".join(str(html) for _, html in page_at(site, "sections/security/").blocks)
    assert "Reviewed by Ada &lt;i&gt;L" in section
    assert "Authors of the files" not in str(pages_of(root)["contributors/"].blocks[0][1])


def test_print_shows_none_of_the_links() -> None:
    style = (FRONTEND / "assets/edit.css").read_text("utf-8").partition("@media print")[2]
    assert re.search(r"\.kb-foot, [^{]*a\.kb-edit \{ display: none; \}", style)
