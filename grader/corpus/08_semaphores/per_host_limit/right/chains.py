# Right: as many chains of fetches as a host has slots, each over what is left of a sorted list; an event tells that all is over.
import asyncio
from itertools import groupby


async def fetch_all(fetch, urls, per_host=2):
    key = lambda numbered: numbered[1].partition("//")[2].partition("/")[0]
    out, tasks, boss = {}, set(), asyncio.current_task()
    failure = None
    done = asyncio.Event()
    left = len(urls)
    stop = False

    async def chain(it):
        nonlocal failure, stop, left
        for number, url in it:
            if stop:
                return
            try:
                out[number] = await fetch(url)
            except Exception as e:
                failure = failure or e
                stop = True
                done.set()
                return
            left -= 1
            if not left:
                done.set()

    for _, of_host in groupby(sorted(enumerate(urls), key=key), key=key):
        it = iter(list(of_host)[::-1])
        tasks |= {asyncio.create_task(chain(it)) for _ in range(per_host)}
    cancel = None
    try:
        if urls:
            await done.wait()
    except asyncio.CancelledError as e:
        cancel = e
    stop = True
    for t in tasks:
        t.cancel()
    while any(not t.done() for t in tasks):
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError as e:
            cancel = e
    if cancel or failure:
        raise cancel or failure
    return [out[n] for n in range(len(urls))]
