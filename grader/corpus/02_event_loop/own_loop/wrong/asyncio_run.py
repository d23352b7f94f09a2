# Wrong: asyncio.run: very well, but not by hand.
# fails: It is done by hand: neither asyncio.run nor Runner
import asyncio


def run_job(job):
    return asyncio.run(job())
