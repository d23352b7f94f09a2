# Threads put what they have in an asyncio.Queue, through the loop.

import asyncio
import threading


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    arrived = asyncio.Queue()

    def read(place):
        try:
            found = (place, read_report(names[place]), None)
        except Exception as error:
            found = (place, None, error)
        if not loop.is_closed():
            loop.call_soon_threadsafe(arrived.put_nowait, found)

    for place in range(len(names)):
        threading.Thread(target=read, args=(place,), daemon=True).start()
    reports = [None] * len(names)
    for _ in names:
        place, report, error = await arrived.get()
        if error:
            raise error
        reports[place] = report
    return reports
