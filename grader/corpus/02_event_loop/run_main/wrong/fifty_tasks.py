# Wrong: has slots for fifty tasks that clean up; the others are cancelled only when one of those is over.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: own-number-limit
import asyncio


def main(report):
    async def stop(task, slots):
        async with slots:
            task.cancel()
            await asyncio.wait([task])

    async def whole():
        try:
            return await report()
        finally:
            slots, others = asyncio.Semaphore(50), asyncio.all_tasks() - {asyncio.current_task()}
            await asyncio.gather(*(stop(task, slots) for task in others))

    return asyncio.run(whole())
