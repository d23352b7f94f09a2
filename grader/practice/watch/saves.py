"""Tells of files that are saved below a folder, from a thread of its own; also when the folder is moved away, and comes back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

import watchfiles

SETTLES = 40  # real milliseconds in which further changes are told together with the first: an editor saves in several steps
STEP = 10  # between two looks at what the system has told
POLL = 300  # between two looks at the files themselves, where the system tells nothing
LOOK = 500  # between two looks at the folder itself

Saved = Callable[[set[Path]], object]


class Saves:
    """Watches a folder until it is stopped. `saved` is told of files; `heard`, of the folder: "gone", "back", or "watched" from now on."""

    def __init__(self, folder: Path, saved: Saved, heard: Callable[[str], object], *, poll: bool = False) -> None:
        self._folder, self._saved, self._heard, self._poll = folder, saved, heard, poll
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        """Watch; anew, where the folder is another one than before."""
        while not self._stopped.is_set():
            if _which(self._folder) is None:
                self._wait_for_it()
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                self._look()
            self._stopped.wait(STEP / 1000)

    def _wait_for_it(self) -> None:
        self._heard("gone")
        while not self._stopped.wait(STEP / 1000):
            if _which(self._folder) is not None:
                self._heard("back")
                return

    def _look(self) -> None:
        """Tell of changes, until the folder is another one."""
        which = _which(self._folder)
        changes = watchfiles.watch(
            self._folder, watch_filter=lambda _, name: name.endswith(".py"), debounce=SETTLES, step=STEP, rust_timeout=LOOK,
            poll_delay_ms=POLL, stop_event=self._stopped, yield_on_timeout=True, raise_interrupt=False, force_polling=self._poll or None,
        )  # fmt: skip
        first = True
        for found in changes:
            if first:
                self._heard("watched")  # what was saved before nobody has told
            first = False
            if found:
                self._saved({Path(name) for _, name in found})
            if _which(self._folder) != which:
                return


def _which(folder: Path) -> tuple[int, int] | None:
    """Tell which folder that is; None, where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
