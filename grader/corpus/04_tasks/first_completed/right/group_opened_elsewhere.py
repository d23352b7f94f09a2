# Right: the same with a group that was made before, and a queue in which the outcomes come.
import asyncio


async def fastest(mirrors):
    outcomes = asyncio.Queue()

    async def run(mirror):
        try:
            outcomes.put_nowait((True, await mirror()))
        except Exception as error:
            outcomes.put_nowait((False, error))

    failures = []
    race = asyncio.TaskGroup()
    async with race:
        runners = [race.create_task(run(mirror)) for mirror in mirrors]
        while len(failures) < len(runners):
            success, value = await outcomes.get()
            if success:
                for runner in runners:
                    runner.cancel()
                break
            failures.append(value)
    if len(failures) == len(mirrors):
        raise BaseExceptionGroup("all failed", failures)
    return value
