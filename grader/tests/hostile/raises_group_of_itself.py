# It raises a group that holds itself.
class Group(ExceptionGroup):
    @property
    def exceptions(self):
        return (self, self, self)


async def run_all(jobs, limit=3):
    raise Group("all", [ValueError("x")])
