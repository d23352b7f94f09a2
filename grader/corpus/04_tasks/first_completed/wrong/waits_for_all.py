# Waits until all mirrors are done, and then returns the first result in the order of the list.
# fails: The losers are cancelled the moment there is a winner
import asyncio


async def fastest(mirrors):
    async def attempt(mirror):
        try:
            return await mirror(), None
        except Exception as error:
            return None, error

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(attempt(mirror)) for mirror in mirrors]
    outcomes = [task.result() for task in tasks]
    for result, error in outcomes:
        if error is None:
            return result
    raise ExceptionGroup("all", [error for _, error in outcomes])
