# Right: a task group of runners that never fail, and a condition; the runners are cancelled by hand.
import asyncio


async def fastest(mirrors):
    news = asyncio.Condition()
    results, failures = [], []

    async def run(mirror):
        try:
            results.append(await mirror())
        except Exception as error:
            failures.append(error)
        async with news:
            news.notify()

    async with asyncio.TaskGroup() as group:
        runners = [group.create_task(run(mirror)) for mirror in mirrors]
        async with news:
            await news.wait_for(lambda: results or len(failures) == len(runners))
        for runner in runners:
            runner.cancel()
    if not results:
        raise ExceptionGroup("all failed", failures)
    return results.pop(0)
