"""What each key does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.markdown import Markdown

from grader.cli.ending import Told
from grader.grading.kit import Entry, Misuse
from grader.grading.results.result import Result
from grader.language import say
from grader.practice import explain, hints, path, reset
from grader.practice.graded import FOLDER
from grader.practice.notes import Notes
from grader.practice.watch.editor import editor
from grader.practice.watch.keys import Keys
from grader.practice.watch.screen import Screen
from grader.reports.mistakes.kinds import kind_of
from grader.reports.timeline import kept

YES = "y"


class Answers:
    """Answers keys about the exercise that was graded last. Some keys choose what is to be graded next."""

    def __init__(self, entries: Sequence[Entry], notes: Notes, screen: Screen, keys: Keys | None) -> None:
        self._entries, self._notes, self._screen, self._keys = entries, notes, screen, keys
        self._entry: Entry | None = None
        self._results: dict[str, Result] = {}
        self._asked = False
        self._keyed: dict[str, Callable[[Entry, Result], Entry | None]] = {
            "n": self._next, "h": self._hint, "t": self._timeline, "e": self._explain, "l": self._list, "r": self._ask,
            "o": self._open, "v": self._verbose,
        }  # fmt: skip

    def about(self, entry: Entry, result: Result) -> None:
        """Let further keys be about this."""
        self._entry, self._results[entry.name] = entry, result

    def to(self, key: str) -> Entry | None:
        """Answer a key. Returns what is to be graded now."""
        if self._entry is None:
            return None
        if self._asked:
            self._reset(self._entry, yes=key.lower() == YES)
            return None
        answer = self._keyed.get(key.lower())
        try:
            return answer(self._entry, self._results[self._entry.name]) if answer else None
        except Told as problem:
            self._screen.page([str(problem)])
            return None

    def _next(self, entry: Entry, _: Result) -> Entry:
        return path.after(entry.name, self._entries, self._notes)

    def _hint(self, entry: Entry, result: Result) -> None:
        self._screen.page(hints.hint(entry, result, self._notes, self._screen.console.width))

    def _timeline(self, _: Entry, result: Result) -> None:
        [exercise] = result.exercises
        check = kept.told(exercise)
        play = check.play if check else next(iter(result.recordings), "")
        if play not in result.recordings:
            raise Misuse(say("There is nothing to draw yet."))
        self._screen.page(kept.timeline(play, result.recordings, self._screen.console.width, check.message if check else ""))

    def _explain(self, _: Entry, result: Result) -> None:
        kind = kind_of(result.exercises[0], result.recordings)
        if not kind:
            self._screen.page([say("What kind of mistake this is can't be told for sure. All kinds: nox -s explain")])
            return
        self._screen.print(Markdown(explain.page(kind)))
        self._screen.keys()

    def _list(self, entry: Entry, _: Result) -> None:
        for one in self._entries:
            note = self._notes.of(one.name)
            mark, here = "✓" if note.complete else " ", ">" if one == entry else " "
            self._screen.say(f"{here} {mark} {one.name:18} " + say("level {level}", level=one.level) + f"  {note.best}/{one.points}")
        self._screen.keys()

    def _ask(self, entry: Entry, _: Result) -> None:
        if reset.untouched(entry):
            raise Misuse(say("{file} is the stub already.", file=f"exercises/{entry.path}"))
        self._asked = True
        self._screen.say(reset.question(entry))
        self._screen.say(say("y puts it back, any other key doesn't."))

    def _reset(self, entry: Entry, *, yes: bool) -> None:
        """Do it, or don't. The file that is written is seen as a save."""
        self._asked = False
        try:
            self._screen.page([reset.reset(entry) if yes else say("Nothing was changed.")])
        except Told as problem:
            self._screen.page([str(problem)])

    def _open(self, entry: Entry, result: Result) -> None:
        found = editor(FOLDER / entry.path, result.exercises[0].line)
        if found is None:
            raise Misuse(say("No editor is known: set VISUAL or EDITOR to yours, or install VS Code's command: code."))
        if found.takes_terminal and self._keys:
            with self._keys.away():
                problem = found.run()
        else:
            problem = found.run()
        if problem:
            raise Misuse(problem)

    def _verbose(self, _: Entry, result: Result) -> None:
        self._screen.verbose = not self._screen.verbose
        self._screen.show(result)
