# Wrong: has slots for fifty tasks that clean up; the others are cancelled only when one of those is over.
# fails: Tasks that are left are cancelled, and over before run_job ends
# kind: own-number-limit
import asyncio


async def stop(task, slots):
    async with slots:
        task.cancel()
        await asyncio.wait([task])


async def stop_all():
    slots, others = asyncio.Semaphore(50), asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*(stop(task, slots) for task in others))


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        loop.run_until_complete(stop_all())
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
