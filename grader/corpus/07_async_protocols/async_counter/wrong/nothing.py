# It ends at once.
# fails: It counts from 1 up to stop
# kind: points-for-nothing


class Countup:
    def __init__(self, stop, tick):
        pass

    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration
