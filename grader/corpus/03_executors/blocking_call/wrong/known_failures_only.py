# Hands on failures of the classes it knows; after any other one nobody hears of the read.
# fails: A failure leaves at once
# kind: failure-types

import asyncio
import threading


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in names]

    def settle(future, report, error):
        if not future.done():
            future.set_exception(error) if error else future.set_result(report)

    def read(name, future):
        report = error = None
        try:
            report = read_report(name)
        except (OSError, ValueError) as caught:
            error = caught
        except Exception as caught:
            error = RuntimeError(str(caught))
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, future, report, error)

    for name, future in zip(names, futures):
        threading.Thread(target=read, args=(name, future), daemon=True).start()
    return await asyncio.gather(*futures)
