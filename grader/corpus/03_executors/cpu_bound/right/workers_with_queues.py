# Worker processes of its own, with a queue of tasks and one of results, which processes share; a thread reads the results.

import asyncio
import multiprocessing
import os


def _work(tasks, results, digest):
    for number, payload in iter(tasks.get, None):
        try:
            results.put((number, True, digest(payload)))
        except Exception as error:
            results.put((number, False, error))
    results.put(None)


async def hash_all(digest, payloads):
    payloads = list(payloads)
    if not payloads:
        return []
    size = min(os.cpu_count() or 1, len(payloads))
    tasks, results = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
    workers = [multiprocessing.Process(target=_work, args=(tasks, results, digest)) for _ in range(size)]
    answers, failures = [None] * len(payloads), []
    left = list(enumerate(payloads))[::-1]

    def manage():
        """Hand out a task to each, and another for each result; in a thread, for all of this blocks."""
        for worker in workers:
            worker.start()
        for _ in workers:
            tasks.put(left.pop())
        ended = 0
        while ended < size:
            result = results.get()
            if result is None:
                ended += 1
                continue
            number, well, value = result
            if well:
                answers[number] = value
            else:
                failures.append(value)
            tasks.put(None if failures or not left else left.pop())
        for worker in workers:
            worker.join()
        tasks.close()
        results.close()

    managing = asyncio.ensure_future(asyncio.to_thread(manage))
    cancelled = False
    while not managing.done():
        try:
            await asyncio.shield(managing)
        except asyncio.CancelledError:
            cancelled = True
            left.clear()  # what has begun is finished
    if cancelled:
        raise asyncio.CancelledError
    if failures:
        raise failures[0]
    return answers
