# Knows the winner, but a task group waits until the others have run to their end.
# fails: The losers are cancelled when there is a winner
import asyncio


async def fastest(mirrors):
    winners, failures = [], []

    async def attempt(mirror):
        try:
            winners.append(await mirror())
        except Exception as error:
            failures.append(error)

    async with asyncio.TaskGroup() as group:
        for mirror in mirrors:
            group.create_task(attempt(mirror))
    if winners:
        return winners[0]
    raise ExceptionGroup("all", failures)
