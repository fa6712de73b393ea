"""A site of hostile records, served as it is: nothing runs, and nothing is asked of another host."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kb import load
from kb.publish.site import build_site
from tests.conftest import Quiet, Run, copy_library

#: What would run, or call out, in text, in an attribute, in Markdown, in mathematics and in a title.
ATTACK = (
    "&lt;img src=x onerror=evil()&gt; ' onfocus=evil() autofocus x='"
    " \\`[x](javascript:evil\\(\\))![x](//evil.example/x.png)"
)
MATH = r"$\text{<https://onfocus=evil()/autofocus/tabindex=0>}\style{background:url(https://evil.example/)}{y}$"
HAND = """# Tiny

<script>evil()</script> <img src=x onerror="evil()"> <img src="https://evil.example/x.png">

<iframe srcdoc="<script>parent.evil()</script>"></iframe>

## Here {onclick="evil()" style="background:url(https://evil.example/)"}

## <svg onload=evil()></svg> {data-toc-label="<img src=x onerror=evil()>"}

<style>body{background:url(https://evil.example/)}</style><link rel="stylesheet" href="https://evil.example/x.css">

</article></main><script>evil()</script>

[x](javascript:evil()){autofocus onfocus="evil()"}

<!-- kb:totals -->
"""
PAGES = (
    "",
    "sections/security/",
    "works/",
    "works/tramer2016stealing/",
    "topics/",
    "topics/attacks/",
    "authors/",
    "authors/tom-b-brown/",
    "venues/",
    "venues/neurips/",
    "years/",
    "graph/",
    "graph/?node=work:tramer2016stealing",
    "graph/pictures/",
    "search/?q=models",
    "search/?q=<img src=x onerror=evil()>",
    "glossary/",
    "errata/",
)


def spoil(root: Path) -> None:
    """Writes the attack into every text of the records that lets it through, and all that there is into a page."""
    said = ATTACK.replace("\\", "\\\\")
    for file, texts in {
        "sections/1.1-security.yaml": ("Models leak", "Models can be stolen.", "GPT-3 & friends", "fair use"),
        "bibliography/topics.yaml": ("Failures and attacks.", "model stealing", "Theft of models"),
        "bibliography/people.yaml": (),
        "bibliography/venues.yaml": ("Conference on Neural",),
    }.items():
        text = (root / file).read_text("utf-8")
        for old in texts:
            assert old in text
            text = text.replace(old, f"{old} {said}" if f'"{old}' in text else f"{old} {ATTACK.split()[0]}")
        (root / file).write_text(text, "utf-8")
    section = root / "sections/1.1-security.yaml"
    section.write_text(section.read_text("utf-8").replace("citations:\n", "terms: [leak]\ncitations:\n"), "utf-8")
    bib = root / "bibliography/references.bib"
    bib.write_text(bib.read_text("utf-8").replace("title = {", f"title = {{{MATH} ", 1), "utf-8")
    (root / "bibliography/glossary.yaml").write_text(
        f'- slug: leak\n  term: "Leak {said}"\n  definition: "{said}"\n  section: security\n  page: 5\n', "utf-8"
    )
    (root / "bibliography/errata.yaml").write_text(
        f'- label: "{said}"\n  work: tramer2016stealing\n  kind: title\n  printed: "{said}"\n  wrong: "{said}"\n',
        "utf-8",
    )
    (root / "docs/index.md").write_text(HAND, "utf-8")


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def hostile(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a site of hostile records; what the check would refuse is built all the same."""
    from kb.link import Links
    from kb.render import render

    root = copy_library(tmp_path_factory.mktemp("hostile") / "base")
    spoil(root)
    loaded = load(root)
    assert loaded.base is not None
    assert loaded.config is not None
    folder = root.parent / "served"
    build_site(root, loaded.config.values, render(Links(loaded.base)), folder, request.param, lambda _: None)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_nothing_runs_and_nothing_is_asked_of_another_host(browser: Browser, hostile: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    ran: list[str] = []
    asked: list[str] = []
    refused: list[str] = []
    page.expose_function("evil", lambda *_: ran.append(page.url))
    page.on("request", lambda request: asked.append(request.url) if "evil" in request.url else None)
    page.on("console", lambda line: refused.append(line.text) if "Content Security" in line.text else None)
    for address in PAGES:
        page.goto(f"{hostile}{address}", wait_until="load")
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() >= 1
        attributes = "elements => elements.flatMap(e => [...e.attributes].map(a => a.name).filter(n => /^on/.test(n)))"
        assert page.locator("*").evaluate_all(attributes) == [], address
        embedded = page.locator("iframe, object, embed, [autofocus]:not(input)")
        assert embedded.evaluate_all("elements => elements.map(e => e.outerHTML.slice(0, 200))") == [], address
    context.close()
    assert ran == []
    assert [url for url in asked if "://evil" in url] == []
    assert refused == [], "the first wall holds, so the second has nothing to refuse"


@pytest.mark.parametrize("link", ["a[data-work=brown2020language]", "a[data-definition]"])
def test_a_preview_runs_nothing(link: str, browser: Browser, hostile: str) -> None:
    page = browser.new_page()
    ran: list[str] = []
    page.expose_function("evil", lambda *_: ran.append(page.url))
    page.goto(f"{hostile}sections/security/")
    page.locator(link).first.hover()
    preview = page.get_by_role("tooltip")
    preview.wait_for()
    assert "evil" in preview.inner_text()
    assert preview.locator("img, [onerror], [onfocus], [autofocus], a[href^='javascript:']").count() == 0
    page.close()
    assert ran == []


def test_a_script_that_came_through_would_not_run(browser: Browser, tiny: Path, tmp_path: Path, kb: Run) -> None:
    assert kb("build", "--root", tiny, "--site-dir", tmp_path / "site").status == 0
    index = tmp_path / "site/index.html"
    attack = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
    index.write_text(index.read_text("utf-8").replace("</article>", f"{attack}</article>"), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="networkidle")
    assert page.title() == "Tiny"
    page.close()
    server.shutdown()
