# Wrong: waits until all that is left has ended by itself.
# fails: Tasks that are left are cancelled, and over before main ends
import asyncio


def main(report):
    async def whole():
        try:
            return await report()
        finally:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            await asyncio.gather(*others, return_exceptions=True)

    return asyncio.run(whole())
