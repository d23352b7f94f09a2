# It imports something that there is not.
# ends: not loaded
# says: Your file can't be imported: ModuleNotFoundError: No module named 'asyncoi'. Line 4.
import asyncoi


async def run_all(jobs, limit=3):
    return await asyncoi.gather(*(job() for job in jobs))
