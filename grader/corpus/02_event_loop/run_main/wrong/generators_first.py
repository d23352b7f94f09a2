# Tasks go on until the generators are closed, which may take days.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: stops-late
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
