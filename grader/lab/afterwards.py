"""What comes after a program's end: its caller goes on, and must not be disturbed by what the program has set off."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress

from grader.lab import groups
from grader.lab.cancel import Suspensions
from grader.lab.wire.link import Link
from grader.recording import testimony
from grader.suite import PACE

LONG = 100 * PACE  # virtual seconds: longer than anything that a scenario declares


async def go_on(link: Link, steps: Suspensions) -> str:
    """Be a caller that awaits something else, under a timeout of its own. Tells in words what disturbed it; empty: nothing did."""
    link.say(what="over")
    came = sum(one.time is not None for one in steps.plan)
    steps.plan = []  # nobody cancels it any more
    task = steps.task
    if task is not None and task.cancelling() > came + groups.counted(task):
        return testimony.COUNTS_A_CANCEL
    if came and sys.version_info >= (3, 13) and getattr(task, "_must_cancel", False):  # saved for the next await by a TaskGroup that failed
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0)
    try:
        async with asyncio.timeout(LONG):
            await asyncio.sleep(2 * LONG)
    except TimeoutError:
        return ""
    except asyncio.CancelledError:
        return testimony.CANCELLED_LATER.format(time=f"{link.now:g}")
    return testimony.NO_TIMEOUT
