# An asyncio.Queue, filled in another thread: the loop doesn't wake for that, and may sleep for ever.
# fails: Every report comes back, in the order of the names

import asyncio
import threading


async def read_all(read_report, names):
    arrived = asyncio.Queue()

    def read(place):
        try:
            arrived.put_nowait((place, read_report(names[place]), None))
        except Exception as error:
            arrived.put_nowait((place, None, error))

    for place in range(len(names)):
        threading.Thread(target=read, args=(place,), daemon=True).start()
    reports = [None] * len(names)
    for _ in names:
        place, report, error = await arrived.get()
        if error:
            raise error
        reports[place] = report
    return reports
