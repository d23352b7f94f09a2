# It takes more and more memory.
async def run_all(jobs, limit=3):
    hoard = []
    while True:
        hoard.append(bytearray(16_000_000))
