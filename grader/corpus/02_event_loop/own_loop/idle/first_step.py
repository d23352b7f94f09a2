# Idle: the job takes its first step, and is closed.
import asyncio


async def first_step(job):
    coroutine = job()
    coroutine.send(None)
    coroutine.close()


def run_job(job):
    loop = asyncio.new_event_loop()
    loop.run_until_complete(first_step(job))
    loop.close()
