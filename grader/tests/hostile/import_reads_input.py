# It asks a question at import.
LIMIT = int(input("How many at a time? "))


async def run_all(jobs, limit=LIMIT):
    return []
