# The threads of the interpreter itself, without threading.

import _thread
import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in names]

    def settle(future, report, error):
        if not future.done():
            if error:
                future.set_exception(error)
            else:
                future.set_result(report)

    def read(name, future):
        report = error = None
        try:
            report = read_report(name)
        except Exception as caught:
            error = caught
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, future, report, error)

    for name, future in zip(names, futures):
        _thread.start_new_thread(read, (name, future))
    try:
        return await asyncio.gather(*futures)
    finally:
        for future in futures:
            future.cancel()
