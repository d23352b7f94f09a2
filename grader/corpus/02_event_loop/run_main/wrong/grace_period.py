# Wrong: gives those that are left five seconds of grace before it cancels them.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: own-time-limit
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(report())
    finally:
        tasks = asyncio.all_tasks(loop)
        if tasks:
            _, tasks = loop.run_until_complete(asyncio.wait(tasks, timeout=5))
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
