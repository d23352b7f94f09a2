"""What a started interpreter runs: it gets ready, waits until it is wanted, connects to the judge, and becomes a subject.

Its standard input holds one line of JSON: the judge's port, the token to say there, and the file that a crash is told to. Until that
has come nothing happens here: so the judge can put the process where it belongs first (see grader.subjects.portable.windows_job).
"""

from __future__ import annotations

import gc
import json
import os
import socket
import sys
from typing import NoReturn

from grader.lab.subject import prepare
from grader.subjects import main as subject

HOST = "127.0.0.1"


def main() -> NoReturn:
    """Act plays, until the judge is gone."""
    told = json.loads(_line())
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    sys.stdout, sys.stderr = (
        open(file, "w", buffering=1, encoding="utf-8", errors="replace", newline="\n", closefd=False)  # noqa: SIM115
        for file in (1, 2)
    )
    before = prepare()
    gc.collect()
    gc.freeze()
    trace = os.open(told["trace"], os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
    control = socket.socket()
    control.connect((HOST, told["port"]))  # not create_connection: that imports more, and what is imported now is no play's
    control.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    control.sendall(told["token"].encode() + b"\n")
    subject.main(control, trace, before)


def _line() -> bytes:
    """Read the one line. A judge that is gone ends this process."""
    line = b""
    while not line.endswith(b"\n"):
        if not (data := os.read(0, 4096)):
            os._exit(0)
        line += data
    return line
