# Once a download has failed, it gathers what is left, and its own cancel is lost there.
# fails: So it does where downloads fail
# kind: cancel-on-an-unplayed-path
import asyncio
from contextlib import suppress


async def download_all(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    try:
        await asyncio.gather(*tasks)
    except Exception:
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    over = [(url, task) for url, task in zip(urls, tasks) if not task.cancelled()]
    ok = {url: task.result() for url, task in over if not task.exception()}
    return ok, {url: task.exception() for url, task in over if task.exception()}
