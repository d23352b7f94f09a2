# Wrong: gathers what it has cancelled, and so raises the first CancelledError itself.
# fails: Tasks that are left are cancelled, and over before main ends
import asyncio


def main(report):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(report())
    finally:
        try:
            if tasks := asyncio.all_tasks(loop):
                for task in tasks:
                    task.cancel()
                loop.run_until_complete(asyncio.gather(*tasks))
        finally:
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()
