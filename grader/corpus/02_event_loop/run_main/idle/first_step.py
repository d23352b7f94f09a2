# Idle: the report takes its first step, and is closed.
import asyncio


def main(report):
    async def first_step():
        coroutine = report()
        coroutine.send(None)
        coroutine.close()

    asyncio.run(first_step())
