# Right: one loop around asyncio.wait, with a count for each host; it begins with the last url.
import asyncio
import collections
import re


async def fetch_all(fetch, urls, per_host=2):
    waiting, busy, running, results = list(enumerate(urls)), collections.Counter(), {}, {}
    try:
        while waiting or running:
            for entry in reversed(waiting[:]):
                host = re.search("//(.*?)/", entry[1])[1]
                if busy[host] < per_host:
                    waiting.remove(entry)
                    busy[host] += 1
                    running[asyncio.ensure_future(fetch(entry[1]))] = entry[0], host
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                number, host = running[task]
                results[number] = task.result()
                busy[host] -= 1
                del running[task]
    except BaseException:
        for task in running:
            task.cancel()
        while not all(task.done() for task in running):
            try:
                await asyncio.wait(running)
            except asyncio.CancelledError:
                pass  # there is still something to wait for
        raise
    return [results[number] for number in range(len(urls))]
