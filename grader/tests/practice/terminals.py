"""A real pseudo-terminal in which a command runs, keys are typed, and what is shown is read."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from fcntl import ioctl
from pathlib import Path
from typing import Self

from grader.tests.practice.copies import settings

PATIENCE = 60  # real seconds: on a busy machine, too, something is shown by then
KEYS = "q quit"  # the end of each answer
CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A command of the learner's loop in a terminal of its own."""

    def __init__(self, kit: Path, *words: str, **others: str) -> None:
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
        command = [sys.executable, "-m", "grader.practice", *words]
        self.process = subprocess.Popen(
            command, cwd=kit, env=settings(**others), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - Ctrl-C is to reach it by its terminal
        )  # fmt: skip
        self._theirs, self._seen = theirs, ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)
        os.close(self._ours)
        os.close(self._theirs)

    def press(self, keys: str) -> None:
        """Type keys."""
        os.write(self._ours, keys.encode())

    def shows(self, text: str) -> str:
        """Wait until the terminal has shown a text. Returns all that came until then; that is not looked at again."""
        while text not in self._seen:
            assert select.select([self._ours], [], [], PATIENCE)[0], f"{text!r} was not shown, but: {self._seen}"
            self._seen += CODES.sub("", os.read(self._ours, 65536).decode("utf-8", "replace")).replace("\r", "")
        before, _, self._seen = self._seen.partition(text)
        return before + text

    def verdict(self, text: str) -> str:
        """Wait until a verdict has been shown that says so; another one may come first, of a file that is half written."""
        return self.shows(text) + self.shows(KEYS)

    def settings(self) -> list[object]:
        """Tell how the terminal is set."""
        return termios.tcgetattr(self._theirs)

    def ends(self) -> int:
        """Wait until the command has ended. Returns its exit code."""
        while self.process.poll() is None:
            if select.select([self._ours], [], [], 0.1)[0]:
                self._seen += os.read(self._ours, 65536).decode("utf-8", "replace")
        return self.process.returncode

    def rest(self) -> str:
        """Tell what was shown and not looked at yet."""
        while select.select([self._ours], [], [], 0)[0]:
            self._seen += os.read(self._ours, 65536).decode("utf-8", "replace")
        return self._seen
