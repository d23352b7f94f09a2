"""The page of the last verdict, live: a browser on this machine shows it, and shows it anew after each save (`watch --page`).

A frame holds the very page that `--html` writes; what is around it hears of new ones by server-sent events (HTML Living Standard, 9.2).
"""

from __future__ import annotations

import threading
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, cast

from grader.language import language, say
from grader.reports.markup import Html, tag

if TYPE_CHECKING:
    from grader.grading.results.result import Result

HERE = "127.0.0.1"
ALIVE = 10.0  # real seconds after which a browser that hears of nothing is told that somebody is there
STYLE = "html,body,iframe{height:100%;width:100%;margin:0;border:0}body{overflow:hidden}"
SCRIPT = """
const frame = document.querySelector("iframe");
new EventSource("/verdicts").onmessage = () => frame.contentWindow.location.reload();
"""


class LivePage:
    """A server for one browser, or several. `address` is what they open. OSError: this system gives no port."""

    def __init__(self) -> None:
        self._server = _Server((HERE, 0), _Handler)
        self.address = f"http://{HERE}:{self._server.server_address[1]}/"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def start(self) -> None:
        """Serve from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def show(self, result: Result) -> None:
        """Let this be the page, and tell the browsers."""
        with self._server.changed:
            self._server.result = result
            self._server.number += 1
            self._server.changed.notify_all()


class _Server(ThreadingHTTPServer):
    """Holds the last result; each request has a thread of its own."""

    daemon_threads = True
    block_on_close = False  # a browser may listen for as long as it likes

    def __init__(self, *words: Any) -> None:
        super().__init__(*words)
        self.changed = threading.Condition()
        self.result: Result | None = None
        self.number = 0

    def later_than(self, known: int) -> int:
        """Wait for another verdict than this, but not for ever. Returns the number of the last one."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != known, timeout=ALIVE)
            return self.number

    def handle_error(self, *_: object) -> None:
        """A browser that goes away is no error."""


class _Handler(BaseHTTPRequestHandler):
    """Answers a browser of this machine. A page of somebody else's can't ask: the name by which it asks is looked at."""

    def do_GET(self) -> None:
        """Answer."""
        server = cast("_Server", self.server)
        port = server.server_address[1]
        if self.headers.get("Host") not in (f"{HERE}:{port}", f"localhost:{port}"):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == "/":
            self._send(_around())
        elif self.path == "/page":
            self._send(_page(server.result))
        elif self.path == "/verdicts":
            self._tell(server)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, text: str) -> None:
        data = text.encode("utf-8", "replace")
        self._head("text/html; charset=utf-8", length=len(data))
        self.wfile.write(data)

    def _tell(self, server: _Server) -> None:
        """Tell of each verdict, until the browser goes away."""
        known = server.number
        self._head("text/event-stream")
        with suppress(OSError):
            while True:
                now = server.later_than(known)
                self.wfile.write(b":\n\n" if now == known else b"data: new\n\n")
                known = now

    def _head(self, kind: str, length: int | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is the verdicts'."""


def _page(result: Result | None) -> str:
    if result is None:
        return _document(tag("p", say("Nothing has been graded yet: save a file.")))
    from grader.reports.page.page import page  # noqa: PLC0415 - only when somebody looks

    return page(result)


def _around() -> str:
    return _document(tag("iframe", src="/page", title="awaitlings"), tag("script", Html(SCRIPT)), style=STYLE)


def _document(*body: Html, style: str = "") -> str:
    head = tag("head", tag("meta", charset="utf-8"), tag("title", "awaitlings"), tag("style", Html(style)))
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', *body), lang=language())}\n"
