# Right: The report's own task tidies up, after the report; first the generators, then all tasks.
import asyncio


async def whole(report):
    try:
        return await report()
    finally:
        await asyncio.get_running_loop().shutdown_asyncgens()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def main(report):
    with asyncio.Runner() as runner:
        return runner.run(whole(report))
