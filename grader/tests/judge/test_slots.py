"""Who plays when: so many at a time, and whoever gives up makes room."""

from __future__ import annotations

import asyncio

import pytest

from grader.judge.slots import Slots


@pytest.mark.asyncio
async def test_whoever_is_cancelled_while_waiting_gets_no_slot() -> None:
    """A slot that becomes free in the very moment of a cancel goes to the next, and none is lost."""
    slots, began = Slots(1), list[str]()
    release = asyncio.Event()

    async def play(name: str) -> None:
        async with slots.take(name):
            began.append(name)
            await release.wait()

    first, second, third = (asyncio.create_task(play(name)) for name in ("first", "second", "third"))
    await asyncio.sleep(0)
    first.cancel()
    second.cancel()
    ended = await asyncio.gather(first, second, return_exceptions=True)
    assert [type(one) for one in ended] == [asyncio.CancelledError] * 2
    release.set()
    await third
    assert began == ["first", "third"]
    await asyncio.wait_for(play("last"), 60)
