# Worker processes of its own, each with a pipe and a thread that talks to it.

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Sequence
from typing import Any


def _serve(pipe: Any, digest: Callable[[Any], Any]) -> None:
    """Runs in the other process: take a payload, send back what became of it, until None comes."""
    while (message := pipe.recv()) is not None:
        (payload,) = message
        try:
            answer = (True, digest(payload))
        except Exception as error:
            answer = (False, error)
        pipe.send(answer)


async def hash_all(digest: Callable[[Any], Any], payloads: Sequence[Any]) -> list[Any]:
    results: list[Any] = [None] * len(payloads)
    waiting = list(enumerate(payloads))
    waiting.reverse()
    failures: list[BaseException] = []

    async def look_after_one_process() -> None:
        mine, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=_serve, args=(theirs, digest), daemon=True)
        process.start()
        theirs.close()

        def talk() -> None:
            # runs in a thread: this conversation may block
            try:
                while waiting and not failures:
                    try:
                        number, payload = waiting.pop()
                    except IndexError:
                        break
                    mine.send((payload,))
                    well, value = mine.recv()
                    if well:
                        results[number] = value
                    else:
                        failures.append(value)
                mine.send(None)
            except (EOFError, OSError) as error:
                failures.append(error)  # the process is gone
            process.join()
            process.close()
            mine.close()

        talking = asyncio.get_running_loop().run_in_executor(None, talk)
        cancelled = False
        while not talking.done():
            try:
                await asyncio.shield(talking)
            except asyncio.CancelledError:
                cancelled = True
                waiting.clear()  # what has begun is finished, nothing more is begun
        if cancelled:
            raise asyncio.CancelledError
        talking.result()

    size = min(os.cpu_count() or 1, len(payloads))
    outcomes = await asyncio.gather(*(look_after_one_process() for _ in range(size)), return_exceptions=True)
    if failures:
        raise failures[0]
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return results
