# It raises a group that holds itself.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised Group of ValueError: x.
class Group(ExceptionGroup):
    @property
    def exceptions(self):
        return (self, self, self)


async def run_all(jobs, limit=3):
    raise Group("all", [ValueError("x")])
