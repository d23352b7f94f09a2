# Wrong: a `return` in the `finally` swallows the exception of the report.
# fails: A failure of the report leaves main as it is
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    result = None
    try:
        result = loop.run_until_complete(report())
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
        return result
