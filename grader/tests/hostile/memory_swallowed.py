# It takes more and more memory, and catches the error.
async def run_all(jobs, limit=3):
    hoard = []
    while True:
        try:
            while True:
                hoard.append(bytes(16_000_000))
        except MemoryError:
            pass
