# Wrong: the answers come in the order in which they are there.
# fails: Both answers come, the left one first
import asyncio


async def fetch_both(fetch):
    answers = []

    async def one(side):
        answers.append(await fetch(side))

    try:
        async with asyncio.TaskGroup() as group:
            for side in ("left", "right"):
                group.create_task(one(side))
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return answers
