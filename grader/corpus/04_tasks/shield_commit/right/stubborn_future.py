# Right: waits for a future that refuses to be cancelled: the cancel is then delivered by the task itself, when the future is done.

import asyncio


class Stubborn(asyncio.Future):
    def cancel(self, msg=None):
        return False


async def save(commit, record):
    task = asyncio.ensure_future(commit(record))
    over = Stubborn()
    task.add_done_callback(lambda _: over.set_result(None))
    try:
        await over
    except asyncio.CancelledError:
        if task.cancelled():
            raise
        raise asyncio.CancelledError from task.exception()
    return task.result()
