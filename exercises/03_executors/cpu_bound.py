"""Computing in other processes.

`digest` is an ordinary function that computes for a long time. It never waits: while it runs in a thread of this process, the GIL keeps
the other threads, and the event loop, from running. Call `digest(payload)` for each of `payloads` (maybe none) in *other* processes, and
return a list of the results, in the order of `payloads`.

- At least two digests are computed at the same time, each in a process of its own. When the last one is done, `hash_all` ends its processes
  at once, and returns.
- Starting a process is expensive: use no more than the machine has processors (`os.cpu_count()`), however many payloads there are.
- The event loop goes on all the while, also while `hash_all` waits for processes to end, or for the rest after a failure.
- If a digest raises, that exception leaves `hash_all`, not in a group (of several, one of them). The others may be computed to their end
  first.
- If `hash_all` is cancelled, CancelledError leaves it. Here, too, digests may be computed to their end first.
- However it ends, no digest is being computed any more by then, and no process and no pool of it is left.
- Open: what a cancellation leads to that comes while processes are already being ended.

`digest`, the payloads and the results can be pickled.
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
