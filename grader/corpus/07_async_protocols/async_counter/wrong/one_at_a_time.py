# A flag lets only one loop run at a time; another one ends at once.
# fails: Each loop counts for itself

class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick
        self.busy = False

    async def __aiter__(self):
        if self.busy:
            return
        self.busy = True
        try:
            for number in range(1, self.stop + 1):
                await self.tick()
                yield number
        finally:
            self.busy = False
