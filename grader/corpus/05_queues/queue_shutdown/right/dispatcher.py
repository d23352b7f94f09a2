# One dispatcher gives items to consumers that are free; there is a task for each item, and none for a consumer.

import asyncio


async def run(queue, producers, consumers):
    failures = []
    free = list(consumers)
    makers = {asyncio.ensure_future(producer(queue)) for producer in producers}
    busy = {}
    getting = None
    try:
        while makers or busy or not queue.empty():
            if free and getting is None:
                getting = asyncio.ensure_future(queue.get())
            everything = {*makers, *busy} | ({getting} if getting else set())
            done, _ = await asyncio.wait(everything, return_when=asyncio.FIRST_COMPLETED)
            for one in done - {getting}:
                if one in busy:
                    free.append(busy.pop(one))
                makers.discard(one)
                if one.exception():
                    failures.append(one.exception())
            if getting in done:
                consumer = free.pop()
                busy[asyncio.ensure_future(consumer(getting.result()))] = consumer
                getting = None
    finally:
        rest = [*makers, *busy] + ([getting] if getting else [])
        for one in rest:
            one.cancel()
        again = None
        while not all(one.done() for one in rest):
            try:
                await asyncio.wait(rest)
            except asyncio.CancelledError as error:
                again = error
        if again:
            raise again
    if failures:
        raise ExceptionGroup("run", failures)
