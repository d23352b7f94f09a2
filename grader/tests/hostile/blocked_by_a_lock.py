# It takes a lock twice.
import threading


async def run_all(jobs, limit=3):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
