# Wrong: runs the report in a TaskGroup: its failure comes out in a group.
# fails: A failure of the report leaves main as it is
import asyncio


def main(report):
    async def whole():
        async with asyncio.TaskGroup() as group:
            task = group.create_task(report())
        return task.result()

    return asyncio.run(whole())
