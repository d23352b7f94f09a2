# It returns an object whose __repr__, __str__, __len__ and __class__ never come to an end.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned [<Endless object>, {'x': <Endless object>}].
class Endless:
    def __repr__(self):
        while True:
            pass

    __str__ = __len__ = __hash__ = __repr__

    @property
    def __class__(self):
        while True:
            pass

    @property
    def __dict__(self):
        while True:
            pass


async def run_all(jobs, limit=3):
    return [Endless(), {"x": Endless()}]
