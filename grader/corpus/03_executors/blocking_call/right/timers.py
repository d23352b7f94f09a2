# A Timer is a thread, too: one that begins after no time at all.

import asyncio
import concurrent.futures
import threading


async def read_all(read_report, names):
    def start(name):
        promise = concurrent.futures.Future()

        def read():
            try:
                promise.set_result(read_report(name))
            except Exception as error:
                promise.set_exception(error)

        timer = threading.Timer(0, read)
        timer.daemon = True
        timer.start()
        return asyncio.wrap_future(promise)

    promises = [start(name) for name in names]
    try:
        return await asyncio.gather(*promises)
    finally:
        for promise in promises:
            promise.cancel()
