"""Computing in other processes.

`digest` is an ordinary function that computes for a long time: it never waits, so while it runs in a thread of this process,
the GIL keeps all other threads, and the event loop, from running. Call `digest(payload)` for each of `payloads` in *other* processes,
and return the results in the order of `payloads` (of no payloads: an empty list).

- The processors are to be used: at least two digests are computed at the same time, each in a process of its own.
- Starting a process is expensive: use no more of them than the machine has processors (`os.cpu_count()`), however many payloads there are.
- The event loop goes on while `hash_all` runs: also while it waits for the rest, or for processes to end, after a digest has failed.
- If a digest raises, that exception leaves `hash_all` (of several, one of them).
- When `hash_all` is over, also by a failure or because it was cancelled itself, no digest is being computed any more, and no
  process and no pool of it is left. A digest that has begun may finish first, and after a failure the others may, too. Cancelled,
  `hash_all` raises `CancelledError`. (What a cancellation leads to that comes while the processes are already being ended, is left
  open.)

`digest` and the payloads can be pickled.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from typing import Any


async def hash_all(digest: Callable[[Any], Any], payloads: Sequence[Any]) -> list[Any]:
    """Compute `digest(payload)` for all payloads in other processes; return the results in the order of `payloads`."""
    # TODO: this has the right results, but it computes one after another, on the event loop's own thread.
    return [digest(payload) for payload in payloads]


def _slow_hash(text: str) -> str:
    """Keep a processor busy for about a second."""
    value = 0
    for number in range(300_000):
        for letter in text.encode():
            value = (value * 31 + letter + number) % 2**64
    print(f"{text} was hashed in process {os.getpid()}")
    return f"{value:016x}"


async def demo() -> None:
    """Watch it: six hashes, and a clock that should tick all the while."""

    async def tick() -> None:
        while True:
            print("tick")
            await asyncio.sleep(0.25)

    ticking = asyncio.create_task(tick())
    print(await hash_all(_slow_hash, ["Ada Lovelace", "Alan Turing", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov", "Tony Hoare"]))
    ticking.cancel()


if __name__ == "__main__":  # other processes may import this file: they must not run the demo
    asyncio.run(demo())
