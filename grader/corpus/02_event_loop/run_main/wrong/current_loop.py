# Wrong: takes the current loop, and closes it: there is none for the second call.
# fails: Each call of main makes a loop of its own
import asyncio


def main(report):
    loop = asyncio.get_event_loop_policy().get_event_loop()
    try:
        return loop.run_until_complete(report())
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
