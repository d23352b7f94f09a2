# Wrong: closes generators and executor, but the tasks stay where they are.
# fails: Tasks that are left are cancelled, and over before run_job ends
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
