"""A keyboard on Linux and macOS: the terminal hands each key over at once, and doesn't show it."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import select
import sys
from typing import Any

LOOK = 0.05  # real seconds between two looks at whether somebody wants to stop
ARROWS = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O.)?")  # and the like: an escape, and more


class Keyboard:
    """The terminal that is standard input."""

    def __init__(self) -> None:
        self._termios: Any = importlib.import_module("termios")
        self._before: Any = None

    def take(self) -> None:
        """Let the terminal hand over keys one by one. Ctrl-C stays what it is."""
        with contextlib.suppress(self._termios.error):
            self._before = self._termios.tcgetattr(sys.stdin.fileno())
            importlib.import_module("tty").setcbreak(sys.stdin.fileno(), self._termios.TCSADRAIN)

    def give_back(self) -> None:
        """Leave the terminal as it was."""
        if self._before is not None:
            with contextlib.suppress(self._termios.error, OSError, ValueError):
                self._termios.tcsetattr(sys.stdin.fileno(), self._termios.TCSADRAIN, self._before)

    def waiting(self) -> str:
        """Wait a moment for keys. An arrow or the like means nothing here.

        OSError, ValueError: the terminal is gone.
        """
        if not select.select([sys.stdin], [], [], LOOK)[0]:
            return ""
        data = os.read(sys.stdin.fileno(), 100)
        if not data:
            raise OSError
        return ARROWS.sub("", data.decode("utf-8", "ignore"))
