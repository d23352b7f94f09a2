# It takes more and more memory.
# ends: memory
# says: Your program ran out of memory. Line 6.
async def run_all(jobs, limit=3):
    hoard = []
    while True:
        hoard.append(bytes(16_000_000))
