# The tick for the next number begins while the reader is still busy with this one.
# fails: No tick runs ahead of the loop, or on without it

import asyncio


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    async def __aiter__(self):
        coming = None
        try:
            for number in range(1, self.stop + 1):
                coming = coming or asyncio.ensure_future(self.tick())
                await coming
                coming = asyncio.ensure_future(self.tick()) if number < self.stop else None
                yield number
        finally:
            if coming and not coming.done():
                coming.cancel()
                await asyncio.wait([coming])
