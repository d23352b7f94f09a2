# One loop around wait(): it looks after the reading and every item at work; what is read and finds no consumer waits in a list.

import asyncio
from collections import deque


async def process_all(source, consume, consumers):
    waiting, working, reading, over = deque(), set(), None, False
    again = None
    try:
        while not over or waiting or working:
            if not over and reading is None and len(waiting) <= consumers:
                reading = asyncio.ensure_future(anext(source, waiting))
            await asyncio.wait([*working, *([reading] if reading else [])], return_when=asyncio.FIRST_COMPLETED)
            if reading and reading.done():
                item, reading = reading.result(), None
                over = item is waiting
                if not over:
                    waiting.append(item)
            for task in [task for task in working if task.done()]:
                working.discard(task)
                task.result()
            while waiting and len(working) < consumers:
                working.add(asyncio.ensure_future(consume(waiting.popleft())))
    finally:
        rest = [*working, *([reading] if reading else [])]
        for task in rest:
            task.cancel()
        while not all(task.done() for task in rest):
            try:
                await asyncio.wait(rest)
            except asyncio.CancelledError as error:
                again = error
    if again:
        raise again
