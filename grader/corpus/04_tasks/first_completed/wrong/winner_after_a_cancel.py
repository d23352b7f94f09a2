# Cancelled, a mirror that answers all the same wins, and its result is returned.
# fails: Cancelled, it stops all mirrors and passes that on
# kind: cancel-meets-failure
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

    tasks = [asyncio.ensure_future(run(mirror)) for mirror in mirrors]
    try:
        failures = await asyncio.gather(*tasks)
    except Winner as winner:
        return winner.args[0]
    finally:
        [task.cancel() for task in tasks]
        await asyncio.gather(*tasks, return_exceptions=True)
    raise ExceptionGroup("no winner", failures)
