# Wrong: a page that is an exception object is raised.
# fails: All results come, in the order of the urls
# kind: odd-values

import asyncio


async def fetch_all(fetch, urls, per_host=2):
    slots = {url.split("/")[2]: asyncio.Semaphore(per_host) for url in urls}

    async def one(url):
        async with slots[url.split("/")[2]]:
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    pages = [task.result() for task in tasks]
    for page in pages:
        if isinstance(page, Exception):
            raise page
    return pages
