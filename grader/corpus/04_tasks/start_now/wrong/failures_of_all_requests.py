# The list of failures belongs to the module: one request fails for what happened to another.
# fails: Many requests can be handled at the same time
# kind: shared-between-calls

import asyncio

failures = []


async def handle(request, audit, respond):
    async def settled(step):
        try:
            return await step(request)
        except Exception as error:
            failures.append(error)

    async with asyncio.TaskGroup() as group:
        group.create_task(settled(audit))
        response = group.create_task(settled(respond))
    if failures:
        raise ExceptionGroup("a step failed", failures)
    return response.result()
