# Wrong: waits for the cancelled tasks for an hour.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: own-time-limit
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(report())
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks, timeout=3600))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
