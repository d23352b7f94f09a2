# Its parameters have other names.
# ends: raised
# says: Your file has `async def run_all(tasks, at_once)`; the exercise needs `async def run_all(jobs, limit=3)`.
async def run_all(tasks, at_once):
    return [await task() for task in tasks]
