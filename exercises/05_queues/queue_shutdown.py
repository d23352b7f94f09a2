"""Shut a queue down cleanly.

Producers put items into a queue, consumers handle them. The program below never ends: its end signal stops one consumer, and the others
wait for ever. Run it, stop it with Ctrl+C, and make it end.

- `producers` are async functions of the queue. Call each once, all at the same time. A pause, however long, doesn't mean that one is done.
- `consumers` are async functions of one item. Each item is handled once. A consumer handles one at a time; none idles while an item waits.
- There is at least one of each. The queue is small: `put` waits while it is full. An item is never None.
- `run` returns as soon as all producers have returned and all items are handled. The queue is empty then, and nobody uses it any more.
- A consumer may fail at an item, and then goes on to the next. A producer may fail: what it has put is still handled.
- What fails stops nothing else. In the end, `run` raises all those exceptions in an ExceptionGroup.
- If `run` is cancelled, all producers and consumers are, at once. Items that wait are dropped. CancelledError leaves, whatever has failed.
  (A producer or a consumer that is cancelled ends. It neither fails nor goes on.)
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
