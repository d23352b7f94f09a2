# Wrong: the loop as it is often shown: only closed, and left set as the current one.
# fails: Tasks that are left are cancelled, and over before run_job ends
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(job())
    finally:
        loop.close()
