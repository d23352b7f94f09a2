# Wrong: closes the loop in any case, but tidies up only when all went well.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: cancel-on-an-unplayed-path
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        result = loop.run_until_complete(report())
        if tasks := asyncio.all_tasks(loop):
            for task in tasks:
                task.cancel()
            loop.run_until_complete(asyncio.wait(tasks))
        return result
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
