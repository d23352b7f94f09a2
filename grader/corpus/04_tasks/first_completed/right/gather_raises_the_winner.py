# Right: for once an exception is the good news: gather passes the winner on at once, and returns if there is none.
import asyncio


class Winner(Exception):
    pass


async def fastest(mirrors):
    async def run(mirror):
        try:
            result = await mirror()
        except Exception as error:
            return error
        raise Winner(result)

    before = asyncio.current_task().cancelling()
    tasks = [asyncio.ensure_future(run(mirror)) for mirror in mirrors]
    try:
        failures = await asyncio.gather(*tasks)
    except Winner as winner:
        if asyncio.current_task().cancelling() > before:  # it wins nothing any more
            raise asyncio.CancelledError from None
        return winner.args[0]
    finally:
        [task.cancel() for task in tasks]
        await asyncio.gather(*tasks, return_exceptions=True)
    raise ExceptionGroup("no winner", failures)
