# A future's result, set in another thread: the loop doesn't wake for that, and may sleep for ever.
# fails: Every report comes back, in the order of the names

import asyncio
import threading


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in names]

    def work(name, future):
        try:
            future.set_result(read_report(name))
        except Exception as error:
            future.set_exception(error)

    for name, future in zip(names, futures):
        threading.Thread(target=work, args=(name, future), daemon=True).start()
    return await asyncio.gather(*futures)
