# A failure stops the others only while urls wait; when the last ones are fetched, they are let finish.
# fails: A failure reaches the caller as it is, and stops the rest

import asyncio
from collections import defaultdict, deque


async def fetch_all(fetch, urls, per_host=2):
    waiting = defaultdict(deque)
    for index, url in enumerate(urls):
        waiting[url.split("/")[2]].append((index, url))
    results = [None] * len(urls)
    failures = []

    async def work(mine):
        while mine and not failures:
            index, url = mine.popleft()
            try:
                results[index] = await fetch(url)
            except Exception as failure:
                failures.append(failure)
                if any(waiting.values()):
                    for other in set(workers) - {asyncio.current_task()}:
                        other.cancel()

    workers = [asyncio.create_task(work(mine)) for mine in waiting.values() for _ in range(per_host)]
    try:
        await asyncio.gather(*workers, return_exceptions=True)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    if failures:
        raise failures[0]
    return results
