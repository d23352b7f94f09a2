"""The page beside a session of watching: asked for as a browser asks."""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.practice.watch.live_page import LivePage
from grader.reports.page.page import page
from grader.tests.practice.copies import labelled, save
from grader.tests.reports.samples import HALF


@pytest.fixture
def live() -> Iterator[LivePage]:
    """A page that is served."""
    served = LivePage()
    served.start()
    yield served
    served.stop()


def _ask(address: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=60)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def test_the_page_is_that_of_the_last_verdict(live: LivePage) -> None:
    """Before the first verdict a sentence stands there; then the very page that `--html` writes."""
    assert "Nothing has been graded yet" in _ask(live.address, "/page").read().decode()
    live.show(replace(HALF, title="Before"))
    live.show(HALF)
    assert _ask(live.address, "/page").read().decode() == page(HALF)


def test_a_browser_hears_of_each_verdict(live: LivePage) -> None:
    """What is around the page listens; each verdict is told as an event."""
    assert 'new EventSource("/verdicts")' in _ask(live.address, "/").read().decode()
    heard = _ask(live.address, "/verdicts")
    assert heard.headers["Content-Type"] == "text/event-stream"
    for _ in range(2):
        live.show(HALF)
        assert heard.readline() == b"data: new\n"
        assert heard.readline() == b"\n"


def test_nobody_else_is_answered(live: LivePage) -> None:
    """A page from elsewhere that asks by a name of its own is refused; what isn't there isn't found."""
    assert _ask(live.address, "/page", Host="elsewhere.example").status == 403
    assert _ask(live.address, "/../noxfile.py").status == 404


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_session_serves_it(kit: Path) -> None:
    """`watch --page` says the address; after a save, the page there tells the verdict."""
    from grader.tests.practice.terminals import KEYS, Terminal  # noqa: PLC0415 - Windows has no pty

    with Terminal(kit, "watch", "limit_workers", "--page") as terminal:
        address = terminal.shows(KEYS).partition("The page, in your browser: ")[2].split()[0]
        save(kit, "limit_workers", labelled("limit_workers", "wrong/no_limit"))
        terminal.verdict("explain -- too-many-at-once")
        assert "jobs ran at the same time; the limit is 3." in _ask(address, "/page").read().decode()
