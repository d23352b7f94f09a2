# Threads made by hand: each tells a future of the loop what came of it.

import asyncio
import threading


def _read_in_thread(loop, read_report, name):
    future = loop.create_future()

    def settle(setter, value):
        if not future.done():
            setter(value)

    def run():
        try:
            report = read_report(name)
        except BaseException as error:
            outcome = (future.set_exception, error)
        else:
            outcome = (future.set_result, report)
        try:
            loop.call_soon_threadsafe(settle, *outcome)
        except RuntimeError:
            pass  # the loop is closed: nobody waits any more

    threading.Thread(target=run, daemon=True).start()
    return future


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [_read_in_thread(loop, read_report, name) for name in names]
    try:
        for future in asyncio.as_completed(futures):
            await future  # the first failure leaves here
    finally:
        for future in futures:
            future.cancel()
    return [future.result() for future in futures]
