"""What stands in the place of a selector's `select`, and how the loop waits in real time where it must."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from grader.lab.clock import real
from grader.lab.clock.clock import Poll

MOMENT = 0.002
"""Real seconds between looks at what runs beside a loop."""


def select(ref: weakref.ref[Any], poll: Poll, timeout: float | None = None) -> list[Any]:
    """Stand in for a selector's `select`: what the loop would wait for is virtual time's to decide."""
    loop = ref()
    if loop is None:  # nobody's selector any more
        return poll(0)
    wait, scheduler = loop._turn if timeout is not None and timeout <= 0 else loop._idle, loop.scheduler
    if scheduler.driver is not loop:
        return list(wait(poll))
    scheduler.driver_looks = True  # as `attended` does, and quicker
    try:
        return list(wait(poll))
    finally:
        scheduler.driver_looks = False


def nap(done: Callable[[], bool], seconds: float) -> list[Any]:
    """Wait for something outside while the loop stands still, and tell whether that is over; the loop's files must wait."""
    end = real.monotonic() + seconds
    while seconds > 0 and not done() and (left := end - real.monotonic()) > 0:
        real.sleep(min(left, MOMENT))
    return [True] if done() else []
