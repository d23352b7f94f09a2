# It is never done with an object's end.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run. Line 6.
class Endless:
    def __del__(self):
        while True:
            pass


async def run_all(jobs, limit=3):
    Endless()
    return []
