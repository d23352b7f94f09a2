# It is an ordinary function where a coroutine is needed.
# ends: raised
# says: Your file has `def run_all(jobs, limit=3)`; the exercise needs `async def run_all(jobs, limit=3)`.
def run_all(jobs, limit=3):
    return []
