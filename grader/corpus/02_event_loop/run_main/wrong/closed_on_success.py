# Wrong: closes the loop, and tidies up, only when all went well.
# fails: The loop is closed, however the report ends
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    result = loop.run_until_complete(report())
    if tasks := asyncio.all_tasks(loop):
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.wait(tasks))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
    return result
