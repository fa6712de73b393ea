"""The preview: a change of a source shows, a mistake leaves what was there."""

from __future__ import annotations

import gc
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.publish.serve import Preview, _Server, rebuild
from tests.conftest import Run


@pytest.fixture
def preview(tiny: Path, tmp_path: Path) -> Preview:
    preview = Preview(tiny, tmp_path / "served")
    assert preview.rebuild() == []
    return preview


def edit(preview: Preview, file: str, old: str, new: str) -> None:
    path = preview.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def text_at(preview: Preview, path: str) -> str:
    preview.bring(path)
    return (preview.site_dir / path).read_text("utf-8")


def shown(preview: Preview, page: str) -> str:
    return text_at(preview, f"{page}/index.html".lstrip("/"))


def test_an_edited_note_shows_on_the_section_and_on_the_work(preview: Preview) -> None:
    drawing = preview.drawing
    edit(preview, "sections/1.1-security.yaml", "attacks that steal", "ways to steal")
    assert preview.rebuild() == []
    assert preview.drawing is drawing, "nothing had to be drawn again"
    assert "ways to steal a model" in shown(preview, "sections/security")
    assert "ways to steal a model" in shown(preview, "works/tramer2016stealing")


def test_only_the_preview_says_how_pages_get_links_to_their_sources(preview: Preview) -> None:
    assert "KB_REPO_URL" in shown(preview, "sections/security")
    assert "KB_REPO_URL" in shown(preview, "")
    edit(preview, "mkdocs.yml", "site_name:", "repo_url: https://github.com/some/notes\nsite_name:")
    preview.rebuild()
    assert "KB_REPO_URL" not in shown(preview, "")
    assert "https://github.com/some/notes/edit/main/docs/index.md#L1" in shown(preview, "")
    edit(preview, "sections/1.1-security.yaml", "tldr:", "# a remark\ntldr:")
    before = shown(preview, "works/tramer2016stealing")
    preview.rebuild()
    assert shown(preview, "works/tramer2016stealing") != before, "its citations stand a line further down"


def test_a_citation_removed_shows_on_the_pages_of_the_author_and_the_year(preview: Preview) -> None:
    assert "1 section<" in shown(preview, "authors/tom-b-brown")
    for line in (
        '  - {work: brown2020language, at: "1.1", page: 4, group: 1, role: model, note: "GPT-3 & friends"}\n',
        '  - {work: brown2020language, at: "1.1.2", page: 8, group: 4, role: example, note: prompting}\n',
    ):
        edit(preview, "sections/1.1-security.yaml", line, "")
    preview.rebuild()
    assert "0 sections<" in shown(preview, "authors/tom-b-brown")
    assert "0 sections<" in shown(preview, "years/2020")
    assert "0 sections<" in shown(preview, "years/2020s")


def test_the_search_follows(preview: Preview) -> None:
    def folder() -> str:
        return str(json.loads(text_at(preview, "search/index.json"))["folder"])

    before = folder()
    assert '"purloin":' not in text_at(preview, f"{before}/words-0.json")
    edit(preview, "sections/1.1-security.yaml", "attacks that steal", "ways to purloin")
    preview.rebuild()
    assert '"purloin":' in text_at(preview, f"{folder()}/words-0.json")
    preview.bring(f"{before}/words-0.json")
    assert not (preview.site_dir / before / "words-0.json").exists(), "the old index is gone"


def test_nothing_is_made_before_somebody_asks_for_it(preview: Preview) -> None:
    assert not preview.site_dir.exists()
    preview.bring("works/brown2020language/brown2020language.ris")
    made = {path.name for path in preview.site_dir.rglob("*") if path.is_file()}
    assert made == {"brown2020language.ris"}


@pytest.mark.parametrize(
    "path", ["works/nobody2020nothing/index.html", "nothing.png", "works", "search/none.json", "x/"]
)
def test_what_is_not_there_is_not_made(path: str, preview: Preview) -> None:
    preview.bring("works/brown2020language/index.html")
    preview.bring(path)
    assert not (preview.site_dir / path).is_file()


def test_another_heading_is_drawn_when_its_page_is_opened(preview: Preview) -> None:
    edit(preview, "sections/1.1-security.yaml", "What next?", "What now?")
    drawing = preview.drawing
    assert preview.rebuild() == []
    assert "What now?" in shown(preview, "works/brown2020language")
    assert preview.drawing is drawing, "no heading of this page is another"
    contents = shown(preview, "sections/security").partition('data-md-component="toc"')[2].partition("</nav>")[0]
    assert "What now?" in contents
    assert preview.drawing is not drawing


def test_an_edited_title_shows_in_the_menu_of_every_page(preview: Preview) -> None:
    edit(preview, "sections/1.1-security.yaml", "title: Security", "title: Safety")
    assert preview.rebuild() == []
    assert "1.1 Safety" in shown(preview, "works/brown2020language")


def test_an_edited_page_shows(preview: Preview) -> None:
    edit(preview, "docs/index.md", "# Tiny", "# Small, see [@brown2020language]")
    assert preview.rebuild() == []
    data = 'data-work="brown2020language"'  # by which the link opens into a preview
    assert f'<a class="kb-cite" {data} href="works/brown2020language/">Brown et al. 2020</a>' in shown(preview, "")


def test_totals_on_a_page_written_by_hand_follow(preview: Preview) -> None:
    assert "cited 5 times" in shown(preview, "")
    line = '  - {work: brown2020language, at: "1.1.2", page: 8, group: 4, role: example, note: prompting}\n'
    edit(preview, "sections/1.1-security.yaml", line, "")
    preview.rebuild()
    assert "cited 4 times" in shown(preview, "")


def test_a_work_that_is_removed_leaves_nothing_behind(preview: Preview) -> None:
    assert "uscopyrightoffice2021more" in text_at(preview, "sitemap-works.xml")
    assert "fair use" in shown(preview, "works/uscopyrightoffice2021more")
    edit(preview, "bibliography/errata.yaml", "uscopyrightoffice2021more", "brown2020language")
    line = '  - {work: uscopyrightoffice2021more, at: "1.1.1", page: 6, group: 3, role: policy, note: "fair use"}\n'
    edit(preview, "sections/1.1-security.yaml", line, "")
    edit(preview, "sections/1.1-security.yaml", "group: 4", "group: 3")
    path = preview.root / "bibliography/references.bib"
    path.write_text(path.read_text("utf-8").partition("\n@misc{uscopyright")[0], "utf-8")
    assert preview.rebuild() == []
    preview.bring("works/uscopyrightoffice2021more/index.html")
    assert not (preview.site_dir / "works/uscopyrightoffice2021more/index.html").exists()
    for other in ("sitemap-works.xml", "exports/references.bib", "search/search_index.json"):
        assert "uscopyrightoffice2021more" not in text_at(preview, other), other


def test_a_mistake_leaves_the_last_good_site_and_a_mended_one_replaces_it(preview: Preview) -> None:
    before = shown(preview, "sections/security")
    edit(preview, "sections/1.1-security.yaml", "role: policy", "role: proof")
    assert [problem.code for problem in preview.rebuild()] == ["E109"]
    assert shown(preview, "sections/security") == before
    edit(preview, "sections/1.1-security.yaml", "role: proof", "role: evidence")
    assert preview.rebuild() == []
    assert shown(preview, "sections/security") != before


def test_a_broken_knowledge_base_is_not_served(tiny: Path, kb: Run) -> None:
    (tiny / "sections/1.1-security.yaml").write_text("", "utf-8")
    result = kb("serve", "--root", tiny)
    assert result.status == 1
    assert "E102 the file is empty" in result.out


def test_whatever_an_edit_raises_the_last_good_site_stays(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = shown(preview, "sections/security")
    edit(preview, "sections/1.1-security.yaml", "attacks that steal", "ways to steal")

    def fail(*_: object) -> None:
        raise KeyError("surprise")

    with monkeypatch.context() as patch:
        patch.setattr("kb.publish.serve.load", fail)
        rebuild(preview)
    assert "the last good site is shown" in capsys.readouterr().err
    assert shown(preview, "sections/security") == before
    rebuild(preview)
    assert "ways to steal a model" in shown(preview, "sections/security")


def test_what_was_shown_before_an_edit_is_not_kept(preview: Preview) -> None:
    for path in ("works/brown2020language/index.html", "search/index.json", "exports/knowledge-base.ttl", "index.html"):
        preview.bring(path)
    before = weakref.ref(preview._shown)
    assert before() is not None
    preview.rebuild()
    gc.collect()
    assert before() is None


def test_a_page_that_cannot_be_made_says_why(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("surprise")

    said: list[str] = []
    server = _Server(preview, lambda: None, 0)
    asked = {"PATH_INFO": "/works/brown2020language/"}
    with monkeypatch.context() as patch:
        patch.setattr("kb.publish.on_demand.page_files", fail)
        (answer,) = server.serve_request(asked, lambda status, _: said.append(status))
    assert (said, answer) == (["500 Internal Server Error"], b"kb: KeyError: 'surprise'")
    assert "Brown" in b"".join(server.serve_request(asked, lambda status, _: said.append(status))).decode()
    assert said[1] == "200 OK"


def until(happens: Callable[[], bool]) -> None:
    """Waits for something, for a minute at most."""
    end = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_folder_that_was_away_is_seen_again_and_nothing_stays_behind(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary/kb-serve-999999999-killed").mkdir()
    command = [sys.executable, "-m", "kb", "serve", "--root", str(tiny), "--port", str(port)]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)

    def page() -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sections/security/") as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            return ""

    try:
        until(lambda: "Serving on" in (tmp_path / "log").read_text())
        until(lambda: socket.socket().connect_ex(("127.0.0.1", port)) == 0)
        assert "ways to steal" not in page()
        with pytest.raises(urllib.error.HTTPError) as wrong:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sections/securty/")
        assert wrong.value.code == 404
        assert "There is no page at this address" in wrong.value.read().decode()
        said = len((tmp_path / "log").read_text())
        shutil.move(tiny / "sections", tiny / "away")
        until(lambda: len((tmp_path / "log").read_text()) > said)
        shutil.move(tiny / "away", tiny / "sections")
        file = tiny / "sections/1.1-security.yaml"
        file.write_text(file.read_text("utf-8").replace("attacks that steal", "ways to steal"), "utf-8")
        until(lambda: "ways to steal" in page())
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    assert "Traceback" not in (tmp_path / "log").read_text()
    assert list((tmp_path / "temporary").iterdir()) == []
