"""A producer, and so many consumers.

`source` is an async iterator. It gives one item after the other, and may take a while for each. `consume` is an async function of one
item. Call it once for each item. Return as soon as the source has ended and every item is consumed.

- At most `consumers` items are consumed at the same time (1 or more). No item waits while fewer are. What comes first is taken first.
- While no item waits, the next one is being read, also while all consumers are busy. Ask the source for one item at a time.
- At most `consumers + 1` items wait: as many in the queue as there are consumers, and one in the hand of who puts it there.
  (An item waits from when the source has given it until `consume` is called with it.)
- An item is never None. The source need not be a generator. It belongs to your caller: you needn't close it.
- If the source or `consume` fails, everything else stops at once, and the exception itself reaches your caller, in no `ExceptionGroup`.
- If `process_all` is cancelled, everything stops at once, too: reading and consuming are cancelled, what waits is dropped.
  (Neither the source nor `consume` swallows a cancellation.)
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any


async def process_all(source: AsyncIterator[Any], consume: Callable[[Any], Awaitable[Any]], consumers: int) -> None:
    """Consume every item of `source`, up to `consumers` at a time; read ahead, but not far."""
    # TODO: one reads the source, `consumers` others consume; between them there is a little room, and somebody says when it is over.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: eight letters come fast; two readers take a second for each."""

    async def letters() -> AsyncIterator[str]:
        for letter in "ABCDEFGH":
            await asyncio.sleep(0.2)
            print(f"letter {letter} comes in")
            yield letter
        print("no more letters")

    async def read(letter: str) -> None:
        print(f"    letter {letter} is opened")
        await asyncio.sleep(1)
        print(f"    letter {letter} is done")

    await process_all(letters(), read, consumers=2)
    print("all done")


if __name__ == "__main__":
    asyncio.run(demo())
