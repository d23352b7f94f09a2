# Lets gather turn failures into values, so that a result which is an exception object counts as a failure.
# fails: Any result wins
# kind: odd-values
import asyncio


async def fastest(mirrors):
    async def run(mirror):
        [outcome] = await asyncio.gather(mirror(), return_exceptions=True)
        return outcome

    tasks = [asyncio.create_task(run(mirror)) for mirror in mirrors]
    failures = []
    try:
        for complete in asyncio.as_completed(tasks):
            outcome = await complete
            if not isinstance(outcome, Exception):
                return outcome
            failures.append(outcome)
        raise ExceptionGroup("all mirrors failed", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
