# It reads where there is no memory.
# ends: killed
# says: The Python process of your program died (signal SIGSEGV). Line 8.
import ctypes


async def run_all(jobs, limit=3):
    ctypes.string_at(0)
