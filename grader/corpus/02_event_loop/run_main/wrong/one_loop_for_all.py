# Wrong: all calls share the module's loop, which stays open.
# fails: Each call of main makes a loop of its own
# kind: shared-between-calls
import asyncio

loop = asyncio.new_event_loop()


def main(report):
    try:
        return loop.run_until_complete(report())
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.wait([*tasks, loop.create_task(asyncio.sleep(0))]))
        loop.run_until_complete(loop.shutdown_asyncgens())
