# It prints for ever.
# ends: output
# says: Your program printed more than 4 MB.
async def run_all(jobs, limit=3):
    while True:
        print("x" * 100_000)
