# Right: multiprocessing.Pool, whose callbacks end futures; closed and joined in a thread.
import asyncio
import multiprocessing


def settle(future, method, value):
    if not future.done():
        method(value)


async def hash_all(digest, payloads):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in payloads]
    pool = multiprocessing.Pool(3)
    try:
        for future, payload in zip(futures, payloads):
            pool.apply_async(
                digest,
                (payload,),
                callback=lambda value, f=future: loop.call_soon_threadsafe(settle, f, f.set_result, value),
                error_callback=lambda error, f=future: loop.call_soon_threadsafe(settle, f, f.set_exception, error),
            )
        return [await future for future in futures]
    finally:
        for future in futures:
            future.cancel()
        pool.terminate()
        await asyncio.to_thread(pool.join)
