# Wrong: sleeps, in the hope that all is over then.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: own-time-limit
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(report())
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(10))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
