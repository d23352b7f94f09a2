# It takes a lock twice.
# ends: blocked
# says: Your program waits for something that never comes, outside asyncio. Line 10.
import threading


async def run_all(jobs, limit=3):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
