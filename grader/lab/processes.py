"""The handle of a `process` probe: it works in any process, and asks the judge over a socket of its own.

The kernel tells the judge which process is at the other end, so no program can pretend to have used another one.
"""

from __future__ import annotations

import json
import os
import socket
from typing import Any

from grader.lab import wire


class ProcessHandle:
    """An ordinary, picklable function. `address` is the judge's Unix socket."""

    def __init__(self, address: str, name: str) -> None:
        self.address, self.name = address, name
        self.__name__ = self.__qualname__ = name

    def __call__(self, *args: Any) -> Any:
        """Let the judge answer; the process is at work until it does."""
        with socket.socket(socket.AF_UNIX) as sock:
            sock.connect(self.address)
            wire.send(sock, {"probe": self.name, "args": [wire.pack(arg) for arg in args], "pid": os.getpid()})
            line = sock.makefile("rb").readline(wire.LINE)
        if not line:
            raise RuntimeError(f"{self.name} was called after the program was over.")
        how, value, type_ = json.loads(line)
        if how == "raised":
            raise getattr(__import__("builtins"), type_)(value)
        return value
