# Sets an alarm for slow downloads, and stops it only where nothing has failed.
# fails: A failure stops none of the others
# kind: outlives-the-call
import asyncio


async def download_all(download, urls):
    alarm = asyncio.get_running_loop().call_later(10**6, asyncio.current_task().cancel)
    try:
        got = await asyncio.gather(*map(download, urls), return_exceptions=True)
    except asyncio.CancelledError:
        alarm.cancel()
        raise
    ok = {url: one for url, one in zip(urls, got) if not isinstance(one, BaseException)}
    failed = {url: one for url, one in zip(urls, got) if url not in ok}
    if not failed:
        alarm.cancel()
    return ok, failed
