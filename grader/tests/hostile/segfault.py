# It reads where there is no memory.
import ctypes


async def run_all(jobs, limit=3):
    ctypes.string_at(0)
