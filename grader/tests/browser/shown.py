"""The browser of this machine, and a page that is shown in it: for all that look at pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

VARIABLE = "AWAITLINGS_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
NONE = f"No browser of the Chromium family was found. Install one (Debian: apt-get install chromium), or name it in {VARIABLE}."
DESKTOP, TELEPHONE = 1200, 380  # pixels


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this machine."""
    path = os.environ.get(VARIABLE) or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(NONE, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def show(browser: Browser) -> Iterator[Any]:
    """Open a page; nothing that it asks for, and nothing that it complains of, goes unnoticed."""
    contexts: list[tuple[BrowserContext, list[str]]] = []

    def shown(path: Path, width: int = DESKTOP, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        opened = context.new_page()
        seen: list[str] = []
        contexts.append((context, seen))
        opened.on("request", lambda request: seen.append(request.url))
        opened.on("console", lambda message: seen.append(message.text))
        opened.on("pageerror", lambda error: seen.append(str(error)))
        opened.goto(path.as_uri())
        assert seen == [path.as_uri()]
        return opened

    yield shown
    for context, seen in contexts:
        context.close()
        assert len(seen) == 1, seen
