# It fills the disk.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised OSError: 27, File too large (line 7).
async def run_all(jobs, limit=3):
    with open("flood", "wb") as file:
        while True:
            file.write(b"x" * 1_000_000)
