"""A browser to look at the real site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.conftest import HOST, Built

#: Without the windows of a whole browser, whose own pages take more of a test than the site's, where that is installed.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")

expect.set_options(timeout=30_000)  # milliseconds; a busy machine is slow, and not wrong


@pytest.fixture(scope="session")
def site(whole: Built) -> str:
    """Address of the real site."""
    return whole.address


@pytest.fixture(scope="session")
def browser(port: int) -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is missing")
        pytest.skip("chromium is missing: as root, apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                f"--host-resolver-rules=MAP {urlsplit(HOST).hostname} 127.0.0.1:{port}",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """A page whose errors, and whose requests to anybody else, fail the test."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: wrong.append(request.url) if not _ours(request.url, site) else None)
    yield page
    assert wrong == []


def _ours(url: str, site: str) -> bool:
    return url.startswith((site, "data:", "blob:"))
