# Its own worker threads wait for more names for ever.
# fails: No task and no pool is left behind

import asyncio
import queue
import threading


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    todo = queue.SimpleQueue()
    futures = [loop.create_future() for _ in names]

    def settle(future, report, error):
        if not future.done():
            future.set_exception(error) if error else future.set_result(report)

    def work():
        while True:
            future, name = todo.get()
            try:
                done = (future, read_report(name), None)
            except Exception as error:
                done = (future, None, error)
            loop.call_soon_threadsafe(settle, *done)

    for future, name in zip(futures, names):
        threading.Thread(target=work, daemon=True).start()
        todo.put((future, name))
    return list(await asyncio.gather(*futures))
