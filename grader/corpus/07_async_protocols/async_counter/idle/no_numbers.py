# Idle: it gives nothing.
class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    async def __aiter__(self):
        if False:
            yield
