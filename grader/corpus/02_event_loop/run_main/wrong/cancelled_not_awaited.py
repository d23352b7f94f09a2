# Wrong: cancels what is left, and closes the loop before that can clean up.
# fails: Tasks that are left are cancelled, and over before main ends
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(report())
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
