# It is never done with an object's end.
class Endless:
    def __del__(self):
        while True:
            pass


async def run_all(jobs, limit=3):
    Endless()
    return []
