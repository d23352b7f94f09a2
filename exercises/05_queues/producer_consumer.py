"""A producer, and so many consumers.

`source` is an async iterator: it gives one item after the other, and may take a while for each. `consume` is an async function of
one item. Hand every item to `consume`, once, and return when the source has ended and every item is consumed: then, and at once.

- At most `consumers` calls of `consume` are at work at the same time (`consumers` is 1 or more). No item waits while fewer are; what
  comes first is taken first. There may be fewer items than consumers, or none. An item is never None, but can be anything else: 0 and ""
  are items.
- The source goes at its own pace: whenever no item waits, the next one is being read, also while all consumers are busy. (An item waits
  from the moment in which the source has given it until `consume` is called with it.)
- But memory is small, and the source may be endless: never do more than `consumers + 1` items wait. (With a queue: as many in the queue
  as there are consumers, and one in the hand of who waits to put it there.)
- Ask the source for one item at a time: for the next one only when it has given the one before. It is an async iterator, not
  necessarily a generator. It belongs to the caller: you needn't close it.
- If the source or `consume` fails, the exception leaves `process_all` just as it is (not in an `ExceptionGroup`), and everything
  else stops at once: reading and consuming are cancelled, what waits is dropped, and no more items are read or consumed.
- If `process_all` is cancelled, everything stops in the same way, and `CancelledError` reaches the caller.
- However it ends, nothing of it is at work any more by then. What was cancelled may take a while to clean up: `process_all` ends
  after that, and not before, even if somebody cancels it a second time meanwhile.
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
