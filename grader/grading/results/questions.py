"""What a check is asked: for each play that it is about, in each world; or of all plays together. A suite's annotations say which."""

from __future__ import annotations

import inspect
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from grader.grading.results.reading import Reading
from grader.language import one_after_the_other, say, translated
from grader.recording.not_judged import NotJudged, NotShown
from grader.recording.recording import Recording, Recordings
from grader.recording.wording import DAY, DAYS
from grader.suite import WORLDS, Cancelled
from grader.suite import Recordings as AllOfThem
from grader.suite.common import why_none_is_cancelled

Seen = Mapping[str, Recordings]
Question = dict[str, Any]


def ask(function: Callable[..., Any], seen: Seen, fits: Callable[[Sequence[Recording]], None], reading: Reading) -> None:
    """Ask a check all its questions; it holds if it holds for each. `fits` is asked first, for the recordings of each question.

    `reading` then knows of which play the check spoke.

    Raises:
        AssertionError: it doesn't hold, and says so, with the world where that is not the declared one.
        NotJudged: a play has no answer to it; or none of them can show it.
    """
    unanswered: NotJudged | None = None
    unshown: NotJudged | None = None
    shown = False
    for question in questions(function, seen):
        try:
            fits(_recordings(question))
            function(**reading.watched(question))
            shown = True
        except NotShown as reason:
            unshown = unshown or reason
        except NotJudged as reason:
            unanswered = unanswered or _in_world(NotJudged, str(reason), question)
            if not _about(question):
                raise
        except AssertionError as error:
            raise _in_world(AssertionError, str(error), question) from error
    if unanswered or not shown:
        raise unanswered or unshown or NotJudged(say("No play shows this."))


def questions(function: Callable[..., Any], seen: Seen) -> Iterator[Question]:
    """List what a check is asked, the declared world first. NotJudged: it asks for cancelled plays, and there are none."""
    kinds = {name: one.annotation for name, one in inspect.signature(function).parameters.items()}
    choices = [_choices(kinds[name], plays) for name, plays in seen.items()]
    for chosen in itertools.product(*choices):
        worlds = {one.world for one in chosen if isinstance(one, Recording)}
        if len(worlds) < 2 or _is_best(chosen, choices):
            yield dict(zip(seen, chosen, strict=True))


def _choices(kind: object, plays: Recordings) -> Sequence[Any]:
    if kind in (AllOfThem, "Recordings"):
        return [plays]
    if kind in (Cancelled, "Cancelled"):
        if not plays.cancelled:
            raise NotJudged(why_none_is_cancelled(plays))
        return plays.cancelled
    return [one for one in plays if not one.cancels]


def _is_best(chosen: Sequence[Any], choices: Sequence[Sequence[Any]]) -> bool:
    """Whether plays of different worlds belong together: one's world is played, and the other, which isn't played in it, is as declared."""
    world = next(one.world for one in chosen if isinstance(one, Recording) and one.world != "declared")
    pairs = [(one, some) for one, some in zip(chosen, choices, strict=True) if isinstance(one, Recording)]
    return all(one.world == world or (one.world == "declared" and all(other.world != world for other in some)) for one, some in pairs)


def _recordings(question: Question) -> list[Recording]:
    return [one for value in question.values() for one in (value if isinstance(value, Recordings) else [value])]


def _about(question: Question) -> str:
    """Say which world a question is about; empty, where it is the declared one."""
    names = [one.world for one in question.values() if isinstance(one, Recording) and one.world != "declared"]
    return translated(WORLDS[names[0]].about) if names else ""


def _in_world(kind: type[Any], text: str, question: Question) -> Any:
    about = _about(question)
    return kind(one_after_the_other(about, in_days(text)) if about else text)


def in_days(text: str) -> str:
    """Tell in days what takes many seconds: nobody knows how long 348246 s are."""
    unit = say("{time} s", time="").strip()
    return re.sub(rf"(?<![\w.])(\d+(?:\.\d+)?(?:e\+\d+)?) {unit}(?![A-Za-z])", _days, text)


def _days(told: re.Match[str]) -> str:
    seconds = float(told[1])
    return say("{time:.4g} days", time=seconds / DAY) if seconds >= DAYS else told[0]
