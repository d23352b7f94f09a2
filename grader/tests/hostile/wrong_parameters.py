# Its parameters have other names.
async def run_all(tasks, at_once):
    return [await task() for task in tasks]
