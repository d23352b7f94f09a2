# At least one number is given: it looks for the end after the first.
# fails: It counts from 1 up to stop


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    async def __aiter__(self):
        number = 0
        while True:
            await self.tick()
            number += 1
            yield number
            if number >= self.stop:
                return
