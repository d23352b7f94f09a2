"""A session of watching: saved files and keys come in as events, one after the other; verdicts and answers are shown."""

from __future__ import annotations

import gc
import queue
import signal
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from grader.cli.ending import Told, in_words, reason, told
from grader.cli.signals import INTERRUPTED
from grader.cli.streams import complain
from grader.grading.grader import Way
from grader.grading.kept_plays import KeptPlays, folder_for
from grader.grading.kit import Entry
from grader.grading.results.result import Result
from grader.grading.run import Served, see_that_it_can, serve
from grader.language import say
from grader.practice import notes as noting
from grader.practice.graded import FOLDER, note
from grader.practice.watch.answers import Answers
from grader.practice.watch.keys import Keys, at_a_terminal
from grader.practice.watch.live_page import LivePage
from grader.practice.watch.saves import Saves
from grader.practice.watch.screen import Screen
from grader.subjects.fork.host import keep_server

TURN = 0.2  # real seconds; on Windows, no Ctrl-C is heard while a thread waits for longer
AGAIN = 0.05  # real seconds that a missing or empty file gets: it may just be written anew
QUIT = ("q", "\x03", "\x04")


def watch(entries: Sequence[Entry], *, poll: bool = False, page: bool = False) -> int:
    """Watch these exercises until somebody quits. Returns the exit code. Misuse: they can't be graded, or no page can be served."""
    see_that_it_can(entries, FOLDER)
    codes: list[int] = []
    with keep_server():
        screen = Screen(terminal=at_a_terminal(), live=_live_page() if page else None)
        way = Way(kept=KeptPlays(folder_for()), seen=screen.seen)
        serve(entries, lambda grade: codes.append(Session(entries, grade, screen, poll=poll).run()), way)
    return codes[0]


def _live_page() -> LivePage:
    try:
        return LivePage()
    except OSError as error:
        raise told(say("The page can't be served here: {reason}.", reason=reason(error)), error) from None


class Session:
    """One session. Its threads only put events down; all else is done here, in the main thread."""

    def __init__(self, entries: Sequence[Entry], grade: Served, screen: Screen, *, poll: bool) -> None:
        self._entries, self._grade, self._screen = entries, grade, screen
        self._events: queue.SimpleQueue[tuple[str, object]] = queue.SimpleQueue()
        self._notes = noting.read(complain)
        self._files = {(FOLDER / entry.path).resolve(): entry for entry in entries}
        self._saves = Saves(FOLDER, self._saved, self._put, poll=poll)
        self._keys = Keys(self._pressed) if screen.terminal else None
        self._answers = Answers(entries, self._notes, screen, self._keys)
        self._playing: Entry | None = None
        self._signalled = False
        self._judged: dict[str, tuple[int, int, int] | None] = {}

    def run(self) -> int:
        """Run until somebody quits. Returns the exit code."""
        gc.freeze()
        with ExitStack() as stack:
            if self._keys:
                self._keys.start()
                stack.callback(self._keys.stop)
            if self._screen.live:
                self._screen.live.start()
                stack.callback(self._screen.live.stop)
            self._saves.start()
            stack.callback(self._saves.stop)
            stack.callback(signal.signal, signal.SIGINT, signal.signal(signal.SIGINT, self._interrupted))
            self._begin()
            while self._take(*self._next()):
                pass
        if not self._signalled:
            return 0
        self._screen.say("")
        self._screen.say(say("Watching has ended; your files are as you left them."))
        return INTERRUPTED

    # --- events
    def _interrupted(self, _number: int, _frame: object) -> None:
        """Ctrl-C, or what does the same: end what is being played, and then the session."""
        self._signalled = True
        self._put("key", QUIT[0])
        self._grade.end()

    def _put(self, kind: str, about: object = None) -> None:
        self._events.put((kind, about))

    def _saved(self, files: set[Path]) -> None:
        """Note what was saved; a newer save ends the play of the older one."""
        saved = [entry for file in files if (entry := self._files.get(file.resolve()))]
        if saved:
            self._put("saved", saved)
            playing = self._playing
            if playing is not None and playing in saved and self._is_new(playing):
                self._grade.end()

    def _is_new(self, entry: Entry) -> bool:
        """Whether a file is another one than what was judged last: systems tell of one save more than once."""
        return entry.name not in self._judged or _seen(entry) != self._judged[entry.name]

    def _pressed(self, key: str) -> None:
        self._put("key", key)
        if key in QUIT:
            self._grade.end()

    def _next(self) -> tuple[str, object]:
        while True:
            with suppress(queue.Empty):
                return self._events.get(timeout=TURN)

    def _take(self, kind: str, about: object) -> bool:
        """Do what an event asks for. Returns whether to go on."""
        if kind == "key":
            return about not in QUIT and self._key(str(about))
        if kind == "saved" and isinstance(about, list):
            for entry in about:
                if self._is_new(entry):
                    self._verdict(entry)
        elif kind == "watched":
            for entry in [one for one in self._entries if one.name in self._judged and self._is_new(one)]:
                self._verdict(entry)
        elif kind == "gone":
            self._screen.say(say("The folder {folder} is not there any more. Once it is back, watching goes on.", folder=FOLDER))
        elif kind == "back":
            self._screen.say(say("The folder is back."))
        return True

    def _key(self, key: str) -> bool:
        if chosen := self._answers.to(key):
            self._verdict(chosen)
        return True

    # --- verdicts
    def _begin(self) -> None:
        names = ", ".join(entry.name for entry in self._entries)
        watched = names if len(self._entries) == 1 else say("{number} exercises", number=len(self._entries))
        self._screen.say(say("Watching {watched} in {folder}. Each time you save, you see the verdict.", watched=watched, folder=FOLDER))
        if self._screen.live and not self._screen.terminal:
            self._screen.say(say("The page, in your browser: {address}", address=self._screen.live.address))
        if self._keys or len(self._entries) == 1:
            self._verdict(next((one for one in self._entries if not self._notes.of(one.name).complete), self._entries[0]))

    def _verdict(self, entry: Entry) -> None:
        """Grade an exercise, and show what came of it, unless a newer save makes that old."""
        if not _written(entry):
            time.sleep(AGAIN)
        self._judged[entry.name] = _seen(entry)
        result, interrupted = self._graded(entry)
        if interrupted:
            self._judged.pop(entry.name, None)
        if result:
            note(result, self._notes)
            self._answers.about(entry, result)
            self._screen.show(result)
        gc.collect(1)

    def _graded(self, entry: Entry) -> tuple[Result | None, bool]:
        """Grade. Returns the result, if there is one, and whether it was broken off."""
        self._screen.begin()
        self._playing = entry
        try:
            result, interrupted = self._grade([entry], FOLDER)
        except Told as problem:
            complain(str(problem))
            return None, False
        except Exception as fault:  # noqa: BLE001 - whatever it is, the next save is graded
            complain(say("The grader failed ({fault}); your file is as you saved it. Save it again.", fault=in_words(fault)))
            return None, False
        finally:
            self._playing = None
        if interrupted:
            return None, True
        if result.error:
            complain(result.error)
            return None, False
        return result, False


def _seen(entry: Entry) -> tuple[int, int, int] | None:
    """Tell which save of a file that is; None, where there is none."""
    with suppress(OSError):
        status = (FOLDER / entry.path).stat()
        return status.st_ino, status.st_mtime_ns, status.st_size
    return None


def _written(entry: Entry) -> bool:
    """Whether there is something in a file."""
    seen = _seen(entry)
    return seen is not None and seen[-1] > 0
