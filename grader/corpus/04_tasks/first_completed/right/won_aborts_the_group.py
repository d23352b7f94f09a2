# Right: in a task group, the winner raises an exception of its own, which makes the group cancel the others.
import asyncio


class Won(Exception):
    pass


async def fastest(mirrors):
    failures = []
    winner = []

    async def run(mirror):
        try:
            result = await mirror()
        except Exception as error:
            failures.append(error)
            return
        winner.append(result)
        raise Won

    try:
        async with asyncio.TaskGroup() as group:
            for mirror in mirrors:
                group.create_task(run(mirror))
    except* Won:
        pass
    if winner:
        return winner[0]
    raise ExceptionGroup("all mirrors failed", failures)
