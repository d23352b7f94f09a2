# One future that callbacks count down to; no task at all.

import asyncio


async def read_all(read_report, names):
    loop = asyncio.get_running_loop()
    everything = loop.create_future()
    reports = {}

    def ended(place, future):
        if future.cancelled() or everything.done():
            future.cancelled() or future.exception()
        elif future.exception():
            everything.set_exception(future.exception())
        else:
            reports[place] = future.result()
            if len(reports) == len(names):
                everything.set_result(None)

    for place, name in enumerate(names):
        future = loop.run_in_executor(None, lambda name=name: read_report(name))
        future.add_done_callback(lambda future, place=place: ended(place, future))
    if names:
        await everything
    return [reports[place] for place in range(len(names))]
