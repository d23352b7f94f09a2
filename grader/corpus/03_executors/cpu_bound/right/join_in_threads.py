# Right: a process for every quarter of the payloads, each started, read and joined by a thread of its own.
import asyncio
import multiprocessing


def serve(digest, payloads, pipe):
    try:
        pipe.send(([digest(payload) for payload in payloads], None))
    except Exception as error:
        pipe.send((None, error))


def in_a_thread(digest, payloads):
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=serve, args=(digest, payloads, theirs))
    process.start()
    values, error = mine.recv()
    process.join()
    if error:
        raise error
    return values


async def hash_all(digest, payloads):
    parts = [payloads[start::4] for start in range(4)]
    threads = [asyncio.ensure_future(asyncio.to_thread(in_a_thread, digest, part)) for part in parts if part]
    if not threads:
        return []
    try:
        done = await asyncio.shield(asyncio.gather(*threads))
    except BaseException:
        await asyncio.wait(threads)
        raise
    results = [None] * len(payloads)
    for start, values in enumerate(done):
        results[start::4] = values
    return results
