# Right: futures and callbacks; the end of the commit opens a gate, and each cancel makes a new gate.

import asyncio


async def save(commit, record):
    loop = asyncio.get_running_loop()
    ended = []
    gates = []

    def over(task):
        ended.append(task)
        for gate in gates:
            if not gate.done():
                gate.set_result(None)

    task = loop.create_task(commit(record))
    task.add_done_callback(over)
    first = None
    while not ended:
        gates.append(loop.create_future())
        try:
            await gates[-1]
        except asyncio.CancelledError as error:
            first = first or error
    if first is None:
        return task.result()
    raise first from task.exception()
