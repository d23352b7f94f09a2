# Right: a queue for each host, shut down when it is filled (3.13).
#
# python: 3.13

import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    queues = defaultdict(asyncio.Queue)
    for number, url in enumerate(urls):
        queues[urlsplit(url).netloc].put_nowait((number, url))
    results = {}

    async def worker(queue):
        try:
            while True:
                number, url = await queue.get()
                results[number] = await fetch(url)
        except asyncio.QueueShutDown:
            pass

    try:
        async with asyncio.TaskGroup() as group:
            for queue in queues.values():
                queue.shutdown()
                for _ in range(per_host):
                    group.create_task(worker(queue))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [results[number] for number in sorted(results)]
