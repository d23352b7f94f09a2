# Wrong: looks every tenth of a second whether the tasks are over.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: polling
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(report())
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        while not all(task.done() for task in tasks):
            loop.run_until_complete(asyncio.sleep(0.1))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
