# Wrong: processes made by hand, that the loop's own thread waits for.
# fails: The event loop goes on meanwhile
import asyncio
import multiprocessing


def serve(digest, payloads, pipe):
    try:
        pipe.send(([digest(payload) for payload in payloads], None))
    except Exception as error:
        pipe.send((None, error))


async def hash_all(digest, payloads):
    pipes, processes = [], []
    for start in range(min(4, len(payloads))):
        mine, theirs = multiprocessing.Pipe()
        processes.append(multiprocessing.Process(target=serve, args=(digest, payloads[start::4], theirs)))
        pipes.append(mine)
        processes[-1].start()
    for process in processes:
        process.join()
    results = [None] * len(payloads)
    for start, pipe in enumerate(pipes):
        values, error = pipe.recv()
        if error:
            raise error
        results[start::4] = values
    return results
