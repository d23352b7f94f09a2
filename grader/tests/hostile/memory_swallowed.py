# It takes more and more memory, and catches the error.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run. Line 8.
async def run_all(jobs, limit=3):
    hoard = []
    while True:
        try:
            while True:
                hoard.append(bytes(16_000_000))
        except MemoryError:
            pass
