# Wrong: returns the exception.
# fails: A failure of the report reaches the caller as it is
import asyncio


def main(report):
    async def whole():
        [outcome] = await asyncio.gather(report(), return_exceptions=True)
        return outcome

    return asyncio.run(whole())
