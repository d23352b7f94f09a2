# Wrong: cancels again and again, which cuts the cleaning up short.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: cancelled-again
import asyncio


def main(report):
    async def whole():
        try:
            return await report()
        finally:
            while others := asyncio.all_tasks() - {asyncio.current_task()}:
                for task in others:
                    task.cancel()
                await asyncio.sleep(0)

    return asyncio.run(whole())
