# Right: a loop that runs for ever in a thread; the report, and then the tidying up, are handed to it from outside.
import asyncio
import threading


async def tidy_up():
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()


def main(report):
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        return asyncio.run_coroutine_threadsafe(report(), loop).result()
    finally:
        asyncio.run_coroutine_threadsafe(tidy_up(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
