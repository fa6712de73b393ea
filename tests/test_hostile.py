"""Hostile input in files, settings and surroundings: refused with a line, bounded, without a traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from kb.cli import main
from kb.publish.policy import inline_scripts, policy, same_scripts, with_policy
from kb.publish.sanitizing import NAME
from kb.publish.target import SiteDirError, check_target, replacing
from kb.read.folding import slug
from kb.render.text import latex
from tests.conftest import Run, copy_library
from tests.fuzz import attempt
from tests.test_bad_input import spoil

SECTION = "sections/1.1-security.yaml"


@pytest.mark.parametrize(
    "formula",
    [
        r'\text{<https://onfocus="alert(1)"/autofocus/tabindex=0>}',
        r"\style{position:fixed;background:url(https://evil.example/x)}{y}",
        r"\href{javascript:alert(1)}{y}",
        r"\class{kb-cite}{y}",
        r"\text{&lt;img src=x onerror=alert(1)&gt;}",
    ],
)
def test_a_formula_holds_mathematics_alone(formula: str) -> None:
    html = latex.html(f"A ${formula}$")
    for bad in ("onfocus=", "style=", "href=", "class=", "<img", "<https"):
        assert bad not in html


def test_a_formula_keeps_what_mathematics_needs() -> None:
    html = latex.html(r"$\sqrt{x_1^2} < \frac{a}{b}$")
    for name in ("msqrt", "msubsup", "mfrac", "&lt;"):
        assert name in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "# A {onclick=alert(1)}",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/x.png)",
        "![x](//evil.example/x.png)",
        "*x*{style=position:fixed}",
        "<svg><style>*{background:url(//evil.example)}</style></svg>",
        "<form action=https://evil.example><button>x</button></form>",
        "<link rel=stylesheet href=//evil.example><base href=//evil.example><meta http-equiv=refresh content=0>",
        "<p title='<!-- kb:totals -->'>x</p><img alt='<!-- kb:totals -->'>",
    ],
)
def test_a_page_written_by_hand_runs_nothing(text: str) -> None:
    html = Markdown(extensions=["attr_list", "tables", NAME]).convert(text)
    for bad in ("<script", "onerror", "onclick", "<iframe", "javascript:", "evil.example", "style", "<form", "alt="):
        assert bad not in html.replace('alt="x"', "")
    assert "<!-- kb:totals -->" not in html


def test_a_page_written_by_hand_keeps_its_markdown_and_placeholders() -> None:
    text = "# A {#top}\n\n<kbd>K</kbd> [b](b.md)\n\n<!-- kb:totals -->\n\n| a |\n|--:|\n| 1 |\n"
    html = Markdown(extensions=["attr_list", "tables", NAME]).convert(text)
    for good in ('<h1 id="top">', "<kbd>K</kbd>", '<a href="b.md">', "<!-- kb:totals -->", '<td align="right">'):
        assert good in html


def test_the_policy_allows_the_scripts_of_the_theme_and_no_other() -> None:
    theme = inline_scripts(['<script>f(new URL("..",location))</script><script type="application/json">{}</script>'])
    same = same_scripts(theme, ['<script>f(new URL(".",location))</script><script>evil()</script>'])
    assert same == {'f(new URL(".",location))'}
    page = with_policy("<html><head>\n<meta charset='utf-8'><title>x</title></head>", policy(same))
    assert page.index("Content-Security-Policy") < page.index("<title>")
    assert "default-src 'self'" in page
    assert page.count("sha256-") == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (SECTION, 'number: "1.1.1"', "number: '1.1.1 onfocus=\"alert(1)\" tabindex=0 autofocus'", "E210"),
        (SECTION, 'number: "1.1.1"', 'number: "1.1.²"', "E210"),
        (SECTION, 'number: "1.1"', 'number: "1.²"', "E201"),
        (SECTION, 'number: "1.1"', f'number: "1.{"9" * 4400}"', "E201"),
        ("docs/index.md", "# Tiny", "---\ntemplate: evil.html\n---\n# Tiny", "E307"),
        ("docs/index.md", "# Tiny", "---\ndescription: '\"><script>alert(1)</script>'\n---\n# Tiny", "E307"),
        ("docs/index.md", "# Tiny", r"# \</title>\<script>alert(1)\</script>", "E308"),
        ("docs/index.md", "# Tiny", "&lt;/title&gt;\n===", "E308"),
        ("mkdocs.yml", "extra:", "theme: material\nextra:", "E141"),
        ("mkdocs.yml", "extra:", "theme: {name: material, custom_dir: /tmp/precious}\nextra:", "E141"),
        ("mkdocs.yml", "extra:", "theme: {name: material, custom_dir: ../precious}\nextra:", "E141"),
        ("mkdocs.yml", "extra:", "nav: [{a: 1}]\nextra:", "E141"),
        ("mkdocs.yml", "extra:", "nav: 7\nextra:", "E141"),
        ("mkdocs.yml", "extra:", "nav: [{'</title><script>': index.md}]\nextra:", "E141"),
        ("mkdocs.yml", "extra:", "hooks: [/tmp/x.py]\nextra:", "E141"),
        ("mkdocs.yml", "extra:", "remark: 2026-13-45\nextra:", "E101"),
        ("mkdocs.yml", "extra:", f"remark: {'9' * 4500}\nextra:", "E10"),
    ],
)
def test_what_cannot_be_meant_is_refused(file: str, old: str, new: str, code: str, tiny: Path, kb: Run) -> None:
    if file == "mkdocs.yml":
        text = "\n".join(line for line in (tiny / file).read_text("utf-8").splitlines())
        (tiny / file).write_text(_without(text, "theme", "nav"), "utf-8")
    spoil(tiny, {"file": file, "replace": old, "with": new})
    result = kb("build", "--root", tiny)
    assert result.status == 1
    assert f" {code}" in result.out
    assert "should not happen" not in result.err
    assert not (tiny / "site").exists()


def _without(text: str, *names: str) -> str:
    """The settings without some, for a case gives them anew."""
    import yaml

    settings = yaml.safe_load(text)
    extra = {"extra": settings.pop("extra")}
    rest = {name: value for name, value in settings.items() if name not in names}
    return yaml.safe_dump(rest) + yaml.safe_dump(extra)


@pytest.mark.parametrize("wrong", ["plugins: 7", "markdown_extensions: 3", "extra_css: [[1]]", "validation: {a: 1}"])
def test_a_setting_that_the_renderer_refuses_is_said(wrong: str, tiny: Path, kb: Run) -> None:
    text = _without((tiny / "mkdocs.yml").read_text("utf-8"), wrong.partition(":")[0])
    (tiny / "mkdocs.yml").write_text(f"{text}{wrong}\n", "utf-8")
    result = kb("build", "--root", tiny)
    assert "Traceback" not in result.err
    assert "should not happen" not in result.err


def test_links_in_docs_that_lead_elsewhere_are_refused(tiny: Path, tmp_path: Path, kb: Run) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tiny / "docs/secret.txt").symlink_to(tmp_path / "secret.txt")
    (tiny / "docs/settings.txt").symlink_to("../mkdocs.yml")
    (tiny / "docs/loop").symlink_to(".")
    (tiny / "docs/nowhere").symlink_to("nowhere")
    result = kb("build", "--root", tiny)
    assert result.status == 1
    assert {line.split(":")[0] for line in result.lines if " E002 " in line} == {
        "docs/secret.txt",
        "docs/settings.txt",
        "docs/loop",
        "docs/nowhere",
    }


def test_pages_that_are_not_markdown_and_pictures_with_script_are_refused(tiny: Path, kb: Run) -> None:
    (tiny / "docs/evil.html").write_text("<script>alert(1)</script>")
    (tiny / "docs/evil.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    (tiny / "docs/good.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')
    found = [line.split(":")[0] for line in kb("check", "--root", tiny).lines if " E004 " in line]
    assert found == ["docs/evil.html", "docs/evil.svg"]


@pytest.mark.parametrize("place", [".", "..", "docs", "docs/new", "sections", "bibliography", ".git"])
def test_a_site_never_takes_the_place_of_sources(place: str, tiny: Path) -> None:
    with pytest.raises(SiteDirError):
        check_target(tiny / place, tiny)


def test_a_site_is_not_known_by_what_somebody_can_plant(tiny: Path) -> None:
    with replacing(tiny / "site") as work:
        (work.new / "index.html").write_text("ours")
    (tiny / "other").mkdir()
    for file in ("sitemap-works.xml", "precious.txt"):
        (tiny / "other" / file).write_text("x")
    (tiny / ".other.kb").mkdir()
    (tiny / ".other.kb/made").write_text((tiny / ".site.kb/made").read_text())
    with pytest.raises(SiteDirError, match="not a site"), replacing(tiny / "other"):
        pass
    assert (tiny / "other/precious.txt").exists()
    with replacing(tiny / "site") as work:
        (work.new / "index.html").write_text("new")
    assert (tiny / "site/index.html").read_text() == "new"


def test_a_site_that_is_a_link_is_refused(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tiny / "site").symlink_to(tmp_path / "outside")
    with pytest.raises(SiteDirError, match="is a link"), replacing(tiny / "site"):
        pass


def test_what_a_killed_build_left_is_removed_and_the_last_site_comes_back(tmp_path: Path) -> None:
    with replacing(tmp_path / "site") as work:
        (work.new / "index.html").write_text("good")
    room = tmp_path / ".site.kb"
    (tmp_path / "site").rename(room / "old")
    (room / "new").mkdir()
    (room / "scratch").mkdir()
    with pytest.raises(RuntimeError), replacing(tmp_path / "site"):
        raise RuntimeError
    assert (tmp_path / "site/index.html").read_text() == "good"
    assert sorted(path.name for path in room.iterdir()) == ["lock", "made"]


def test_names_are_no_longer_than_a_file_system_takes() -> None:
    one, two = slug("a" * 300), slug("a" * 301)
    assert len(one) <= 100
    assert one != two


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **options.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, "-m", "kb", *arguments]
    return subprocess.run(command, env=environment, text=True, check=False, stderr=subprocess.PIPE, **options)  # type: ignore[call-overload, no-any-return]


def test_a_full_disk_is_said(tiny: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = run("check", "--root", str(tiny), stdout=full)
    assert done.returncode == 1
    assert done.stderr == "kb: No space left on device; nothing more was done\n"


def test_a_terminal_with_few_letters_gets_what_it_can_show(library: Path) -> None:
    spoil(library, {"file": "bibliography/venues.yaml", "replace": '"NIPS"', "with": '"Études"'})
    done = run("check", "--root", str(library), stdout=subprocess.PIPE, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert r"\xc9tudes" in done.stdout
    assert done.stderr == ""


def test_a_port_that_is_taken_is_said(tiny: Path, kb: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = kb("serve", "--root", tiny, "--port", other.getsockname()[1])
    assert result.status == 2
    assert "choose another with --port" in result.err


def test_a_newline_in_a_key_forges_no_command(tiny: Path, kb: Run) -> None:
    spoil(tiny, {"file": SECTION, "replace": "title: Security\n", "with": 'title: Security\n"a\\n::error::x": 1\n'})
    for form in ("text", "github"):
        lines = kb("check", "--root", tiny, "--format", form).lines
        assert not any(line.startswith("::error::x") for line in lines)


def test_a_mistake_of_the_program_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise KeyError("surprise\nhere")

    monkeypatch.setattr("kb.cli.commands.check.load", fail)
    assert main(["check", "--root", str(tiny)]) == 1
    err = capsys.readouterr().err
    assert "KeyError" in err
    assert "report it" in err
    assert "Traceback" not in err


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_library(tmp_path_factory.mktemp("fuzzed") / "base")


@settings(max_examples=25, derandomize=True, database=None, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_mutation_of_a_source_ends_in_an_exception(seed: int, fuzzed: Path) -> None:
    attempt(fuzzed, seed)
