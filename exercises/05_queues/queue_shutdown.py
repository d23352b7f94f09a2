"""Shut a queue down cleanly.

Producers put items into a queue, consumers handle them. The program below never ends, once there are two consumers: run it, and stop
it with Ctrl+C. It ends only the first consumer that sees the end signal; the others wait for items that never come.

Make `run` end:

- `producers` are async functions, each called once, with the queue: it puts its items there one by one, and returns when it has no more.
  Producers run at the same time. Some are slow: nobody can tell from a pause, however long, that no more items will come.
- `consumers` are async functions of one item. Every item is handled once, by one consumer. A consumer handles one item at a time, and
  takes the next as soon as it is done with the one before: no consumer idles while an item waits. (There is at least one producer, and
  at least one consumer.)
- The queue holds a few items only: `put` waits while it is full. An item is never None, but can be anything else: 0 and "" are items.
- `run` returns as soon as every producer has returned and every item is handled, not before and not later. The queue is empty then: no
  signal of yours is left in it. Nobody uses the queue after that.
- A consumer may raise an exception for an item: that item is done with, and the consumer goes on to the next. A producer may raise, too:
  what it has put is still handled. All others go on undisturbed. In the end `run` raises an ExceptionGroup of all these exceptions.
- If `run` is cancelled, so are the producers and consumers at work; items that still wait are dropped. When all have ended,
  CancelledError leaves it, whatever has failed before.
- However `run` ends, no producer, no consumer and no task of yours is left running, or cleaning up, when it is over.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

Producer = Callable[[asyncio.Queue[Any]], Awaitable[None]]
Consumer = Callable[[Any], Awaitable[None]]


async def run(queue: asyncio.Queue[Any], producers: Sequence[Producer], consumers: Sequence[Consumer]) -> None:
    """Let the producers fill the queue and the consumers empty it; return when all is done."""

    async def produce() -> None:
        await asyncio.gather(*(producer(queue) for producer in producers))
        await queue.put(None)  # the end signal

    async def consume(consumer: Consumer) -> None:
        while True:
            item = await queue.get()
            if item is None:
                break
            await consumer(item)

    # TODO: one end signal, and how many consumers? And what if something fails, or if run is cancelled?
    await asyncio.gather(produce(), *(consume(consumer) for consumer in consumers))


async def demo() -> None:
    """Watch it: one producer, five items, two consumers."""

    async def produce(queue: asyncio.Queue[Any]) -> None:
        for number in range(5):
            await asyncio.sleep(0.3)
            print(f"item {number} is made")
            await queue.put(number)
        print("no more items")

    def consumer(name: str) -> Consumer:
        async def consume(item: Any) -> None:
            print(f"    {name} takes item {item}")
            await asyncio.sleep(0.5)
            print(f"    {name} is done with item {item}")

        return consume

    await run(asyncio.Queue(maxsize=2), [produce], [consumer("Ann"), consumer("Bob")])
    print("all done")


if __name__ == "__main__":
    asyncio.run(demo())
