"""Which play a check speaks of: the one that it looked at last. Of that one, the timeline is drawn, and the kind of mistake is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.recording.recording import Recording, Recordings

Note = Callable[[Recording], None]


class Watched:
    """A recording, as a check gets it: `note` hears of each look at it."""

    def __init__(self, recording: Recording, note: Note) -> None:
        self._recording, self._note = recording, note

    def __getattr__(self, name: str) -> Any:
        """Note the look, and answer it."""
        self._note(self._recording)
        return getattr(self._recording, name)


class Reading:
    """What a check has looked at, of one question."""

    def __init__(self) -> None:
        self._asked: list[Recording] = []  # plays that the question names, each by itself
        self._last: Recording | None = None

    def watched(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Give a question to a check, so that its looks are noted."""
        self._last, self._asked = None, [one for one in question.values() if isinstance(one, Recording)]
        return {name: self._watched(one) for name, one in question.items()}

    def _watched(self, value: Any) -> Any:
        if isinstance(value, Recordings):
            return Recordings([self._watched(one) for one in value])
        return Watched(value, self._look)

    def _look(self, recording: Recording) -> None:
        self._last = recording

    @property
    def subject(self) -> Recording | None:
        """The play in question: the cancelled one, if it was set beside one that was not; else the last that was looked at."""
        cancelled = [one for one in self._asked if one.cancels]
        return cancelled[0] if len(cancelled) == 1 else self._last or next(iter(self._asked), None)
