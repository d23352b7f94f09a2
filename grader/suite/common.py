"""What many suites share: parts of scenarios, and the questions that every exercise is asked (see exercises/README.md)."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NoReturn

from grader.language import count, marked, one_after_the_other, say, translated
from grader.recording.load import Load
from grader.recording.not_judged import not_judged, not_shown
from grader.recording.odd import same
from grader.recording.wording import show
from grader.suite.worlds import WORLDS

if TYPE_CHECKING:
    from grader.recording.events import Call
    from grader.recording.recording import Recording, Recordings


STATES = {
    "none": marked("never cancelled"),
    "running": marked("cancelled, but not waited for until it had cleaned up"),
    "cut short": marked("cancelled twice"),
}
OUTCOMES = {"returned": marked("returned"), "raised": marked("raised"), "cancelled": marked("cancelled"), "running": marked("running")}
IDLE = marked(
    "{name} might have begun at {ready:g} s, and had to wait until {start:g} s; and yet at {time:g} s only {busy} of {most} were at work."
)
NO_CANCEL = marked("No cancel could show anything: the program never waited, or failed anyway.")


# --- for scenarios
@asynccontextmanager
async def heartbeat(tick: Callable[[], None], every: float = 0.1) -> AsyncIterator[None]:
    """Call `tick` (a note) every so many virtual seconds while the body runs: whatever blocks the loop makes it miss beats."""

    async def beat() -> None:
        while True:
            tick()
            await asyncio.sleep(every)

    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        beating.cancel()
        await asyncio.wait([beating])


# --- for checks
def close(one: float, other: float) -> bool:
    """Whether two times are the same, but for what floating point makes of days (virtual seconds)."""
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def passes_cancel_on(plays: Recordings | Recording, *, always: bool = False) -> None:
    """Fail unless the program, wherever it was cancelled, let CancelledError reach its caller.

    always: also where a call of it fails, just then or as it cleans up; else that failure may reach the caller in its place.
    """
    for play in _cancelled(plays):
        if play.outcome != "cancelled" and (always or not _raised_a_failure(play)):
            raise AssertionError(say("{it_ended}. CancelledError must reach its caller.", it_ended=_it_ended(play)))


def _raised_a_failure(play: Recording) -> bool:
    """Whether the program raised what its calls raised, and nothing else."""
    failures = [call.failure for call in play.called if call.type]
    return play.raised is not None and all(any(one.same(failure) for failure in failures) for one in play.raised.leaves())


def leaves_nothing(plays: Recordings | Recording) -> None:
    """Fail if anything of the program was left behind when it was over, or disturbed its caller later."""
    for play in getattr(plays, "all", [plays]):
        if play.remains:
            raise AssertionError(say("{it_ended}, and left behind: {things}.", it_ended=_it_ended(play), things=_few(play.remains)))
        if play.disturbed:
            it_ended, what = _it_ended(play), play.disturbed
            raise AssertionError(say("{it_ended}. Its caller went on, and was disturbed: {what}.", it_ended=it_ended, what=what))


def _it_ended(play: Recording) -> str:
    """Begin a message: how the program ended, and whether it was cancelled."""
    if play.cancels:
        return say("Cancelled {cancelled_at}, the program {ended}", cancelled_at=play.cancelled_at, ended=play.ended)
    return say("The program {ended}", ended=play.ended)


def waits_for_cleanups(play: Recording) -> None:
    """Fail if a cleanup was cut short when nothing had happened that can be the reason: by a time limit of the program's own.

    Not for tasks that know deadlines.
    """
    ends = [time for call in play.called for time in (call.start, call.end, call.cleaned if call.cleanup == "done" else None)]
    reasons = {*ends, *(cancel.time for cancel in play.cancels)}
    for call in (call for call in play.called if call.cleanup == "cut short" and call.cleaned not in reasons):
        after = (call.cleaned or 0) - (call.end or 0)
        twice = say("{name} was cancelled, had {after:g} s to clean up, and was then cancelled again.", name=call.name, after=after)
        raise AssertionError(say("{what} Wait until it is over.", what=twice))


def _few(things: list[str], most: int = 5) -> str:
    """List some things. Those that are told in the same words are told once, with how many there are."""
    counted = Counter(things)
    told = [one if number == 1 else say("{thing} ({number} of them)", thing=one, number=number) for one, number in counted.items()]
    more, shown = len(things) - sum([*counted.values()][:most]), told[0]
    for one in told[1:most]:
        shown = say("{things}; {thing}", things=shown, thing=one)
    return say("{things}; and {number} more", things=shown, number=more) if more else shown


def stops_everything(plays: Recordings | Recording, *, twice: bool = True) -> None:
    """Fail unless the program, wherever it was cancelled, stopped its work at once, and left nothing behind. Cleaning up may take time.

    twice: whether that must also hold when it is cancelled once more, while it cleans up.
    """
    for play in (one for one in _cancelled(plays) if twice or len(one.cancels) == 1):
        time = play.cancels[0].time or 0
        nothing_goes_on(play, time, say("Cancelled {cancelled_at}, at {time:g} s", cancelled_at=play.cancelled_at, time=time))
        leaves_nothing(play)


def stops_well(play: Recording, *, busy: int = 1, always: bool = False) -> None:
    """Fail unless the program, cancelled, stopped its work at once, left nothing behind, and let CancelledError reach its caller.

    Cleaning up may take time, and may be cut short by a further cancel. NotShown: fewer than `busy` calls were at work just then: who
    does nothing has nothing to stop. always: see `passes_cancel_on`.
    """
    passes_cancel_on(play, always=always)
    stops_everything(play)
    if _at_work(play) < busy:
        not_shown(
            count(
                "There was no time at which a call was at work, so there was nothing to stop.",
                "There was no time at which {number} calls were at work, so there was nothing to stop.",
                busy,
            )
        )


def though_swallowed(play: Recording, *, busy: int) -> NoReturn:
    """Judge a cancelled play whose calls swallow that: who hears of it, and what is left, if `busy` calls were at work.

    NotShown, if that is well; also if it never ends: who can't know of the cancel may go on, or wait.
    """
    if play.normal and _at_work(play) >= busy:
        passes_cancel_on(play)
        leaves_nothing(play)
    not_shown(say("Here each call that is cancelled swallows that."))


def _at_work(play: Recording) -> int:
    """Count the calls that were at work when the program was cancelled."""
    time = play.cancels[0].time or 0
    return sum(call.during(time) or (call.outcome == "cancelled" and call.end == time) for call in play.called)


def nothing_goes_on(play: Recording, since: float, why: str) -> None:
    """Fail if a call began, or worked on, after that time (virtual seconds). `why` begins the message: what happened then."""
    for call in play.called:
        if call.start > since:
            raise AssertionError(say("{why}, and yet {name} started at {start:g} s.", why=why, name=call.name, start=call.start))
        if call.end is None:
            raise AssertionError(say("{why}, and yet {name} never ended.", why=why, name=call.name))
        if call.end > since:
            raise AssertionError(say("{why}, and yet {name} worked on until {end:g} s.", why=why, name=call.name, end=call.end))


def never_blocks(play: Recording) -> None:
    """Fail if a call held the event loop's own thread."""
    for one in play.blocked:
        what = say("{call} at line {line}", call=one.what, line=one.line) if one.line else one.what
        if one.seconds is None:
            raise AssertionError(say("{what} held the event loop for ever: nothing else could run.", what=what))
        raise AssertionError(say("{what} held the event loop for {time:g} s: nothing else could run.", what=what, time=one.seconds))


def never_stands_still(play: Recording, every: float = 0.1) -> None:
    """Fail if the event loop stood still while the body ran: its `heartbeat` (the note "tick", every so many seconds) missed a beat."""
    gap = play.longest_gap("tick")
    if gap > 1.1 * every * WORLDS[play.world].pace:
        raise AssertionError(_stood_still(gap, play))


def _stood_still(gap: float, play: Recording) -> str:
    held = sorted({say("line {line} ({call})", line=one.line, call=one.what) for one in play.blocked if one.line})
    stood = say("The event loop stood still for {gap:g} s: nothing else could run.", gap=gap)
    if held:
        stood = say("The event loop stood still for {gap:g} s, held up by {by}: nothing else could run.", gap=gap, by=", ".join(held))
    return say("{it_stood_still} It must never be blocked.", it_stood_still=stood)


def overlapping(play: Recording) -> None:
    """Go on only where several calls were at work at the same time: for other programs, a check's question makes no sense."""
    if Load(play.called).peak < 2:
        not_judged(say("First, several calls must be at work at the same time."))


def are_answers(results: object, calls: Sequence[Call], keys: Sequence[object], said: str) -> None:
    """Fail unless `results` lists what the calls returned, one for each of these first arguments, in order. `said` begins the message."""
    left = [(one.args[0] if one.args else None, one) for one in calls]
    called = [argument for argument, _ in left]
    for key in [*keys, *called]:
        if (times := called.count(key)) != (wanted := list(keys).count(key)):
            counts = {"argument": key, "times": times, "wanted": wanted}
            raise AssertionError(say("{said} It called for {argument!r} {times} times, not {wanted}.", said=said, **counts))
    if not isinstance(results, list) or len(results) != len(keys):
        raise AssertionError(say("{said} Expected: a list of {wanted}.", said=said, wanted=len(keys)))
    for place, (key, result) in enumerate(zip(keys, results, strict=True)):
        found = next((one for one in left if one[0] == key and same(result, one[1].answer)), None)
        if found is None:
            here: dict[str, object] = {"said": said, "place": place, "found": show(result)}
            if (first := results.index(result)) < place and not any(one.odd for one in calls):
                raise AssertionError(say("{said} Index {place} has the same answer as index {first}.", **here, first=first))
            expected = show(next(one.answer for argument, one in left if argument == key))
            raise AssertionError(say("{said} At index {place}, {wanted} was expected; there is {found}.", **here, wanted=expected))
        left.remove(found)


def no_idlers(play: Recording, probe: str, most: int, after: str) -> None:
    """Fail if a call waited while fewer than `most` were at work. It may begin when that of `after` has ended."""
    jobs = play.calls(probe)
    load, moments = Load(jobs), play.moments
    for job in jobs:
        ready = play.call(after, job.args[0]).end or 0
        for time in (time for time in moments if ready <= time < job.start):
            if (busy := load.at(time)) < most:
                values = {"name": job.name, "ready": ready, "start": job.start, "time": time, "busy": busy, "most": most}
                raise AssertionError(say(IDLE, **values))


def raises_as_it_is(play: Recording, failed: Call) -> None:
    """Fail unless the exception of that call is what the program raised: itself, in no group. One that came in a cleanup will do, too."""
    if play.raised is None or not any(play.raised.same(call.failure) for call in (failed, *_cleanups_that_failed(play))):
        instead = say("{name} raised {exception}, but the program {ended}.", name=failed.name, exception=failed.type, ended=play.ended)
        raise AssertionError(say("{what} Expected: {exception}, as it is.", what=instead, exception=failed.failure))


def _cleanups_that_failed(play: Recording) -> list[Call]:
    return [call for call in play.called if call.type and call.cleanup == "done"]


def reaches_caller(play: Recording, failed: Call) -> None:
    """Fail unless the exception of that call reached the caller: itself, or in a group. One that came in a cleanup will do, too."""
    failures = [call.failure for call in (failed, *_cleanups_that_failed(play))]
    if play.raised is None or not any(one.same(failure) for one in play.raised.leaves() for failure in failures):
        values = {"name": failed.name, "exception": failed.type, "time": failed.end, "ended": play.ended}
        raise AssertionError(say("{name} raised {exception} at {time:g} s, but the program {ended}.", **values))


def ends_as(play: Recording, call: Call) -> None:
    """Fail unless the program returned what that call returned, or raised what it raised."""
    well = play.raised is not None and play.raised.same(call.failure) if call.type else same(play.returned, call.answer)
    if not well:
        values = {"name": call.name, "outcome": translated(OUTCOMES[call.outcome]), "ended": play.ended}
        left = say("{name} {outcome}, and left something behind; the program {ended}.", **values)
        raise AssertionError(say("{what} Expected: what the call did.", what=left))


def cancels_once(play: Recording, call: Call, time: float, why: str) -> None:
    """Fail unless that call was cancelled at that time, and only once, and has cleaned up. `why` begins the message: what happened then."""
    if call.cleanup != "done":
        values = {"why": why, "ended": play.ended, "time": play.seconds, "name": call.name, "state": translated(STATES[call.cleanup])}
        raise AssertionError(say("{why}. The program {ended} at {time:g} s, and {name} was {state}.", **values))
    if call.end != time:
        raise AssertionError(say("{why}, and {name} was cancelled only at {end:g} s.", why=why, name=call.name, end=call.end))


def waits_for_no_more(play: Recording) -> None:
    """Fail if the program went on when its last call was over."""
    last = max((call.over or 0 for call in play.called), default=0)
    if not close(play.seconds, last):
        values = {"last": last, "ended": play.ended, "time": play.seconds}
        raise AssertionError(say("From {last:g} s on, nothing was left to wait for; the program {ended} at {time:g} s.", **values))


def why_none_is_cancelled(plays: Recordings) -> str:
    """Say why no play shows a cancel: one never came to an end, in some world; or each cancel came too late."""
    stuck = next((play for play in plays if not play.normal), None)
    if stuck is None:
        return translated(NO_CANCEL)
    about = translated(WORLDS[stuck.world].about)
    return one_after_the_other(about, stuck.message) if about else stuck.message


def _cancelled(plays: Recordings | Recording) -> list[Recording]:
    """List the plays that were cancelled. NotJudged: there are none."""
    cancelled: list[Recording] | None = getattr(plays, "cancelled", None)
    if cancelled is None:
        return [plays]  # type: ignore[list-item]  # it is one
    if not cancelled:
        not_judged(why_none_is_cancelled(plays))  # type: ignore[arg-type]  # it is many
    if not any(play.called for play in plays):  # type: ignore[union-attr]  # it is many
        not_judged(say("It never called anything, so there was nothing to stop."))
    return cancelled
