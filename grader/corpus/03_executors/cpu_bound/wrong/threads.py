# Wrong: threads instead of processes: they share one GIL.
# fails: Every digest is computed in another process
import asyncio


async def hash_all(digest, payloads):
    return list(await asyncio.gather(*(asyncio.to_thread(digest, payload) for payload in payloads)))
