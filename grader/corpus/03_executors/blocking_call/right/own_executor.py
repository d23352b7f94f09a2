# An executor of its own: a thread for each call.

import asyncio
import concurrent.futures
import threading


class ThreadEach(concurrent.futures.Executor):
    def submit(self, function, /, *args, **kwargs):
        future = concurrent.futures.Future()

        def work():
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(function(*args, **kwargs))
                except BaseException as error:
                    future.set_exception(error)

        threading.Thread(target=work, daemon=True).start()
        return future


async def read_all(read_report, names):
    loop, executor = asyncio.get_running_loop(), ThreadEach()
    reads = [loop.run_in_executor(executor, read_report, name) for name in names]
    try:
        return await asyncio.gather(*reads)
    finally:
        for read in reads:
            read.cancel()
