# Wrong: makes a loop, tidies up, and closes it; only the report is never run.
# fails: main returns what the report returns
# kind: points-for-nothing
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        return report()
    finally:
        if tasks := asyncio.all_tasks(loop):
            for task in tasks:
                task.cancel()
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
