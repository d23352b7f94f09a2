# It prints for ever.
async def run_all(jobs, limit=3):
    while True:
        print("x" * 100_000)
