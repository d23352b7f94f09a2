# It raises an exception that never tells what it is.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised Endless: Endless (line 23).
class Endless(Exception):
    def __str__(self):
        while True:
            pass

    __repr__ = __str__

    @property
    def args(self):
        while True:
            pass

    @property
    def __traceback__(self):
        while True:
            pass


async def run_all(jobs, limit=3):
    raise Endless(Endless())
