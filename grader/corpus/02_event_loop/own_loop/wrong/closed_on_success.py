# Wrong: closes the loop, and tidies up, only when all went well.
# fails: The loop is closed, and no loop is left set
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    result = loop.run_until_complete(job())
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
    return result
