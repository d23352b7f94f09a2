# Wrong: looks ten times a minute whether all that is left is over.
# fails: Tasks that are left are cancelled, and over before main ends
import asyncio


def main(report):
    async def whole():
        try:
            return await report()
        finally:
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()
            while len(asyncio.all_tasks()) > 1:
                await asyncio.sleep(6)

    return asyncio.run(whole())
