"""What many suites share: parts of scenarios, and the questions that every exercise is asked (see exercises/README.md)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from grader.suite.words import not_judged

if TYPE_CHECKING:
    from grader.judge.recording import Recording, Recordings
    from grader.judge.records import Call


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
def passes_cancel_on(plays: Recordings) -> None:
    """Fail unless the program, wherever it was cancelled, let CancelledError reach its caller."""
    for play in _cancelled(plays):
        if play.outcome != "cancelled":
            raise AssertionError(f"Cancelled {play.cancelled_at}, the program {play.ended}. CancelledError must reach its caller.")


def leaves_nothing(plays: Recordings | Recording) -> None:
    """Fail if anything of the program was left behind when it was over."""
    for play in getattr(plays, "all", [plays]):
        if play.remains:
            when = f"Cancelled {play.cancelled_at}, the" if play.cancels else "The"
            raise AssertionError(f"{when} program {play.ended}, and left behind: {_few(play.remains)}.")


def _few(things: list[str], most: int = 5) -> str:
    more = f"; and {len(things) - most} more" if len(things) > most else ""
    return "; ".join(things[:most]) + more


def stops_everything(plays: Recordings, *, twice: bool = True) -> None:
    """Fail unless the program, wherever it was cancelled, stopped its work at once, and left nothing behind. Cleaning up may take time.

    twice: whether that must also hold when it is cancelled once more, while it cleans up.
    """
    for play in (one for one in _cancelled(plays) if twice or len(one.cancels) == 1):
        time = play.cancels[0].time or 0
        nothing_goes_on(play, time, f"Cancelled {play.cancelled_at}, at {time:g} s")
        leaves_nothing(play)


def nothing_goes_on(play: Recording, since: float, why: str) -> None:
    """Fail if a call began, or worked on, after that time (virtual seconds). `why` begins the message: what happened then."""
    for call in play.called:
        if call.start > since:
            raise AssertionError(f"{why}, and yet {call.name} started at {call.start:g} s.")
        if call.end is None or call.end > since:
            until = "never ended" if call.end is None else f"worked on until {call.end:g} s"
            raise AssertionError(f"{why}, and yet {call.name} {until}.")


def never_blocks(play: Recording) -> None:
    """Fail if a call held the event loop's own thread."""
    for one in play.blocked:
        held = "for ever" if one.seconds is None else f"for {one.seconds:g} s"
        where = f" at line {one.line}" if one.line else ""
        raise AssertionError(f"{one.what}{where} held the event loop {held}: nothing else could run.")


def no_idlers(play: Recording, probe: str, most: int, after: str) -> None:
    """Fail if a call waited while fewer than `most` were at work. It may begin when that of `after` has ended."""
    jobs = play.calls(probe)
    for job in jobs:
        ready = play.call(after, job.args[0]).end or 0
        for time in (time for time in play.moments if ready <= time < job.start):
            busy = sum(one.during(time) for one in jobs)
            if busy < most:
                waited = f"{job.name} might have begun at {ready:g} s, and had to wait until {job.start:g} s"
                raise AssertionError(f"With {play.params}, {waited}; and yet at {time:g} s only {busy} of {most} were at work.")


def raises_as_it_is(play: Recording, failed: Call) -> None:
    """Fail unless the exception of that call is what the program raised: itself, in no group."""
    if play.raised is None or not play.raised.same(failed.failure):
        raise AssertionError(f"{failed.name} raised {failed.type}, but the program {play.ended}. Expected: {failed.failure}, as it is.")


def _cancelled(plays: Recordings) -> list[Recording]:
    """List the plays that were cancelled. NotJudged: there are none."""
    if not plays.cancelled:
        not_judged("The program never waited, so there was no point at which to cancel it." if plays[0].normal else plays[0].message)
    return plays.cancelled
