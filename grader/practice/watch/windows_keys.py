"""A keyboard on Windows: the console is asked for keys by msvcrt."""

from __future__ import annotations

import importlib
import time
from typing import Any

LOOK = 0.05  # real seconds between two looks: the console wakes nobody
FIRST_OF_TWO = ("\0", "\xe0")


class Keyboard:
    """The console."""

    def __init__(self) -> None:
        self._console: Any = importlib.import_module("msvcrt")

    def take(self) -> None:
        """Nothing needs to be set."""

    def give_back(self) -> None:
        """Nothing was set."""

    def waiting(self) -> str:
        """Wait a moment for keys. An arrow or the like comes as two, and means nothing here."""
        found = ""
        while self._console.kbhit():
            key = self._console.getwch()
            if key in FIRST_OF_TWO:
                self._console.getwch()
            else:
                found += str(key)
        if not found:
            time.sleep(LOOK)
        return found
