"""Keys, one by one, without Enter: told from a thread of its own."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator

from grader.practice.watch import posix_keys, windows_keys

GONE = "\x04"  # what is told where the terminal is gone: the end of all input


def at_a_terminal() -> bool:
    """Whether somebody can see what is shown, and press keys."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        return sys.stdin.isatty() and sys.stdout.isatty()
    return False


class Keys:
    """Tells of each key that is pressed, until it is stopped."""

    def __init__(self, pressed: Callable[[str], object]) -> None:
        self._pressed = pressed
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._board = windows_keys.Keyboard() if sys.platform == "win32" else posix_keys.Keyboard()

    def start(self) -> None:
        """Begin to listen; the terminal shows no more what is typed."""
        self._stopped.clear()
        self._board.take()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Listen no more, and give the terminal back as it was."""
        self._stopped.set()
        if self._thread:
            self._thread.join()
        self._board.give_back()

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Leave the terminal to another program meanwhile."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def _listen(self) -> None:
        try:
            while not self._stopped.is_set():
                for key in self._board.waiting():
                    self._pressed(key)
        except (OSError, ValueError):
            self._pressed(GONE)
