# Right: The report's own task tidies up, after the report; first all tasks, then the generators.
import asyncio


async def whole(report):
    try:
        return await report()
    finally:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_asyncgens()


def main(report):
    with asyncio.Runner() as runner:
        return runner.run(whole(report))
