# Wrong: None means the default executor, which has threads.
# fails: Every digest is computed in another process
import asyncio


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    return list(await asyncio.gather(*(loop.run_in_executor(None, digest, payload) for payload in payloads)))
