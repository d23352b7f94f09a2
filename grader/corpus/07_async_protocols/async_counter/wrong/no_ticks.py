# It counts, and never ticks.
# fails: Each number is given when its tick is over
# kind: points-for-nothing
class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    async def __aiter__(self):
        for number in range(1, self.stop + 1):
            yield number
