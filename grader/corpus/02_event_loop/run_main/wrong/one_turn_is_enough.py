# Wrong: gives what it has cancelled one turn of the loop.
# fails: Tasks that are left are cancelled, and over before main ends
import asyncio


def main(report):
    async def whole():
        try:
            return await report()
        finally:
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()
            await asyncio.sleep(0)
            await asyncio.get_running_loop().shutdown_asyncgens()

    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(whole())
    finally:
        loop.close()
