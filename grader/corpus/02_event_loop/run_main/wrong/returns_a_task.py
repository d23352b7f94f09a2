# Wrong: starts a task on a loop that it never runs.
# fails: main returns what the report returns
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    task = loop.create_task(report())
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
    return task
