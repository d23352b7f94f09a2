# Wrong: cancels tasks and waits for them, but async generators stay where they are.
# fails: Async generators that are left are closed
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(report())
    finally:
        if tasks := asyncio.all_tasks(loop):
            for task in tasks:
                task.cancel()
            loop.run_until_complete(asyncio.wait(tasks))
        loop.close()
