# Wrong: cancels all that is left, and waits for the first to be over.
# fails: Tasks that are left are cancelled, and over before main ends
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(report())
    finally:
        if tasks := asyncio.all_tasks(loop):
            for task in tasks:
                task.cancel()
            loop.run_until_complete(asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
